package pregel.loaders.read;

import java.util.function.Supplier;

/** Reads the formats that hold an edge or a vertex with its neighbours a line, and no header. */
final class EdgeTexts {
  private EdgeTexts() {}

  static void readEdgeList(Text text, Reading reading) {
    ParseRules rules = reading.rules();
    reading.parseEdges(
        text, TextLayout.shortLines(reading.chunkBytes()), () -> new EdgeListParser(rules));
  }

  /** Reads CSV; a first line that is not a number in its first column names the columns. */
  static void readCsv(Text text, Reading reading) {
    String first = text.nextLine();
    while (first != null && (first.isBlank() || first.startsWith("#"))) {
      first = text.nextLine();
    }
    if (first == null) {
      reading.parseEdges(text, TextLayout.shortLines(reading.chunkBytes()), noLines(reading));
      return;
    }
    CsvDialect dialect = CsvHeader.read(first);
    if (!CsvHeader.isHeader(first)) {
      text.pushBack();
    }
    ParseRules rules = reading.rules();
    reading.parseEdges(
        text,
        TextLayout.quotedLines(reading.chunkBytes(), new CsvCut(dialect.delimiter())),
        () -> new CsvParser(rules, dialect));
  }

  private static Supplier<ChunkParser> noLines(Reading reading) {
    ParseRules rules = reading.rules();
    return () -> new EdgeListParser(rules);
  }
}
