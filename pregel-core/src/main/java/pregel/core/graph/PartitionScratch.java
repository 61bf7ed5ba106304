package pregel.core.graph;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * The rows of one partition while they are being filled and sorted. One thread's, re-used from
 * partition to partition; arrays grow as needed and hold more than what is valid.
 */
final class PartitionScratch {
  private final boolean weighted;
  private int rows;
  private int[] starts = new int[0];
  private int[] cursors = new int[0];
  private int[] targets = new int[0];
  private double[] weights;

  private long[] keys = new long[0];
  private double[] sortedWeights = new double[0];

  PartitionScratch(boolean weighted) {
    this.weighted = weighted;
    this.weights = weighted ? new double[0] : null;
  }

  /** Lays out empty rows of the given lengths. */
  void open(int partition, int rowCount, RowLengths lengths) {
    rows = rowCount;
    if (starts.length <= rows) {
      starts = new int[rows + 1];
      cursors = new int[rows + 1];
    }
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      starts[row] = (int) sum;
      sum += lengths.length(row);
      GraphLimits.checkPartition(partition, sum);
    }
    starts[rows] = (int) sum;
    if (targets.length < sum) {
      // Half as much again, so that slowly growing partitions do not leave a trail of arrays.
      int capacity = (int) Math.max(sum, Math.min(2 * sum, targets.length * 3L / 2));
      targets = new int[capacity];
      weights = weighted ? new double[capacity] : null;
    }
  }

  /** The length of a row. */
  interface RowLengths {
    int length(int row);
  }

  int rows() {
    return rows;
  }

  /** Where rows start, and behind them where the last one ends. */
  int[] starts() {
    return starts;
  }

  int[] targets() {
    return targets;
  }

  /** Null without weights. */
  double[] weights() {
    return weights;
  }

  int edges() {
    return starts[rows];
  }

  /** Appends edges of one partition to their rows, in input order. */
  void append(PartitionBuckets buckets, int partition, int rowEnd, int firstSlot) {
    System.arraycopy(starts, 0, cursors, 0, rows);
    for (int i = 0; i < buckets.chunks(); i++) {
      EdgeChunk chunk = buckets.chunk(i);
      int[] ends = chunk.ends();
      double[] given = chunk.weights();
      int last = buckets.end(i, partition);
      for (int edge = buckets.start(i, partition); edge < last; edge++) {
        int at = cursors[ends[2 * edge + rowEnd] - firstSlot]++;
        targets[at] = ends[2 * edge + 1 - rowEnd];
        if (weighted) {
          weights[at] = given[edge];
        }
      }
    }
  }

  /** Fills rows from their ends with edges of one partition, leaving out self-loops. */
  void prepend(PartitionBuckets buckets, int partition, int rowEnd, int firstSlot) {
    System.arraycopy(starts, 1, cursors, 0, rows);
    for (int i = 0; i < buckets.chunks(); i++) {
      EdgeChunk chunk = buckets.chunk(i);
      int[] ends = chunk.ends();
      double[] given = chunk.weights();
      int last = buckets.end(i, partition);
      for (int edge = buckets.start(i, partition); edge < last; edge++) {
        int row = ends[2 * edge + rowEnd];
        int target = ends[2 * edge + 1 - rowEnd];
        if (row == target) {
          continue;
        }
        int at = --cursors[row - firstSlot];
        targets[at] = target;
        if (weighted) {
          weights[at] = given[edge];
        }
      }
    }
  }

  /** Sorts every row by target; weights follow, those of equal targets in their present order. */
  void sortRows() {
    for (int row = 0; row < rows; row++) {
      int from = starts[row];
      int to = starts[row + 1];
      if (isSorted(from, to)) {
        continue;
      }
      if (weighted) {
        sortWeighted(from, to);
      } else {
        Arrays.sort(targets, from, to);
      }
    }
  }

  /** Sorts the weights of equal targets by their bits, as signed integers. */
  void sortWeightsOfParallelEdges() {
    for (int row = 0; row < rows; row++) {
      int to = starts[row + 1];
      int start = starts[row];
      while (start < to) {
        int end = start + 1;
        while (end < to && targets[end] == targets[start]) {
          end++;
        }
        if (end - start > 1) {
          sortByBits(start, end);
        }
        start = end;
      }
    }
  }

  /** Copies the edges out. */
  void copyTo(IntBuffer offsets, IntBuffer targetsOut, DoubleBuffer weightsOut) {
    offsets.put(0, starts, 0, rows + 1);
    targetsOut.put(0, targets, 0, edges());
    if (weighted) {
      weightsOut.put(0, weights, 0, edges());
    }
  }

  /** Copies edges in, as {@link #copyTo} has copied them out. */
  void copyFrom(IntBuffer targetsIn, DoubleBuffer weightsIn) {
    targetsIn.get(0, targets, 0, edges());
    if (weighted) {
      weightsIn.get(0, weights, 0, edges());
    }
  }

  private boolean isSorted(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (targets[i - 1] > targets[i]) {
        return false;
      }
    }
    return true;
  }

  private void sortWeighted(int from, int to) {
    int length = to - from;
    if (keys.length < length) {
      int capacity = Math.max(length, 2 * Math.min(length, 1 << 16));
      keys = new long[capacity];
      sortedWeights = new double[capacity];
    }
    for (int i = 0; i < length; i++) {
      keys[i] = (long) targets[from + i] << 32 | i;
    }
    Arrays.sort(keys, 0, length);
    for (int i = 0; i < length; i++) {
      targets[from + i] = (int) (keys[i] >>> 32);
      sortedWeights[i] = weights[from + (int) keys[i]];
    }
    System.arraycopy(sortedWeights, 0, weights, from, length);
  }

  private void sortByBits(int from, int to) {
    int length = to - from;
    if (keys.length < length) {
      keys = new long[2 * length];
      sortedWeights = new double[2 * length];
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
