package pregel.core.graph;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * The edges of every vertex in one direction, as compressed sparse rows, one {@link Rows} per
 * partition. A row lists the slots at the other ends in ascending order, parallel edgesX
 */
public final class Adjacency {

  /**
   * The rows of one partition. Targets are an array, which the compiler reads faster than a buffer;
   * offsets and weights are buffers in native byte order outside the heap, allocated or mapped from
   * a snapshot.
   *
   * @param firstSlot the partition's first slot
   * @param offsets where each row starts in {@code targets}, and where the last one ends: one more
   *     than there are rows
   * @param targets the slots at the other ends
   * @param weights the weights, or null
   * @param columns the graph's edge columns, in its order: a DoubleBuffer or a LongBuffer each, by
   *     edge as the weights are
   */
  public record Rows(
      int firstSlot, IntBuffer offsets, int[] targets, DoubleBuffer weights, List<Buffer> columns) {

    /** Rows without edge columns. */
    public Rows(int firstSlot, IntBuffer offsets, int[] targets, DoubleBuffer weights) {
      this(firstSlot, offsets, targets, weights, List.of());
    }

    /** A column of doubles, by {@link Graph#edgeColumn}'s number. */
    public DoubleBuffer edgeDoubles(int column) {
      return (DoubleBuffer) columns.get(column);
    }

    /** A column of longs, by {@link Graph#edgeColumn}'s number. */
    public LongBuffer edgeLongs(int column) {
      return (LongBuffer) columns.get(column);
    }

    public int rowCount() {
      return offsets.capacity() - 1;
    }

    public int degree(int slot) {
      int row = slot - firstSlot;
      return offsets.get(row + 1) - offsets.get(row);
    }
  }

  private final Rows[] rows;
  private final PartitionMap partitions;
  private final long edges;

  public Adjacency(PartitionMap partitions, Rows[] rows) {
    this.partitions = partitions;
    this.rows = rows.clone();
    long sum = 0;
    for (Rows part : rows) {
      sum += part.targets().length;
    }
    this.edges = sum;
  }

  public Rows rows(int partition) {
    return rows[partition];
  }

  public PartitionMap partitions() {
    return partitions;
  }

  /** Edges in all rows. */
  public long edges() {
    return edges;
  }

  /** The length of a vertex's row. Finds the partition first: not for loops over edges. */
  public int degree(int slot) {
    return rows[partitions.partitionOf(slot)].degree(slot);
  }
}
