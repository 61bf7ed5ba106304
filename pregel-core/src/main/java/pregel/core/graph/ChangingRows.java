package pregel.core.graph;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of one partition while a program changes them. Until the first change they are the
 * graph's own; then a copy with room behind the last row, where a row goes that has become longer.
 * Once that room, a quarter of the edges, is used up, the rows are laid one after another again.
 */
final class ChangingRows {
  private static final double ONE = 1;

  private final int partition;
  private int firstSlot;
  private final int firstAdded;
  private int rowCount;
  private IntBuffer starts;
  private IntBuffer ends;
  private int[] targets;
  private DoubleBuffer weights;
  private List<Buffer> columns;
  private long[] changed;
  private long[] reachesAdded;
  private int tail;
  private long live;
  private Adjacency.Rows view;

  // Rows lent out: where they were.
  private int[] lentRows = {};
  private int[] lentStarts = {};
  private int[] lentEnds = {};
  private int lent;
  private int tailBefore;

  /**
   * @param firstAdded the slots from here on may be moved
   */
  ChangingRows(int partition, Adjacency.Rows rows, int firstAdded) {
    this.partition = partition;
    this.firstSlot = rows.firstSlot();
    this.firstAdded = firstAdded;
    this.rowCount = rows.rowCount();
    this.starts = rows.offsets();
    this.ends = rows.ends();
    this.targets = rows.targets();
    this.weights = rows.weights();
    this.columns = rows.columns();
    this.live = targets.length;
    this.tail = targets.length;
    this.view = rows;
  }

  /** The rows as they are now; valid until the next change. */
  Adjacency.Rows rows() {
    if (view == null) {
      view = new Adjacency.Rows(firstSlot, starts, ends, targets, weights, columns, changed);
    }
    return view;
  }

  /** Edges in all rows. */
  long edges() {
    return live;
  }

  /** Puts a row in the place of another. */
  void replace(int slot, EdgeList row) {
    own();
    int at = slot - firstSlot;
    int old = ends.get(at) - starts.get(at);
    int size = row.size();
    if (size > old && size > targets.length - tail) {
      ends.put(at, starts.get(at)); // not worth copying
      live -= old;
      old = 0;
      layOut(size);
    }
    int to = starts.get(at);
    if (size > old) {
      to = tail;
      tail += size;
    }
    write(row, to);
    place(at, to, to + size);
    live += size - old;
  }

  /** Makes room for rows to be lent. */
  void reserve(int edges) {
    own();
    if (edges > targets.length - tail) {
      layOut(edges);
    }
    tailBefore = tail;
  }

  /** Shows a row in the place of another until {@link #restore}; needs {@link #reserve}. */
  void lend(int slot, EdgeList row, int from, int end) {
    int at = slot - firstSlot;
    if (lent == lentRows.length) {
      int capacity = 2 * lent + 16;
      lentRows = Arrays.copyOf(lentRows, capacity);
      lentStarts = Arrays.copyOf(lentStarts, capacity);
      lentEnds = Arrays.copyOf(lentEnds, capacity);
    }
    lentRows[lent] = at;
    lentStarts[lent] = starts.get(at);
    lentEnds[lent++] = ends.get(at);
    EdgeList part = row;
    int to = tail;
    for (int k = from; k < end; k++) {
      write(part, k, tail++);
    }
    place(at, to, tail);
  }

  /** Shows again what was there before rows were lent. */
  void restore() {
    if (lent > 0) {
      for (int i = lent - 1; i >= 0; i--) {
        place(lentRows[i], lentStarts[i], lentEnds[i]);
      }
      lent = 0;
      tail = tailBefore;
    }
  }

  /** Gives the added slots that rows name as targets their new places. */
  void moveTargets(int[] newSlots) {
    if (reachesAdded == null) {
      return;
    }
    for (int word = 0; word < reachesAdded.length; word++) {
      for (long left = reachesAdded[word]; left != 0; left &= left - 1) {
        moveTargets((word << 6) + Long.numberOfTrailingZeros(left), newSlots);
      }
    }
  }

  /**
   * Gives the partition other rows.
   *
   * @param start the partition's first slot from now on
   * @param end the slot after its last
   * @param oldSlots for every slot of the graph the one that it was before, or -1
   */
  void rearrange(int start, int end, int[] oldSlots) {
    if (start != firstSlot || end != firstSlot + rowCount || end > firstAdded) {
      place(start, end, oldSlots);
    }
  }

  /**
   * Gives the partition other rows, and the other ends of all its edges new places.
   *
   * @param newSlots for every slot that was the one that it has become
   */
  void renumber(int start, int end, int[] oldSlots, int[] newSlots) {
    own();
    for (int row = 0; row < rowCount; row++) {
      int last = ends.get(row);
      for (int k = starts.get(row); k < last; k++) {
        targets[k] = newSlots[targets[k]];
      }
    }
    place(start, end, oldSlots);
  }

  /** The rows one after another, as a graph holds them. */
  Adjacency.Rows compacted(boolean weighted) {
    GraphLimits.checkPartition(partition, live);
    IntBuffer offsets = OffHeap.ints(rowCount + 1);
    EdgeList edges = new EdgeList(1 + columns.size());
    int[] tight = new int[(int) live];
    DoubleBuffer tightWeights = weighted ? OffHeap.doubles(tight.length) : null;
    List<Buffer> tightColumns = new ArrayList<>();
    for (Buffer column : columns) {
      tightColumns.add(
          column instanceof LongBuffer
              ? OffHeap.longs(tight.length)
              : OffHeap.doubles(tight.length));
    }
    int at = 0;
    for (int row = 0; row < rowCount; row++) {
      edges.clear();
      edges.addAll(rows(), starts.get(row), ends.get(row));
      for (int k = 0; k < edges.size(); k++) {
        edges.put(k, tight, tightWeights, tightColumns, at++);
      }
      offsets.put(row + 1, at);
    }
    return new Adjacency.Rows(firstSlot, offsets, tight, tightWeights, tightColumns);
  }

  /** No rows with the same kinds of values. */
  Adjacency.Rows none(int start, int count) {
    List<Buffer> noColumns = new ArrayList<>();
    for (Buffer column : columns) {
      noColumns.add(column instanceof LongBuffer ? OffHeap.longs(0) : OffHeap.doubles(0));
    }
    DoubleBuffer noWeights = weights == null ? null : OffHeap.doubles(0);
    return new Adjacency.Rows(start, OffHeap.ints(count + 1), new int[0], noWeights, noColumns);
  }

  private void place(int start, int end, int[] oldSlots) {
    own();
    int count = end - start;
    IntBuffer newStarts = OffHeap.ints(count + 1);
    IntBuffer newEnds = OffHeap.ints(count);
    long[] newChanged = new long[(count >>> 6) + 1];
    long[] newReaches = new long[(count >>> 6) + 1];
    for (int row = 0; row < count; row++) {
      int old = oldSlots[start + row] < 0 ? -1 : oldSlots[start + row] - firstSlot;
      if (old >= 0) {
        newStarts.put(row, starts.get(old));
        newEnds.put(row, ends.get(old));
        if (isSet(reachesAdded, old)) {
          set(newReaches, row);
        }
      }
      if (old != row || isSet(changed, old)) {
        set(newChanged, row);
      }
    }
    firstSlot = start;
    rowCount = count;
    starts = newStarts;
    ends = newEnds;
    changed = newChanged;
    reachesAdded = newReaches;
    view = null;
  }

  private void moveTargets(int row, int[] newSlots) {
    for (int k = starts.get(row); k < ends.get(row); k++) {
      if (targets[k] >= firstAdded) {
        targets[k] = newSlots[targets[k] - firstAdded];
      }
    }
  }

  /** Makes the rows the job's own. */
  private void own() {
    if (changed == null) {
      layOut(0);
    }
  }

  /** Lays the rows one after another, with room for a quarter of the edges and for some more. */
  private void layOut(int more) {
    GraphLimits.checkPartition(partition, live + more);
    int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, live + more + ((live + more) >> 2) + 64);
    int[] newTargets = new int[capacity];
    DoubleBuffer newWeights = weights == null ? null : OffHeap.doubles(capacity);
    List<Buffer> newColumns = new ArrayList<>();
    for (Buffer column : columns) {
      newColumns.add(
          column instanceof LongBuffer ? OffHeap.longs(capacity) : OffHeap.doubles(capacity));
    }
    IntBuffer newStarts = OffHeap.ints(rowCount + 1);
    IntBuffer newEnds = OffHeap.ints(rowCount);
    int at = 0;
    for (int row = 0; row < rowCount; row++) {
      int start = starts.get(row);
      int size = ends.get(row) - start;
      newStarts.put(row, at);
      System.arraycopy(targets, start, newTargets, at, size);
      if (weights != null) {
        newWeights.put(at, weights, start, size);
      }
      for (int c = 0; c < columns.size(); c++) {
        if (columns.get(c) instanceof LongBuffer longs) {
          ((LongBuffer) newColumns.get(c)).put(at, longs, start, size);
        } else {
          ((DoubleBuffer) newColumns.get(c)).put(at, (DoubleBuffer) columns.get(c), start, size);
        }
      }
      at += size;
      newEnds.put(row, at);
    }
    newStarts.put(rowCount, at);
    starts = newStarts;
    ends = newEnds;
    targets = newTargets;
    weights = newWeights;
    columns = List.copyOf(newColumns);
    changed = new long[(rowCount >>> 6) + 1];
    if (reachesAdded == null) {
      reachesAdded = new long[(rowCount >>> 6) + 1];
    }
    tail = at;
    view = null;
  }

  private void write(EdgeList row, int to) {
    for (int k = 0; k < row.size(); k++) {
      write(row, k, to + k);
    }
  }

  private void write(EdgeList row, int from, int to) {
    if (weights == null && row.weight(from) != ONE) {
      weights = OffHeap.doubles(targets.length);
      for (int k = 0; k < targets.length; k++) {
        weights.put(k, ONE);
      }
      view = null;
    }
    row.put(from, targets, weights, columns, to);
  }

  private void place(int row, int start, int end) {
    starts.put(row, start);
    ends.put(row, end);
    set(changed, row);
    if (end > start && targets[end - 1] >= firstAdded) {
      set(reachesAdded, row);
    }
  }

  private static boolean isSet(long[] words, int bit) {
    return (words[bit >>> 6] >>> bit & 1) != 0;
  }

  private static void set(long[] words, int bit) {
    words[bit >>> 6] |= 1L << bit;
  }
}
