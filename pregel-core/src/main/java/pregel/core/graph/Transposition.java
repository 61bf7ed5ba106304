package pregel.core.graph;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;

/** Makes the rows of one direction from those of another. */
public final class Transposition {
  /** Rows of the other direction that one task fills: few, as every task looks at every row. */
  private static final int TASKS_PER_THREAD = 2;

  private Transposition() {}

  /** Rows of the opposite direction, as long as the edges make them. */
  public static Adjacency transpose(Adjacency rows, int threads) {
    PartitionMap partitions = rows.partitions();
    IntBuffer degrees = OffHeap.ints(partitions.end(partitions.partitions() - 1));
    for (int partition = 0; partition < partitions.partitions(); partition++) {
      for (int target : rows.rows(partition).targets()) {
        degrees.put(target, degrees.get(target) + 1);
      }
    }
    return transpose(rows, degrees, threads);
  }

  /**
   * Rows of the opposite direction.
   *
   * @param rows the rows of one direction
   * @param degrees the lengths of the rows to be made, by slot
   */
  static Adjacency transpose(Adjacency rows, IntBuffer degrees, int threads) {
    PartitionMap partitions = rows.partitions();
    boolean weighted = rows.rows(0).weights() != null;
    BuildThreads crew = BuildThreads.of(threads, rows.edges());
    Adjacency.Rows[] made = new Adjacency.Rows[partitions.partitions()];
    List<Buffer> columns = rows.rows(0).columns();
    crew.each(made.length, p -> made[p] = emptyRows(partitions, p, degrees, weighted, columns));
    Adjacency transposed = new Adjacency(partitions, made);
    int[] tasks = evenly(made, crew.threads() == 1 ? 1 : crew.threads() * TASKS_PER_THREAD);
    crew.each(tasks.length - 1, task -> fill(rows, transposed, tasks[task], tasks[task + 1]));
    return transposed;
  }

  private static Adjacency.Rows emptyRows(
      PartitionMap partitions,
      int partition,
      IntBuffer degrees,
      boolean weighted,
      List<Buffer> columns) {
    int first = partitions.start(partition);
    int count = partitions.end(partition) - first;
    IntBuffer offsets = OffHeap.ints(count + 1);
    long sum = 0;
    for (int row = 0; row < count; row++) {
      sum += degrees.get(first + row);
      GraphLimits.checkPartition(partition, sum);
      offsets.put(row + 1, (int) sum);
    }
    return new Adjacency.Rows(
        first,
        offsets,
        new int[(int) sum],
        weighted ? OffHeap.doubles((int) sum) : null,
        emptyColumns(columns, (int) sum));
  }

  /** Columns of the same types. */
  private static List<Buffer> emptyColumns(List<Buffer> like, int edges) {
    List<Buffer> columns = new ArrayList<>();
    for (Buffer column : like) {
      columns.add(column instanceof DoubleBuffer ? OffHeap.doubles(edges) : OffHeap.longs(edges));
    }
    return columns;
  }

  private static void copy(Adjacency.Rows from, int at, Adjacency.Rows into, int to) {
    for (int column = 0; column < from.columns().size(); column++) {
      if (from.columns().get(column) instanceof DoubleBuffer doubles) {
        into.edgeDoubles(column).put(to, doubles.get(at));
      } else {
        into.edgeLongs(column).put(to, from.edgeLongs(column).get(at));
      }
    }
  }

  /** Divides partitions among tasks, with about the same number of edges each. */
  private static int[] evenly(Adjacency.Rows[] rows, int tasks) {
    long total = 0;
    for (Adjacency.Rows part : rows) {
      total += part.targets().length;
    }
    int[] starts = new int[tasks + 1];
    long before = 0;
    int task = 1;
    for (int p = 0; p < rows.length; p++) {
      while (task < tasks && before * tasks >= total * task) {
        starts[task++] = p;
      }
      before += rows[p].targets().length;
    }
    while (task <= tasks) {
      starts[task++] = rows.length;
    }
    return starts;
  }

  /**
   * Fills partitions from {@code fromPartition} to before {@code toPartition}. Rows are visited in
   * ascending order, so what is appended to a row of the other direction is ascending too; in a
   * visited row the slots of these partitions are one run.
   */
  private static void fill(Adjacency from, Adjacency into, int fromPartition, int toPartition) {
    if (fromPartition == toPartition) {
      return;
    }
    PartitionMap partitions = from.partitions();
    int low = partitions.start(fromPartition);
    int high = partitions.end(toPartition - 1);
    int[] cursors = new int[high - low];
    for (int p = fromPartition; p < toPartition; p++) {
      IntBuffer offsets = into.rows(p).offsets();
      offsets.get(0, cursors, partitions.start(p) - low, offsets.capacity() - 1);
    }
    int[] partitionOfGroup = partitions.partitionsOfGroups();
    for (int p = 0; p < partitions.partitions(); p++) {
      Adjacency.Rows rows = from.rows(p);
      for (int row = 0; row < rows.rowCount(); row++) {
        appendRun(rows, row, low, high, into, partitionOfGroup, cursors);
      }
    }
  }

  private static void appendRun(
      Adjacency.Rows rows,
      int row,
      int low,
      int high,
      Adjacency into,
      int[] partitionOfGroup,
      int[] cursors) {
    int[] targets = rows.targets();
    DoubleBuffer weights = rows.weights();
    boolean columned = !rows.columns().isEmpty();
    int slot = rows.firstSlot() + row;
    int end = rows.offsets().get(row + 1);
    int at = firstNotBelow(targets, rows.offsets().get(row), end, low);
    for (; at < end; at++) {
      int target = targets[at];
      if (target >= high) {
        return;
      }
      Adjacency.Rows made = into.rows(partitionOfGroup[target >>> PartitionMap.GROUP_LOG]);
      int to = cursors[target - low]++;
      made.targets()[to] = slot;
      if (weights != null) {
        made.weights().put(to, weights.get(at));
      }
      if (columned) {
        copy(rows, at, made, to);
      }
    }
  }

  private static int firstNotBelow(int[] sorted, int from, int to, int bound) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Rows that hold the edges of both directions, merged in canonical order; a self-loop stands in
   * them twice.
   */
  static Adjacency merge(Adjacency in, Adjacency out, int threads) {
    PartitionMap partitions = in.partitions();
    BuildThreads crew = BuildThreads.of(threads, in.edges() + out.edges());
    Adjacency.Rows[] merged = new Adjacency.Rows[partitions.partitions()];
    crew.each(merged.length, p -> merged[p] = merge(p, in.rows(p), out.rows(p)));
    return new Adjacency(partitions, merged);
  }

  private static Adjacency.Rows merge(int partition, Adjacency.Rows in, Adjacency.Rows out) {
    long edges = (long) in.targets().length + out.targets().length;
    GraphLimits.checkPartition(partition, edges);
    IntBuffer offsets = OffHeap.ints(in.rowCount() + 1);
    int[] targets = new int[(int) edges];
    DoubleBuffer weights = in.weights() == null ? null : OffHeap.doubles((int) edges);
    Adjacency.Rows merged =
        new Adjacency.Rows(
            in.firstSlot(), offsets, targets, weights, emptyColumns(in.columns(), (int) edges));
    for (int row = 0; row < in.rowCount(); row++) {
      int fromIn = in.offsets().get(row);
      int fromOut = out.offsets().get(row);
      int endIn = in.offsets().get(row + 1);
      int endOut = out.offsets().get(row + 1);
      int end = endIn + endOut;
      for (int at = fromIn + fromOut; at < end; at++) {
        boolean takeIn =
            fromOut == endOut || (fromIn < endIn && !isAfter(in, fromIn, out, fromOut));
        Adjacency.Rows taken = takeIn ? in : out;
        int index = takeIn ? fromIn++ : fromOut++;
        targets[at] = taken.targets()[index];
        if (weights != null) {
          weights.put(at, taken.weights().get(index));
        }
        if (!in.columns().isEmpty()) {
          copy(taken, index, merged, at);
        }
      }
      offsets.put(row + 1, end);
    }
    return merged;
  }

  /** Whether one edge comes after another in a row. */
  private static boolean isAfter(Adjacency.Rows one, int index, Adjacency.Rows other, int place) {
    int target = one.targets()[index];
    int otherTarget = other.targets()[place];
    if (target != otherTarget || one.weights() == null && one.columns().isEmpty()) {
      return target > otherTarget;
    }
    int order =
        one.weights() == null
            ? 0
            : Long.compare(
                Double.doubleToRawLongBits(one.weights().get(index)),
                Double.doubleToRawLongBits(other.weights().get(place)));
    for (int column = 0; column < one.columns().size() && order == 0; column++) {
      order = Long.compare(bits(one, column, index), bits(other, column, place));
    }
    return order > 0;
  }

  private static long bits(Adjacency.Rows rows, int column, int at) {
    return rows.columns().get(column) instanceof DoubleBuffer doubles
        ? Double.doubleToRawLongBits(doubles.get(at))
        : rows.edgeLongs(column).get(at);
  }
}
