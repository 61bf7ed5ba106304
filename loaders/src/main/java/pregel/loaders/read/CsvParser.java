package pregel.loaders.read;

import java.nio.charset.StandardCharsets;

/** Edges in CSV. */
final class CsvParser extends CsvLineParser {
  private final CsvDialect dialect;
  private long source;
  private long target;
  private byte[] weightLine;
  private int weightFrom;
  private int weightTo;

  CsvParser(ParseRules rules, CsvDialect dialect) {
    super(rules, expected(rules, dialect), dialect.delimiter());
    this.dialect = dialect;
  }

  private static String expected(ParseRules rules, CsvDialect dialect) {
    String columns = rules.weighted() ? "source,target,weight" : "source,target";
    int shown = rules.weighted() ? 3 : 2;
    String among = dialect.columns() > shown ? " among " + dialect.columns() + " columns" : "";
    String names = dialect.unknownNames();
    return columns
        + among
        + (names == null
            ? ""
            : " below the column names " + Excerpt.of(names.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Override
  void column(int column, byte[] line, int from, int to, boolean quoted) {
    if (column == dialect.source()) {
      source = id(line, from, to, quoted);
    } else if (column == dialect.target()) {
      target = id(line, from, to, quoted);
    } else if (column == dialect.weight()) {
      weightLine = line;
      weightFrom = from;
      weightTo = to;
    }
  }

  @Override
  void end(int columns, ParsedChunk parsed) {
    if (columns != dialect.columns() || columns < 2) {
      rejectColumns(columns);
    } else if (source < 0) {
      rejectId("source", source);
    } else if (target < 0) {
      rejectId("target", target);
    } else if (!rules.weighted()) {
      parsed.add(source, target);
    } else if (dialect.weight() < 0) {
      rejectColumns(columns);
    } else if (readWeight(weightLine, weightFrom, weightTo)) {
      parsed.add(source, target, weight());
    }
  }
}
