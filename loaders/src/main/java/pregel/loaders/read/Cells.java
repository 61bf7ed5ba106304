package pregel.loaders.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import pregel.core.graph.VertexColumn;

/** The cells of some rows as text, row by row, and what each column could hold. */
final class Cells {
  private final int columns;
  private final List<EnumSet<VertexColumn.Type>> possible;
  private byte[] bytes = new byte[1 << 10];
  private int[] ends = new int[1 << 8];
  private int count;

  Cells(int columns) {
    this.columns = columns;
    this.possible =
        IntStream.range(0, columns)
            .mapToObj(column -> EnumSet.allOf(VertexColumn.Type.class))
            .toList();
  }

  int rows() {
    return count / columns;
  }

  void add(byte[] text, int from, int to) {
    int start = count == 0 ? 0 : ends[count - 1];
    int end = start + to - from;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
    }
    System.arraycopy(text, from, bytes, start, to - from);
    ends[count++] = end;
  }

  /** Keeps only the first rows. */
  void truncate(int rows) {
    count = rows * columns;
  }

  /** Whether a cell has a value. */
  boolean isPresent(int row, int column) {
    return length(row, column) > 0;
  }

  int length(int row, int column) {
    return to(row, column) - from(row, column);
  }

  /** Takes note of what a row holds. */
  void survey(int row, Decimal decimal) {
    for (int column = 0; column < columns; column++) {
      EnumSet<VertexColumn.Type> types = possible.get(column);
      if (types.size() > 1 && isPresent(row, column)) {
        for (VertexColumn.Type type : VertexColumn.Type.values()) {
          if (types.contains(type) && !fits(row, column, type, decimal)) {
            types.remove(type);
          }
        }
      }
    }
  }

  /** What all cells of a column could hold. */
  EnumSet<VertexColumn.Type> possible(int column) {
    return possible.get(column);
  }

  /** Whether a cell that has a value can be read as a type. */
  boolean fits(int row, int column, VertexColumn.Type type, Decimal decimal) {
    return switch (type) {
      case LONG -> isLong(from(row, column), to(row, column));
      case DOUBLE -> decimal.parse(bytes, from(row, column), to(row, column));
      case BOOLEAN -> {
        String word = word(row, column);
        yield word.equals("true") || word.equals("false");
      }
      case STRING -> true;
    };
  }

  /** The bits of a cell that fits its type. */
  long bits(int row, int column, VertexColumn.Type type, Decimal decimal) {
    return switch (type) {
      case LONG -> asLong(from(row, column), to(row, column));
      case DOUBLE -> {
        decimal.parse(bytes, from(row, column), to(row, column));
        yield Double.doubleToRawLongBits(decimal.value());
      }
      case BOOLEAN -> word(row, column).equals("true") ? 1 : 0;
      case STRING -> throw new IllegalStateException("the bits of a string");
    };
  }

  byte[] text(int row, int column) {
    return Arrays.copyOfRange(bytes, from(row, column), to(row, column));
  }

  private int from(int row, int column) {
    int cell = row * columns + column;
    return cell == 0 ? 0 : ends[cell - 1];
  }

  private int to(int row, int column) {
    return ends[row * columns + column];
  }

  /** In lower case; empty if longer than any word that means something. */
  private String word(int row, int column) {
    int from = from(row, column);
    int length = to(row, column) - from;
    return length > 5
        ? ""
        : new String(bytes, from, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  private boolean isLong(int from, int to) {
    boolean negative = bytes[from] == '-';
    return VertexId.parse(bytes, negative ? from + 1 : from, to) >= 0 || isLeast(from, to);
  }

  private long asLong(int from, int to) {
    boolean negative = bytes[from] == '-';
    long magnitude = VertexId.parse(bytes, negative ? from + 1 : from, to);
    return magnitude < 0 ? Long.MIN_VALUE : negative ? -magnitude : magnitude;
  }

  private boolean isLeast(int from, int to) {
    return to - from == 20
        && new String(bytes, from, 20, StandardCharsets.ISO_8859_1).equals("-9223372036854775808");
  }
}
