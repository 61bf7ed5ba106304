package pregel.core.graph;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Which slots a logical partition owns. Partitions are consecutive ranges of canonical order with
 * about the same number of edges; how many there are depends on the graph's edges alone.
 *
 * <p>Slots go to partitions in groups of 64, so that no two partitions share a word of a bitmap:
 * group g belongs to partition {@code floor(W(g) * P / W)}, where W(g) counts 1 + in-degree +
 * out-degree (in an undirected graph 1 + degree) over all vertices before the group and W over all
 * vertices.
 */
public final class PartitionMap {
  /** Two to this power slots are a group. */
  static final int GROUP_LOG = 6;

  private static final int FEWEST = 64;
  private static final int MOST = 1024;
  private static final int EDGES_PER_PARTITION_LOG = 19;
  private static final long SINGLE_BELOW = 1 << 16;

  /** What it costs to compute a vertex, in edges folded. */
  private static final int EDGES_PER_VERTEX = 4;

  private final int[] starts;

  /**
   * @param starts the first slot of each partition, then the number of vertices
   */
  public PartitionMap(int[] starts) {
    this.starts = starts.clone();
  }

  /** The number of partitions that a graph asks for. */
  public static int partitionsFor(long directedEdges) {
    if (directedEdges < SINGLE_BELOW) {
      return 1;
    }
    int partitions = FEWEST;
    while (partitions < MOST
        && directedEdges - ((long) partitions << EDGES_PER_PARTITION_LOG)
            > ((long) 2 * partitions << EDGES_PER_PARTITION_LOG) - directedEdges) {
      partitions *= 2;
    }
    return partitions;
  }

  /**
   * Divides slots.
   *
   * @param degrees in-degree + out-degree (undirected: degree) by slot
   * @param partitions how many
   */
  public static PartitionMap divide(int[] degrees, int partitions) {
    long total = degrees.length;
    for (int degree : degrees) {
      total += degree;
    }
    int[] starts = new int[partitions + 1];
    Arrays.fill(starts, degrees.length);
    long before = 0;
    int opened = 0;
    for (int slot = 0; slot < degrees.length; slot++) {
      if ((slot & ((1 << GROUP_LOG) - 1)) == 0) {
        int partition = (int) (before * partitions / total);
        while (opened <= partition) {
          starts[opened++] = slot;
        }
      }
      before += 1 + degrees[slot];
    }
    return new PartitionMap(starts);
  }

  /**
   * The same partitions with a longer last one. Empty ones at the end move to the next multiple of
   * 64, where the new slots shall start if the last was empty.
   */
  PartitionMap extendedTo(int slots) {
    PartitionMap extended = new PartitionMap(starts);
    int end = starts[partitions()];
    for (int p = partitions() - 1; p >= 0 && starts[p] == end; p--) {
      extended.starts[p] = (end + (1 << GROUP_LOG) - 1) & -(1 << GROUP_LOG);
    }
    extended.starts[partitions()] = slots;
    return extended;
  }

  public int partitions() {
    return starts.length - 1;
  }

  /** The first slot of a partition; empty partitions start where the next one does. */
  public int start(int partition) {
    return starts[partition];
  }

  /** The slot after a partition's last. */
  public int end(int partition) {
    return starts[partition + 1];
  }

  public int partitionOf(int slot) {
    int low = 0;
    int high = partitions() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= slot) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /**
   * What each partition costs the worker that owns it: its vertices and the edges of their rows.
   *
   * @param rowEdges the edges of a slot, in rows of all directions that its owner holds
   */
  public long[] loads(IntUnaryOperator rowEdges) {
    long[] loads = new long[partitions()];
    for (int p = 0; p < loads.length; p++) {
      for (int slot = start(p); slot < end(p); slot++) {
        loads[p] += EDGES_PER_VERTEX + rowEdges.applyAsInt(slot);
      }
    }
    return loads;
  }

  /** The numbers of all partitions. */
  int[] all() {
    return IntStream.range(0, partitions()).toArray();
  }

  /** The partition of every group, for loops over edges. */
  int[] partitionsOfGroups() {
    int[] partitionOfGroup = new int[(starts[partitions()] >>> GROUP_LOG) + 1];
    for (int p = 0; p < partitions(); p++) {
      if (start(p) < end(p)) {
        int end = (end(p) - 1 >>> GROUP_LOG) + 1;
        Arrays.fill(partitionOfGroup, start(p) >>> GROUP_LOG, end, p);
      }
    }
    return partitionOfGroup;
  }
}
