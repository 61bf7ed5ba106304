package pregel.loaders.read;

import java.nio.charset.StandardCharsets;
import pregel.core.graph.HeldEdgeColumn;

/** Edges in CSV. */
final class CsvParser extends CsvLineParser {
  private final CsvDialect dialect;
  private final EdgeHeader header;
  private final int[] from;
  private final int[] to;
  private final Decimal decimal = new Decimal();
  private long source;
  private long target;
  private byte[] text;
  private int weightFrom;
  private int weightTo;

  /**
   * @param header the columns to read besides; null for none
   */
  CsvParser(ParseRules rules, CsvDialect dialect, EdgeHeader header) {
    super(rules, expected(rules, dialect), dialect.delimiter());
    this.dialect = dialect;
    this.header = header;
    this.from = header == null ? null : new int[header.names().size()];
    this.to = header == null ? null : new int[header.names().size()];
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
  public void parse(Chunk chunk, ParsedChunk parsed) {
    parsed.values = header == null ? null : new EdgeValues(header);
    super.parse(chunk, parsed);
  }

  @Override
  void column(int column, byte[] line, int from, int to, boolean quoted) {
    if (column == dialect.source()) {
      source = id(line, from, to, quoted);
    } else if (column == dialect.target()) {
      target = id(line, from, to, quoted);
    } else if (column == dialect.weight()) {
      text = line;
      weightFrom = from;
      weightTo = to;
    }
    if (header != null && column < dialect.columns() && header.numbers()[column] >= 0) {
      text = line;
      this.from[header.numbers()[column]] = from;
      this.to[header.numbers()[column]] = to;
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
      if (readValues(parsed.values)) {
        parsed.add(source, target);
      }
    } else if (dialect.weight() < 0) {
      rejectColumns(columns);
    } else if (readWeight(text, weightFrom, weightTo) && readValues(parsed.values)) {
      parsed.add(source, target, weight());
    }
  }

  /** Reads the columns besides; false if the line is malformed for one. */
  private boolean readValues(EdgeValues values) {
    if (values == null) {
      return true;
    }
    for (int column = 0; column < values.columns(); column++) {
      if (!values.isDropped(column) && !readValue(values, column)) {
        return false;
      }
    }
    values.next();
    return true;
  }

  private boolean readValue(EdgeValues values, int column) {
    int first = from[column];
    int last = to[column];
    if (values.type(column) == HeldEdgeColumn.Type.LONG) {
      boolean negative = first < last && text[first] == '-';
      long magnitude = VertexId.parse(text, negative ? first + 1 : first, last);
      if (magnitude >= 0) {
        values.put(column, negative ? -magnitude : magnitude);
        return true;
      }
      if (values.isDeclared(column)) {
        reject("a " + header.names().get(column) + " that is not a long");
        return false;
      }
    }
    if (decimal.parse(text, first, last)) {
      values.widen(column);
      values.put(column, Double.doubleToRawLongBits(decimal.value()));
      return true;
    }
    if (values.isDeclared(column)) {
      reject("a " + header.names().get(column) + " that is not a number");
      return false;
    }
    values.drop(column);
    return true;
  }
}
