package pregel.core.graph;

import java.util.Arrays;

/**
 * Sorts the rows of one partition by target. One thread's; keeps its scratch space.
 *
 * <p>All edges of a partition are sorted by target at once, by stable radix passes through memory
 * that the cache holds, and then dealt back to their rows: a third of the time that sorting row by
 * row takes on a power-law graph. Partitions too large for that, or too small, are sorted row by
 * row.
 */
final class RowSorter {
  private static final int FEWEST_FOR_RADIX = 1 << 12;

  /** Beyond this a partition is one that a hub or the user has made large. */
  static final int MOST_FOR_RADIX = 1 << 22;

  private static final int DIGIT_BITS = 12;

  private final int typical;
  private long[] keys = new long[0];
  private long[] dealt = new long[0];
  private int[] rowOf = new int[0];
  private double[] unsorted = new double[0];
  private int[] cursors = new int[0];

  /**
   * @param typical edges of the largest ordinary partition: what to make room for at once
   */
  RowSorter(int typical) {
    this.typical = Math.min(MOST_FOR_RADIX, typical);
  }

  /**
   * Sorts every row; weights follow, those of equal targets in their present order.
   *
   * @param rows how many
   * @param starts where each row starts, and where the last one ends
   * @param targets slots, none negative
   * @param weights by edge, or null
   */
  void sort(int rows, int[] starts, int[] targets, double[] weights) {
    int edges = starts[rows];
    if (edges >= FEWEST_FOR_RADIX && edges <= MOST_FOR_RADIX) {
      if (!allSorted(rows, starts, targets)) {
        sortAtOnce(rows, starts, targets, weights);
      }
      return;
    }
    for (int row = 0; row < rows; row++) {
      int from = starts[row];
      int to = starts[row + 1];
      if (isSorted(targets, from, to)) {
        continue;
      }
      if (weights == null) {
        Arrays.sort(targets, from, to);
      } else {
        sortWeightedRow(targets, weights, from, to);
      }
    }
  }

  /** Sorts the weights of equal targets by their bits, as signed integers. */
  void sortParallelWeights(int rows, int[] starts, int[] targets, double[] weights) {
    for (int row = 0; row < rows; row++) {
      int to = starts[row + 1];
      int start = starts[row];
      while (start < to) {
        int end = start + 1;
        while (end < to && targets[end] == targets[start]) {
          end++;
        }
        if (end - start > 1) {
          sortByBits(weights, start, end);
        }
        start = end;
      }
    }
  }

  private static boolean allSorted(int rows, int[] starts, int[] targets) {
    for (int row = 0; row < rows; row++) {
      if (!isSorted(targets, starts[row], starts[row + 1])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSorted(int[] targets, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (targets[i - 1] > targets[i]) {
        return false;
      }
    }
    return true;
  }

  /** Keys are a target and, below it, the row; or, if a weight goes along, the edge. */
  private void sortAtOnce(int rows, int[] starts, int[] targets, double[] weights) {
    int edges = starts[rows];
    reserve(edges, weights != null);
    int seen = 0;
    for (int row = 0; row < rows; row++) {
      for (int edge = starts[row]; edge < starts[row + 1]; edge++) {
        seen |= targets[edge];
        keys[edge] = (long) targets[edge] << 32 | (weights == null ? row : edge);
        if (weights != null) {
          rowOf[edge] = row;
        }
      }
    }
    int bits = 32 - Integer.numberOfLeadingZeros(seen);
    int digits = Math.max(1, (bits + DIGIT_BITS - 1) / DIGIT_BITS);
    int digitBits = (bits + digits - 1) / digits;
    for (int digit = 0; digit < digits; digit++) {
      deal(edges, 32 + digit * digitBits, digitBits);
      long[] swapped = keys;
      keys = dealt;
      dealt = swapped;
    }
    if (cursors.length < rows) {
      cursors = new int[rows + rows / 2];
    }
    System.arraycopy(starts, 0, cursors, 0, rows);
    if (weights == null) {
      for (int i = 0; i < edges; i++) {
        targets[cursors[(int) keys[i]]++] = (int) (keys[i] >>> 32);
      }
    } else {
      System.arraycopy(weights, 0, unsorted, 0, edges);
      for (int i = 0; i < edges; i++) {
        int edge = (int) keys[i];
        int to = cursors[rowOf[edge]]++;
        targets[to] = (int) (keys[i] >>> 32);
        weights[to] = unsorted[edge];
      }
    }
  }

  /** One stable pass by the digit at {@code shift}. */
  private void deal(int edges, int shift, int digitBits) {
    int[] ends = new int[(1 << digitBits) + 1];
    int mask = (1 << digitBits) - 1;
    for (int i = 0; i < edges; i++) {
      ends[((int) (keys[i] >>> shift) & mask) + 1]++;
    }
    for (int value = 0; value < mask; value++) {
      ends[value + 1] += ends[value];
    }
    for (int i = 0; i < edges; i++) {
      dealt[ends[(int) (keys[i] >>> shift) & mask]++] = keys[i];
    }
  }

  private void reserve(int edges, boolean weighted) {
    int room = Math.max(edges, typical);
    if (keys.length < edges) {
      keys = new long[room];
    }
    if (dealt.length < edges) {
      dealt = new long[room];
    }
    if (weighted && rowOf.length < edges) {
      rowOf = new int[room];
    }
    if (weighted && unsorted.length < edges) {
      unsorted = new double[room];
    }
  }

  private void sortWeightedRow(int[] targets, double[] weights, int from, int to) {
    int length = to - from;
    if (keys.length < length) {
      keys = new long[length];
    }
    if (unsorted.length < length) {
      unsorted = new double[length];
    }
    System.arraycopy(weights, from, unsorted, 0, length);
    for (int i = 0; i < length; i++) {
      keys[i] = (long) targets[from + i] << 32 | i;
    }
    Arrays.sort(keys, 0, length);
    for (int i = 0; i < length; i++) {
      targets[from + i] = (int) (keys[i] >>> 32);
      weights[from + i] = unsorted[(int) keys[i]];
    }
  }

  private void sortByBits(double[] weights, int from, int to) {
    int length = to - from;
    if (keys.length < length) {
      keys = new long[length];
    }
    for (int i = 0; i < length; i++) {
      keys[i] = Double.doubleToRawLongBits(weights[from + i]);
    }
    Arrays.sort(keys, 0, length);
    for (int i = 0; i < length; i++) {
      weights[from + i] = Double.longBitsToDouble(keys[i]);
    }
  }
}
