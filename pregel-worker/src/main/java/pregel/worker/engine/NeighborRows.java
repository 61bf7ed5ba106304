package pregel.worker.engine;

import java.util.Arrays;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;
import pregel.core.graph.PartitionMap;

/**
 * Every vertex's neighbours that precede it in canonical order: the simple, undirected view of a
 * graph, each edge stored once, at its later end. About half the memory of the graph's own rows; no
 * list is ever copied per vertex.
 */
public final class NeighborRows {
  private final PartitionMap partitions;
  private final int[] partitionOfGroup;
  private final int[][] starts;
  private final int[][] targets;
  private final byte[][] arcs;
  private final int[] counts;

  private NeighborRows(Graph graph) {
    this.partitions = graph.partitions();
    this.starts = new int[partitions.partitions()][];
    this.targets = new int[partitions.partitions()][];
    this.arcs = new byte[partitions.partitions()][];
    this.counts = new int[graph.vertices()];
    this.partitionOfGroup = new int[(graph.vertices() >>> 6) + 1];
    for (int partition = 0; partition < partitions.partitions(); partition++) {
      for (int slot = partitions.start(partition); slot < partitions.end(partition); slot += 64) {
        partitionOfGroup[slot >>> 6] = partition;
      }
    }
  }

  static NeighborRows of(Graph graph, WorkerThreads threads) {
    NeighborRows rows = new NeighborRows(graph);
    Adjacency in = graph.adjacency(Direction.IN);
    Adjacency out = graph.isUndirected() ? null : graph.adjacency(Direction.OUT);
    var next = new java.util.concurrent.atomic.AtomicInteger();
    threads.run(
        thread -> {
          int partition;
          while ((partition = next.getAndIncrement()) < rows.partitions.partitions()) {
            rows.fill(partition, in.rows(partition), out == null ? null : out.rows(partition));
          }
        });
    return rows;
  }

  public int vertices() {
    return counts.length;
  }

  public int partitionOf(int slot) {
    return partitionOfGroup[slot >>> 6];
  }

  /** The lists of a partition, one after another. */
  public int[] targets(int partition) {
    return targets[partition];
  }

  /**
   * For every target the number of directed edges, 1 or 2; null in an undirected graph, where it is
   * always 2.
   */
  public byte[] arcs(int partition) {
    return arcs[partition];
  }

  /** Where a vertex's list starts; the next vertex's start is its end. */
  public int start(int partition, int slot) {
    return starts[partition][slot - partitions.start(partition)];
  }

  /** All neighbours of a vertex, before and after it. */
  public int neighborCount(int slot) {
    return counts[slot];
  }

  private void fill(int partition, Adjacency.Rows in, Adjacency.Rows out) {
    int first = partitions.start(partition);
    int rowCount = partitions.end(partition) - first;
    int[] start = new int[rowCount + 1];
    int[] found = new int[1024];
    byte[] ways = out == null ? null : new byte[1024];
    int size = 0;
    for (int row = 0; row < rowCount; row++) {
      int slot = first + row;
      start[row] = size;
      int i = in.offsets().get(row);
      int inEnd = in.offsets().get(row + 1);
      int o = out == null ? 0 : out.offsets().get(row);
      int outEnd = out == null ? 0 : out.offsets().get(row + 1);
      int distinct = 0;
      while (i < inEnd || o < outEnd) {
        int fromIn = i < inEnd ? in.targets()[i] : Integer.MAX_VALUE;
        int fromOut = o < outEnd ? out.targets()[o] : Integer.MAX_VALUE;
        int neighbor = Math.min(fromIn, fromOut);
        while (i < inEnd && in.targets()[i] == neighbor) {
          i++;
        }
        while (o < outEnd && out.targets()[o] == neighbor) {
          o++;
        }
        if (neighbor == slot) {
          continue;
        }
        distinct++;
        if (neighbor < slot) {
          if (size == found.length) {
            found = Arrays.copyOf(found, 2 * size);
            ways = ways == null ? null : Arrays.copyOf(ways, 2 * size);
          }
          found[size] = neighbor;
          if (ways != null) {
            ways[size] = (byte) (fromIn == fromOut ? 2 : 1);
          }
          size++;
        }
      }
      counts[slot] = distinct;
    }
    start[rowCount] = size;
    starts[partition] = start;
    targets[partition] = Arrays.copyOf(found, size);
    arcs[partition] = ways == null ? null : Arrays.copyOf(ways, size);
  }
}
