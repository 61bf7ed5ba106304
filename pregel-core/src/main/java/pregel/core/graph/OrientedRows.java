package pregel.core.graph;

import java.nio.IntBuffer;
import java.util.Arrays;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * The simple undirected view of a graph: each vertex's neighbours, without itself, once each,
 * whatever direction and however many edges there are. Of two neighbours the lower one's row holds
 * the other, so that every edge stands once. Rows ascend by slot and lie one after another.
 *
 * <p>While a program changes an undirected graph, one of two vertices may have an edge to the other
 * alone; the neighbours of a vertex are then those that its own edges reach.
 */
public final class OrientedRows {
  private static final int MOST_OF_PARTITION = Integer.MAX_VALUE - 64;

  private final PartitionMap partitions;
  private final int[] partitionOfGroup;
  private final int[][] starts;
  private final int[][] neighbors;
  private final byte[][] arcs;
  private final int[] counts;

  private OrientedRows(PartitionMap partitions) {
    this.partitions = partitions;
    this.partitionOfGroup = partitions.partitionsOfGroups();
    this.starts = new int[partitions.partitions()][];
    this.neighbors = new int[partitions.partitions()][];
    this.arcs = new byte[partitions.partitions()][];
    this.counts = new int[partitions.end(partitions.partitions() - 1)];
  }

  /** The later of two neighbours in canonical order is lower. */
  public static OrientedRows byPosition(Graph graph, int threads) {
    Adjacency in = graph.adjacency(Direction.IN);
    Adjacency out = graph.isUndirected() ? null : graph.adjacency(Direction.OUT);
    return of(in, out, new Lower(null, null), null, true, threads);
  }

  /** The same of a graph as it is now. Edges to vertices that do not exist lead to nobody. */
  public static OrientedRows byPosition(ChangingGraph graph, int threads) {
    Adjacency out = graph.adjacency(Direction.OUT);
    Adjacency in = graph.isUndirected() ? null : graph.adjacency(Direction.IN);
    return of(out, in, new Lower(null, null), graph.vacant(), true, threads);
  }

  /**
   * The neighbour with fewer edges is lower, or of two with equally many the later one: no row has
   * more than the square root of twice the edges, so intersecting two is cheap even beside a hub.
   * {@link #arcs} are left out. What is made of a directed graph to find them is not kept.
   */
  public static OrientedRows byDegree(Graph graph, int threads) {
    Lower lower = new Lower(graph.outDegrees(), graph.isUndirected() ? null : graph.inDegrees());
    Direction held = graph.has(Direction.IN) ? Direction.IN : Direction.OUT;
    Adjacency rows = graph.adjacency(held).withoutValues();
    Adjacency reversed = null;
    if (!graph.isUndirected()) {
      Direction other = held.reversed();
      IntBuffer degrees = other == Direction.IN ? graph.inDegrees() : graph.outDegrees();
      reversed =
          graph.has(other)
              ? graph.adjacency(other)
              : Transposition.transpose(rows, degrees, threads);
    }
    return of(rows, reversed, lower, null, false, threads);
  }

  private static OrientedRows of(
      Adjacency rows,
      Adjacency reversed,
      Lower lower,
      long[] vacant,
      boolean countsArcs,
      int threads) {
    OrientedRows oriented = new OrientedRows(rows.partitions());
    BuildThreads.of(threads, rows.edges())
        .each(
            rows.partitions().partitions(),
            p ->
                oriented.fill(
                    p,
                    rows.rows(p),
                    reversed == null ? null : reversed.rows(p),
                    lower,
                    vacant,
                    countsArcs && reversed != null));
    return oriented;
  }

  /**
   * Replaces the rows of a partition, of a worker that has no edges of its own there.
   *
   * @param start where each row starts, and the end of the last
   * @param members the rows, one after another
   * @param ways as {@link #arcs}
   */
  public void replace(int partition, int[] start, int[] members, byte[] ways) {
    starts[partition] = start;
    neighbors[partition] = members;
    arcs[partition] = ways;
  }

  /** Slots, those without a vertex included. */
  public int slots() {
    return counts.length;
  }

  public PartitionMap partitions() {
    return partitions;
  }

  public int partitionOf(int slot) {
    return partitionOfGroup[slot >>> PartitionMap.GROUP_LOG];
  }

  /** The rows of a partition, one after another. */
  public int[] neighbors(int partition) {
    return neighbors[partition];
  }

  /**
   * For every place in the rows of a partition the number of directions in which there is an edge,
   * 1 or 2; null if they were left out, and in an undirected graph, where it is always 2.
   */
  public byte[] arcs(int partition) {
    return arcs[partition];
  }

  /** Where a vertex's row starts; the next vertex's start is its end. */
  public int start(int partition, int slot) {
    return starts[partition][slot - partitions.start(partition)];
  }

  /** All neighbours of a vertex, in its row or not. */
  public int neighborCount(int slot) {
    return counts[slot];
  }

  /** Merges the two rows of every vertex, of which both ascend. */
  private void fill(
      int partition,
      Adjacency.Rows rows,
      Adjacency.Rows reversed,
      Lower lower,
      long[] vacant,
      boolean countsArcs) {
    int first = partitions.start(partition);
    int rowCount = partitions.end(partition) - first;
    int[] start = new int[rowCount + 1];
    int[] found = new int[1024];
    byte[] ways = countsArcs ? new byte[1024] : null;
    int size = 0;
    for (int row = 0; row < rowCount; row++) {
      int slot = first + row;
      start[row] = size;
      if (isSet(vacant, slot)) {
        continue;
      }
      int i = rows.offsets().get(row);
      int end = rows.ends().get(row);
      int r = reversed == null ? 0 : reversed.offsets().get(row);
      int reversedEnd = reversed == null ? 0 : reversed.ends().get(row);
      int distinct = 0;
      while (i < end || r < reversedEnd) {
        int one = i < end ? rows.targets()[i] : Integer.MAX_VALUE;
        int other = r < reversedEnd ? reversed.targets()[r] : Integer.MAX_VALUE;
        int neighbor = Math.min(one, other);
        while (i < end && rows.targets()[i] == neighbor) {
          i++;
        }
        while (r < reversedEnd && reversed.targets()[r] == neighbor) {
          r++;
        }
        if (neighbor == slot || isSet(vacant, neighbor)) {
          continue;
        }
        distinct++;
        if (lower.is(slot, neighbor)) {
          if (size == found.length) {
            int capacity = larger(size, partition);
            found = Arrays.copyOf(found, capacity);
            ways = ways == null ? null : Arrays.copyOf(ways, capacity);
          }
          found[size] = neighbor;
          if (ways != null) {
            ways[size] = (byte) (one == other ? 2 : 1);
          }
          size++;
        }
      }
      counts[slot] = distinct;
    }
    start[rowCount] = size;
    starts[partition] = start;
    neighbors[partition] = Arrays.copyOf(found, size);
    arcs[partition] = ways == null ? null : Arrays.copyOf(ways, size);
  }

  private static int larger(int size, int partition) {
    if (size == MOST_OF_PARTITION) {
      throw new JobException(
          FailureKind.MEMORY,
          "neighbour lists: partition "
              + partition
              + " would hold more than "
              + MOST_OF_PARTITION
              + " edges; raise --partitions");
    }
    return (int) Math.min(MOST_OF_PARTITION, 2L * size);
  }

  private static boolean isSet(long[] words, int bit) {
    return words != null && (words[bit >>> 6] >>> bit & 1) != 0;
  }

  /**
   * Which of two vertices is lower: the one with fewer edges, if edges count, else the later one.
   *
   * @param degrees how many edges each has; null if they do not count
   * @param more to be added to these; or null
   */
  private record Lower(IntBuffer degrees, IntBuffer more) {

    boolean is(int one, int other) {
      if (degrees == null) {
        return one > other;
      }
      long difference = degree(one) - degree(other);
      return difference < 0 || difference == 0 && one > other;
    }

    private long degree(int slot) {
      return more == null ? degrees.get(slot) : (long) degrees.get(slot) + more.get(slot);
    }
  }
}
