package pregel.cli.inspect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.IntBuffer;
import java.util.Arrays;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildThreads;
import pregel.core.graph.Graph;
import pregel.core.graph.PartitionMap;

/**
 * Every edge of the simple undirected view once, at its lower end: the end with fewer edges, or of
 * two with equally many the later slot. Rows ascend by slot. No row has more than the square root
 * of twice the edges, so intersecting two is cheap even beside a hub.
 */
final class OrientedRows {
  private static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final long MOST_OF_PARTITION = Integer.MAX_VALUE - 64L;

  private final PartitionMap partitions;
  private final int[] from;
  private final int[] to;
  private final int[][] ends;

  private OrientedRows(PartitionMap partitions) {
    this.partitions = partitions;
    int vertices = partitions.end(partitions.partitions() - 1);
    this.from = new int[vertices];
    this.to = new int[vertices];
    this.ends = new int[partitions.partitions()][];
  }

  static OrientedRows of(Graph graph, BuildThreads threads) {
    Adjacency held = HeldRows.of(graph);
    OrientedRows rows = new OrientedRows(held.partitions());
    Order order = new Order(graph);
    // In an undirected graph both ends hold an edge, and the lower one takes it from its own row.
    boolean ownOnly = graph.isUndirected();
    int tasks = held.partitions().partitions();
    threads.each(tasks, p -> rows.count(held.rows(p), order, ownOnly));
    threads.each(tasks, rows::allocate);
    threads.each(tasks, p -> rows.place(held.rows(p), rows.ends[p], order, ownOnly));
    threads.each(tasks, p -> rows.simplify(p, !ownOnly));
    return rows;
  }

  PartitionMap partitions() {
    return partitions;
  }

  /** The array that holds the rows of a partition. */
  int[] ends(int partition) {
    return ends[partition];
  }

  /** Where a row starts in its partition's array. */
  int from(int slot) {
    return from[slot];
  }

  /** Where a row ends in its partition's array. */
  int to(int slot) {
    return to[slot];
  }

  /** Lengths of the rows to be, duplicates included, in {@link #to}. */
  private void count(Adjacency.Rows held, Order order, boolean ownOnly) {
    IntBuffer offsets = held.offsets();
    int[] targets = held.targets();
    for (int row = 0; row < held.rowCount(); row++) {
      int slot = held.firstSlot() + row;
      for (int at = offsets.get(row), end = offsets.get(row + 1); at < end; at++) {
        int other = targets[at];
        if (other == slot) {
          continue;
        }
        if (order.isLower(slot, other)) {
          int unused = (int) INT.getAndAdd(to, slot, 1);
        } else if (!ownOnly) {
          int unused = (int) INT.getAndAdd(to, other, 1);
        }
      }
    }
  }

  /** Turns the lengths of a partition's rows into places; {@link #to} then says where to write. */
  private void allocate(int partition) {
    long sum = 0;
    for (int slot = partitions.start(partition); slot < partitions.end(partition); slot++) {
      from[slot] = (int) sum;
      sum += to[slot];
      to[slot] = from[slot];
      if (sum > MOST_OF_PARTITION) {
        throw new JobException(
            FailureKind.MEMORY,
            "--triangles: partition "
                + partition
                + " would hold more than "
                + MOST_OF_PARTITION
                + " edges; raise --partitions");
      }
    }
    ends[partition] = new int[(int) sum];
  }

  private void place(Adjacency.Rows held, int[] own, Order order, boolean ownOnly) {
    IntBuffer offsets = held.offsets();
    int[] targets = held.targets();
    for (int row = 0; row < held.rowCount(); row++) {
      int slot = held.firstSlot() + row;
      for (int at = offsets.get(row), end = offsets.get(row + 1); at < end; at++) {
        int other = targets[at];
        if (other == slot) {
          continue;
        }
        if (order.isLower(slot, other)) {
          put(own, slot, other);
        } else if (!ownOnly) {
          put(ends[partitions.partitionOf(other)], other, slot);
        }
      }
    }
  }

  private void put(int[] part, int lower, int upper) {
    part[(int) INT.getAndAdd(to, lower, 1)] = upper;
  }

  /** Sorts the rows of a partition, if they are not, and leaves one of parallel edges. */
  private void simplify(int partition, boolean sort) {
    int[] part = ends[partition];
    for (int slot = partitions.start(partition); slot < partitions.end(partition); slot++) {
      int first = from[slot];
      int end = to[slot];
      if (sort) {
        Arrays.sort(part, first, end);
      }
      int kept = first;
      for (int at = first; at < end; at++) {
        if (at == first || part[at] != part[kept - 1]) {
          part[kept++] = part[at];
        }
      }
      to[slot] = kept;
    }
  }

  /** Which of two vertices is lower. */
  private static final class Order {
    private final IntBuffer out;
    private final IntBuffer in;
    private final boolean undirected;

    Order(Graph graph) {
      out = graph.outDegrees();
      in = graph.inDegrees();
      undirected = graph.isUndirected();
    }

    boolean isLower(int one, int other) {
      long difference = degree(one) - degree(other);
      return difference < 0 || difference == 0 && one > other;
    }

    private long degree(int slot) {
      return undirected ? out.get(slot) : (long) out.get(slot) + in.get(slot);
    }
  }
}
