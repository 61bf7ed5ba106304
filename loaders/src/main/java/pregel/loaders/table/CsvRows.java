package pregel.loaders.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import pregel.api.table.ColumnType;
import pregel.api.table.DateTimeText;
import pregel.api.table.Field;
import pregel.api.table.TableSchema;
import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Vector;
import pregel.loaders.read.Chunk;
import pregel.loaders.read.Decimal;
import pregel.loaders.read.Excerpt;

/**
 * CSV after RFC 4180: columns may be quoted, and then hold delimiters, line ends and "" for ". An
 * empty column without quotes is missing. Blank lines are left out, unless there is one column.
 */
final class CsvRows implements RowParser {
  /** As many digits do not overflow 64 bits; the sign bit tells whether they overflow 63. */
  private static final int MOST_DIGITS = 19;

  private final List<Field> fields;
  private final ColumnType[] types;
  private final byte delimiter;
  private final Decimal decimal = new Decimal();
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private byte[] bytes;
  private int end;
  private int rowStart;
  private long line;

  /** The end of the column read last, without quotes, and where the text goes on. */
  private int columnEnd;

  private int next;

  CsvRows(TableSchema schema, byte delimiter) {
    this.fields = schema.fields();
    this.types = fields.stream().map(Field::type).toArray(ColumnType[]::new);
    this.delimiter = delimiter;
  }

  @Override
  public long parse(Chunk chunk, Batch to) throws RowDefect {
    bytes = chunk.bytes;
    end = chunk.end;
    line = 0;
    if (chunk.overlong) {
      throw new RowDefect(
          0, "expected a row but found one of more than 64 MiB; close its quotes", null);
    }
    int at = 0;
    int rows = 0;
    while (at < chunk.end) {
      rowStart = at;
      if (types.length > 1 && isBlank(at)) {
        at = bytes[at] == '\r' ? at + 2 : at + 1;
        line++;
        continue;
      }
      at = row(at, to);
      rows++;
    }
    to.setRows(rows);
    return line;
  }

  private boolean isBlank(int at) {
    return bytes[at] == '\n' || bytes[at] == '\r' && bytes[at + 1] == '\n';
  }

  private int row(int start, Batch to) throws RowDefect {
    int at = start;
    int last = types.length - 1;
    for (int column = 0; column <= last; column++) {
      Vector vector = to.column(column);
      switch (types[column]) {
        case LONG -> appendLong(at, column, (LongVector) vector);
        case DOUBLE -> appendDouble(at, column, (DoubleVector) vector);
        case STRING -> appendString(at, column, (StringVector) vector);
        case BOOLEAN -> appendBoolean(at, column, (BooleanVector) vector);
        case DATE_TIME -> appendDateTime(at, column, (LongVector) vector);
      }
      at = next;
      if ((bytes[at] == delimiter) == (column == last)) {
        throw columns();
      }
      at++;
    }
    line++;
    return at;
  }

  private void appendLong(int start, int column, LongVector to) throws RowDefect {
    int at = start;
    boolean negative = bytes[at] == '-';
    at += negative ? 1 : 0;
    int first = at;
    long value = 0;
    for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9; digit = bytes[at] - '0') {
      value = 10 * value + digit;
      at++;
    }
    boolean ended = bytes[at] == delimiter || bytes[at] == '\n';
    if (ended && at > first && at - first <= MOST_DIGITS && value >= 0) {
      to.append(negative ? -value : value);
      next = at;
      return;
    }
    int from = find(start);
    if (from == columnEnd) {
      to.appendNull();
      return;
    }
    try {
      to.append(Long.parseLong(text(from)));
    } catch (NumberFormatException e) {
      throw defect(column, from, e);
    }
  }

  private void appendDouble(int start, int column, DoubleVector to) throws RowDefect {
    int from = find(start);
    if (from == columnEnd) {
      to.appendNull();
    } else if (decimal.parse(bytes, from, columnEnd)) {
      to.append(decimal.value());
    } else {
      throw defect(column, from, null);
    }
  }

  private void appendBoolean(int start, int column, BooleanVector to) throws RowDefect {
    int from = find(start);
    if (from == columnEnd) {
      to.appendNull();
      return;
    }
    String text = text(from);
    if (!text.equals("true") && !text.equals("false")) {
      throw defect(column, from, null);
    }
    to.append((byte) (text.equals("true") ? 1 : 0));
  }

  private void appendDateTime(int start, int column, LongVector to) throws RowDefect {
    int from = find(start);
    if (from == columnEnd) {
      to.appendNull();
      return;
    }
    try {
      to.append(DateTimeText.parse(text(from)));
    } catch (DateTimeException e) {
      throw defect(column, from, e);
    }
  }

  private void appendString(int start, int column, StringVector to) throws RowDefect {
    if (bytes[start] == '"') {
      appendQuoted(start, column, to);
      return;
    }
    int at = start;
    int all = 0;
    while (bytes[at] != delimiter && bytes[at] != '\n') {
      if (bytes[at] == '"') {
        throw new RowDefect(
            line,
            "found a quote inside a column without quotes: " + excerpt() + "; quote all of it",
            null);
      }
      all |= bytes[at++];
    }
    next = at;
    int end = bytes[at] == '\n' && at > start && bytes[at - 1] == '\r' ? at - 1 : at;
    if (end == start) {
      to.appendNull();
      return;
    }
    if (all < 0) {
      requireUtf8(start, end, column);
    }
    to.append(bytes, start, end);
  }

  private void appendQuoted(int start, int column, StringVector to) throws RowDefect {
    int from = find(start);
    requireUtf8(from, columnEnd, column);
    to.begin(columnEnd - from);
    byte[] into = to.array();
    int write = to.start(to.size());
    for (int at = from; at < columnEnd; at++) {
      into[write++] = bytes[at];
      line += bytes[at] == '\n' ? 1 : 0;
      // Of two quotes one stays.
      at += bytes[at] == '"' ? 1 : 0;
    }
    to.endRow(write);
  }

  /** Finds the end of a column and what follows; returns where it starts, without a quote. */
  private int find(int start) throws RowDefect {
    if (bytes[start] != '"') {
      int at = start;
      while (bytes[at] != delimiter && bytes[at] != '\n') {
        at++;
      }
      next = at;
      int end = bytes[at] == '\n' && at > start && bytes[at - 1] == '\r' ? at - 1 : at;
      int from = start;
      while (from < end && bytes[from] == ' ') {
        from++;
      }
      while (end > from && bytes[end - 1] == ' ') {
        end--;
      }
      columnEnd = end;
      return from;
    }
    int at = start + 1;
    while (true) {
      while (at < end && bytes[at] != '"') {
        at++;
      }
      if (at + 1 >= end) {
        throw new RowDefect(line, "found an unclosed quote: " + excerpt() + "; close it", null);
      }
      if (bytes[at + 1] != '"') {
        break;
      }
      at += 2;
    }
    columnEnd = at++;
    at += bytes[at] == '\r' && bytes[at + 1] == '\n' ? 1 : 0;
    if (bytes[at] != delimiter && bytes[at] != '\n') {
      throw new RowDefect(
          line, "found text after a closing quote: " + excerpt() + "; double quotes inside", null);
    }
    next = at;
    return start + 1;
  }

  private String text(int from) {
    return new String(bytes, from, columnEnd - from, StandardCharsets.ISO_8859_1);
  }

  private void requireUtf8(int from, int to, int column) throws RowDefect {
    try {
      utf8.decode(ByteBuffer.wrap(bytes, from, to - from));
    } catch (CharacterCodingException e) {
      throw new RowDefect(
          line,
          "found bytes that are not UTF-8 in column \""
              + fields.get(column).name()
              + "\": "
              + excerpt()
              + "; convert the file to UTF-8",
          e);
    }
  }

  private RowDefect columns() {
    int columns = 1;
    boolean quoted = false;
    for (int at = rowStart; at < end && (bytes[at] != '\n' || quoted); at++) {
      quoted ^= bytes[at] == '"';
      columns += bytes[at] == delimiter && !quoted ? 1 : 0;
    }
    return new RowDefect(
        line,
        "expected "
            + types.length
            + (types.length == 1 ? " column" : " columns")
            + " but found "
            + columns
            + ": "
            + excerpt()
            + "; correct the row, or give --delimiter",
        null);
  }

  private RowDefect defect(int column, int from, Exception cause) {
    String name = fields.get(column).name();
    return new RowDefect(
        line,
        "expected a "
            + types[column].label()
            + " in column \""
            + name
            + "\" but found "
            + Excerpt.of(Arrays.copyOfRange(bytes, from, columnEnd))
            + "; correct it, or give --types "
            + name
            + "=string",
        cause);
  }

  private String excerpt() {
    int end = rowStart;
    while (bytes[end] != '\n') {
      end++;
    }
    return Excerpt.of(Arrays.copyOfRange(bytes, rowStart, end));
  }
}
