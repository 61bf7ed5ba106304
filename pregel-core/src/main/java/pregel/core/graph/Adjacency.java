package pregel.core.graph;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * The edges of every vertex in one direction, as compressed sparse rows, one {@link Rows} per
 * partition. A row lists the slots at the other ends in ascending order, parallel edges by the bits
 * of their weights, then of their columns.
 */
public final class Adjacency {

  /**
   * The rows of one partition. Targets are an array, which the compiler reads faster than a buffer;
   * offsets and weights are buffers in native byte order outside the heap, allocated or mapped from
   * a snapshot.
   *
   * <p>Rows of a graph lie one after another. While a program changes a graph, changed rows may lie
   * anywhere in {@code targets}, with gaps between them.
   *
   * @param firstSlot the partition's first slot
   * @param offsets where each row starts in {@code targets}; in the rows of a graph also where the
   *     last one ends, so that there is one more than there are rows
   * @param ends where each row ends
   * @param targets the slots at the other ends
   * @param weights the weights, or null
   * @param columns the graph's edge columns, in its order: a DoubleBuffer or a LongBuffer each, by
   *     edge as the weights are
   * @param changed the rows that need not lie behind the one before them, as a bitmap; null if none
   */
  public record Rows(
      int firstSlot,
      IntBuffer offsets,
      IntBuffer ends,
      int[] targets,
      DoubleBuffer weights,
      List<Buffer> columns,
      long[] changed) {

    /** Rows one after another, as graphs hold them. */
    public Rows(
        int firstSlot,
        IntBuffer offsets,
        int[] targets,
        DoubleBuffer weights,
        List<Buffer> columns) {
      this(
          firstSlot,
          offsets,
          offsets.slice(1, offsets.capacity() - 1),
          targets,
          weights,
          columns,
          null);
    }

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
      return ends.capacity();
    }

    /** Where a vertex's row starts. */
    public int start(int slot) {
      return offsets.get(slot - firstSlot);
    }

    /** Where a vertex's row ends. */
    public int end(int slot) {
      return ends.get(slot - firstSlot);
    }

    public int degree(int slot) {
      return end(slot) - start(slot);
    }
  }

  private final Rows[] rows;
  private final PartitionMap partitions;
  private final long edges;

  public Adjacency(PartitionMap partitions, Rows[] rows) {
    this(partitions, rows, held(rows));
  }

  Adjacency(PartitionMap partitions, Rows[] rows, long edges) {
    this.partitions = partitions;
    this.rows = rows.clone();
    this.edges = edges;
  }

  /** What rows take in memory, without edge columns. */
  public static long bytes(long vertices, long edges, boolean weighted) {
    return Integer.BYTES * (vertices + edges) + (weighted ? Double.BYTES * edges : 0);
  }

  private static long held(Rows[] rows) {
    long sum = 0;
    for (Rows part : rows) {
      sum += part.targets().length;
    }
    return sum;
  }

  public Rows rows(int partition) {
    return rows[partition];
  }

  public PartitionMap partitions() {
    return partitions;
  }

  /** The same rows as if their edges had no values. */
  Adjacency withoutValues() {
    Rows[] plain = new Rows[rows.length];
    for (int p = 0; p < plain.length; p++) {
      Rows held = rows[p];
      plain[p] =
          new Rows(
              held.firstSlot, held.offsets, held.ends, held.targets, null, List.of(), held.changed);
    }
    return new Adjacency(partitions, plain, edges);
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
