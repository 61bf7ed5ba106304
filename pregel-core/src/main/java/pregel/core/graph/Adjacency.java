package pregel.core.graph;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;

/**
 * The edges of every vertex in one direction, as compressed sparse rows, one {@link Rows} per
 * partition. A row lists the slots at the other ends in ascending order, parallel edges by the bits
 * of their weights.
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
   */
  public record Rows(int firstSlot, IntBuffer offsets, int[] targets, DoubleBuffer weights) {
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
