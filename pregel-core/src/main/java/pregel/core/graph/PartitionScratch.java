package pregel.core.graph;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;

/**
 * The rows of one partition while they are being filled and sorted. One thread's, re-used from
 * partition to partition; arrays grow as needed and hold more than what is valid.
 */
final class PartitionScratch {
  private final boolean weighted;
  private final int typicalEdges;
  private final RowSorter sorter;
  private int rows;
  private int[] starts = new int[0];
  private int[] cursors = new int[0];
  private int[] targets = new int[0];
  private double[] weights;

  /**
   * @param typicalEdges edges of the largest ordinary partition: what to make room for at once
   */
  PartitionScratch(boolean weighted, int typicalEdges) {
    this.weighted = weighted;
    this.typicalEdges = typicalEdges;
    this.sorter = new RowSorter(typicalEdges);
    this.weights = weighted ? new double[0] : null;
  }

  /** Edges of the largest partition that is not too large to be sorted at once. */
  static int typicalEdges(PartitionMap partitions, int[] built, RowLengths lengths) {
    int largest = 0;
    for (int p : built) {
      long edges = 0;
      for (int slot = partitions.start(p); slot < partitions.end(p); slot++) {
        edges += lengths.length(slot);
      }
      if (edges <= RowSorter.MOST_FOR_RADIX) {
        largest = Math.max(largest, (int) edges);
      }
    }
    return largest;
  }

  /** Lays out empty rows of the given lengths. */
  void open(int partition, int rowCount, RowLengths lengths) {
    rows = rowCount;
    if (starts.length <= rows) {
      // In degree order every partition has more rows than the one before.
      starts = new int[rows + rows / 2 + 1];
      cursors = new int[starts.length];
    }
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      starts[row] = (int) sum;
      sum += lengths.length(row);
      GraphLimits.checkPartition(partition, sum);
    }
    starts[rows] = (int) sum;
    if (targets.length < sum) {
      int room = (int) Math.max(sum, typicalEdges);
      targets = new int[room];
      weights = weighted ? new double[room] : null;
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
    sorter.sort(rows, starts, targets, weights);
  }

  /** Sorts the weights of equal targets by their bits, as signed integers. */
  void sortParallelWeights() {
    sorter.sortParallelWeights(rows, starts, targets, weights);
  }

  /** Copies the edges out. */
  void copyTo(IntBuffer offsets, int[] targetsOut, DoubleBuffer weightsOut) {
    offsets.put(0, starts, 0, rows + 1);
    System.arraycopy(targets, 0, targetsOut, 0, edges());
    if (weighted) {
      weightsOut.put(0, weights, 0, edges());
    }
  }

  /** Copies edges in, as {@link #copyTo} has copied them out. */
  void copyFrom(int[] targetsIn, DoubleBuffer weightsIn) {
    System.arraycopy(targetsIn, 0, targets, 0, edges());
    if (weighted) {
      weightsIn.get(0, weights, 0, edges());
    }
  }
}
