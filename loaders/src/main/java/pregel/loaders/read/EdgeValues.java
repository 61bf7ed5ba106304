package pregel.loaders.read;

import java.util.Arrays;
import pregel.core.graph.HeldEdgeColumn;

/**
 * Values of edges by column: longs, or the bits of doubles. A column whose type nobody has declared
 * holds longs until a number is none, then doubles; and nothing any more once a text is no number.
 */
final class EdgeValues {
  private final HeldEdgeColumn.Type[] types;
  private final boolean[] declared;
  private final boolean[] dropped;
  private final long[][] values;
  private int count;

  EdgeValues(EdgeHeader header) {
    int columns = header.names().size();
    types = new HeldEdgeColumn.Type[columns];
    declared = new boolean[columns];
    for (int column = 0; column < columns; column++) {
      declared[column] = header.types().get(column) != null;
      types[column] = declared[column] ? header.types().get(column) : HeldEdgeColumn.Type.LONG;
    }
    dropped = new boolean[columns];
    values = new long[columns][64];
  }

  int columns() {
    return types.length;
  }

  HeldEdgeColumn.Type type(int column) {
    return types[column];
  }

  boolean isDropped(int column) {
    return dropped[column];
  }

  boolean isDeclared(int column) {
    return declared[column];
  }

  long[] values(int column) {
    return values[column];
  }

  /** Makes the values of a column doubles. */
  void widen(int column) {
    if (types[column] == HeldEdgeColumn.Type.LONG) {
      types[column] = HeldEdgeColumn.Type.DOUBLE;
      toDoubles(values[column], count);
    }
  }

  static void toDoubles(long[] longs, int count) {
    for (int i = 0; i < count; i++) {
      longs[i] = Double.doubleToRawLongBits(longs[i]);
    }
  }

  void drop(int column) {
    dropped[column] = true;
  }

  /** Puts a value of the next edge. */
  void put(int column, long bits) {
    if (count == values[column].length) {
      values[column] = Arrays.copyOf(values[column], 2 * count);
    }
    values[column][count] = bits;
  }

  /** Ends an edge whose values were put. */
  void next() {
    count++;
  }
}
