package pregel.core.graph;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Edges outside the rows of a graph, one after another: each has a slot at its other end, and its
 * values as bits, the weight first. Used by one thread.
 */
public final class EdgeList {
  /** The place of the weight among an edge's values. */
  public static final int WEIGHT = 0;

  private static final long ONE = Double.doubleToRawLongBits(1);

  private int[] targets = {};
  private final long[][] values;
  private int size;

  /**
   * @param values values of an edge, the weight among them
   */
  public EdgeList(int values) {
    this.values = new long[values][0];
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  public int target(int at) {
    return targets[at];
  }

  public double weight(int at) {
    return Double.longBitsToDouble(values[WEIGHT][at]);
  }

  /** A value of an edge. */
  public long bits(int value, int at) {
    return values[value][at];
  }

  public void setBits(int value, int at, long bits) {
    values[value][at] = bits;
  }

  public void setTarget(int at, int target) {
    targets[at] = target;
  }

  /** Appends an edge whose values but the weight are zero. */
  public void add(int target, double weight) {
    insert(size, target, weight);
  }

  /** Appends an edge of another list. */
  public void add(EdgeList from, int at) {
    reserve(1);
    targets[size] = from.targets[at];
    for (int v = 0; v < values.length; v++) {
      values[v][size] = from.values[v][at];
    }
    size++;
  }

  /** Appends some edges of another list. */
  public void addAll(EdgeList from, int start, int end) {
    reserve(end - start);
    System.arraycopy(from.targets, start, targets, size, end - start);
    for (int v = 0; v < values.length; v++) {
      System.arraycopy(from.values[v], start, values[v], size, end - start);
    }
    size += end - start;
  }

  /** Appends some edges of a graph's rows. */
  public void addAll(Adjacency.Rows rows, int start, int end) {
    reserve(end - start);
    System.arraycopy(rows.targets(), start, targets, size, end - start);
    DoubleBuffer weights = rows.weights();
    long[] into = values[WEIGHT];
    for (int k = start; k < end; k++) {
      into[size + k - start] = weights == null ? ONE : Double.doubleToRawLongBits(weights.get(k));
    }
    for (int v = WEIGHT + 1; v < values.length; v++) {
      Buffer column = rows.columns().get(v - 1);
      for (int k = start; k < end; k++) {
        values[v][size + k - start] =
            column instanceof LongBuffer longs
                ? longs.get(k)
                : Double.doubleToRawLongBits(((DoubleBuffer) column).get(k));
      }
    }
    size += end - start;
  }

  /** Writes an edge where rows hold edges. */
  void put(int at, int[] ends, DoubleBuffer weights, List<Buffer> columns, int to) {
    ends[to] = targets[at];
    if (weights != null) {
      weights.put(to, weight(at));
    }
    for (int c = 0; c < columns.size(); c++) {
      long bits = values[WEIGHT + 1 + c][at];
      if (columns.get(c) instanceof LongBuffer longs) {
        longs.put(to, bits);
      } else {
        ((DoubleBuffer) columns.get(c)).put(to, Double.longBitsToDouble(bits));
      }
    }
  }

  /** Puts an edge before the one at a place; its values but the weight are zero. */
  public void insert(int at, int target, double weight) {
    reserve(1);
    System.arraycopy(targets, at, targets, at + 1, size - at);
    targets[at] = target;
    for (long[] column : values) {
      System.arraycopy(column, at, column, at + 1, size - at);
      column[at] = 0;
    }
    values[WEIGHT][at] = Double.doubleToRawLongBits(weight);
    size++;
  }

  /** Exchanges two edges. */
  public void swap(int at, int place) {
    int target = targets[at];
    targets[at] = targets[place];
    targets[place] = target;
    for (long[] column : values) {
      long value = column[at];
      column[at] = column[place];
      column[place] = value;
    }
  }

  /** Removes the edges from a place up to another. */
  public void remove(int start, int end) {
    System.arraycopy(targets, end, targets, start, size - end);
    for (long[] column : values) {
      System.arraycopy(column, end, column, start, size - end);
    }
    size -= end - start;
  }

  /** Compares edges of one row by their canonical order: by the other end, then by the values. */
  public int compare(int at, EdgeList other, int place) {
    int order = Integer.compare(targets[at], other.targets[place]);
    return order != 0 ? order : compareValues(at, other, place);
  }

  /** Compares parallel edges: by the bits of their values. */
  public int compareValues(int at, EdgeList other, int place) {
    for (int v = 0; v < values.length; v++) {
      int order = Long.compare(values[v][at], other.values[v][place]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > targets.length) {
      int capacity =
          Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, size + (size >> 1) + 8L));
      targets = Arrays.copyOf(targets, capacity);
      for (int v = 0; v < values.length; v++) {
        values[v] = Arrays.copyOf(values[v], capacity);
      }
    }
  }
}
