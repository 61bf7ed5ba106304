package pregel.loaders.read;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import pregel.api.FailureKind;
import pregel.api.JobException;

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
    readCsv(text, csvHead(text, reading.options()), reading);
  }

  /** Takes what stands before the first edge; returns the first line of all, null if none. */
  static String csvHead(Text text, ReadOptions options) {
    String first = text.nextLine();
    while (first != null && (first.isBlank() || first.startsWith("#"))) {
      first = text.nextLine();
    }
    if (first != null) {
      if (options.ids() == IdKind.STRING) {
        requireNames(text, first, CsvHeader.read(first));
      } else if (!CsvHeader.isHeader(first)) {
        text.pushBack();
      }
    }
    return first;
  }

  /** Reads CSV whose first line is known. */
  static void readCsv(Text text, String first, Reading reading) {
    if (first == null) {
      reading.parseEdges(text, TextLayout.shortLines(reading.chunkBytes()), noLines(reading));
      return;
    }
    CsvDialect dialect = CsvHeader.read(first);
    EdgeHeader header =
        reading
            .edges()
            .columns(
                text.name(), CsvHeader.isHeader(first) ? first : null, dialect, reading.options());
    ParseRules rules = reading.rules();
    reading.parseEdges(
        text,
        TextLayout.quotedLines(reading.chunkBytes(), new CsvCut(dialect.delimiter())),
        () -> new CsvParser(rules, dialect, header));
  }

  /** Where ids may be anything, only known names of columns tell a header from an edge. */
  private static void requireNames(Text text, String first, CsvDialect dialect) {
    if (dialect.unknownNames() != null || !CsvHeader.isHeader(first)) {
      throw new JobException(
          FailureKind.INPUT,
          text.name()
              + ":"
              + text.lines()
              + ": expected names of columns, source and target among them, but found: "
              + Excerpt.of(first.getBytes(StandardCharsets.ISO_8859_1))
              + "; with --ids string csv needs such a header, or give --format edgelist");
    }
  }

  private static Supplier<ChunkParser> noLines(Reading reading) {
    ParseRules rules = reading.rules();
    return () -> new EdgeListParser(rules);
  }
}
