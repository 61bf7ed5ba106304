package pregel.core.graph;

import java.util.Arrays;

/** The rows of one direction while a program changes them. */
final class ChangingAdjacency {
  private ChangingRows[] parts;
  private final int firstAdded;
  private final int values;
  private PartitionMap partitions;
  private Adjacency view;

  ChangingAdjacency(Adjacency rows, int firstAdded, int values) {
    this.partitions = rows.partitions();
    this.parts = new ChangingRows[partitions.partitions()];
    for (int p = 0; p < parts.length; p++) {
      parts[p] = new ChangingRows(p, rows.rows(p), firstAdded);
    }
    this.firstAdded = firstAdded;
    this.values = values;
    this.view = rows;
  }

  /** Takes all rows from elsewhere. */
  void replace(Adjacency rows) {
    for (int p = 0; p < parts.length; p++) {
      parts[p] = new ChangingRows(p, rows.rows(p), firstAdded);
    }
    view = null;
  }

  /** Takes the rows of some partitions from elsewhere; null leaves a partition as it is. */
  void replace(Adjacency.Rows[] rows) {
    for (int p = 0; p < parts.length; p++) {
      if (rows[p] != null) {
        parts[p] = new ChangingRows(p, rows[p], firstAdded);
      }
    }
    view = null;
  }

  /** The rows as they are now; valid until the next change. */
  Adjacency rows() {
    if (view == null) {
      Adjacency.Rows[] rows = new Adjacency.Rows[parts.length];
      long edges = 0;
      for (int p = 0; p < parts.length; p++) {
        rows[p] = parts[p].rows();
        edges += parts[p].edges();
      }
      view = new Adjacency(partitions, rows, edges);
    }
    return view;
  }

  /** Whether any edge may have another weight than 1. */
  boolean isWeighted() {
    return Arrays.stream(parts).anyMatch(part -> part.rows().weights() != null);
  }

  /** The rows one after another, all with weights or all without. */
  Adjacency compacted(boolean weighted) {
    Adjacency.Rows[] rows = new Adjacency.Rows[parts.length];
    Arrays.setAll(rows, p -> parts[p].compacted(weighted));
    return new Adjacency(partitions, rows);
  }

  /** Changes rows; the outcome is the same bytes for any number of threads. */
  void apply(ArcChanges changes, BuildThreads crew) {
    int[][] byPartition = changes.byPartition(partitions);
    crew.each(
        parts.length,
        () -> {
          EdgeList row = new EdgeList(values);
          EdgeList merged = new EdgeList(values);
          return p -> apply(changes, byPartition[p], parts[p], row, merged);
        });
    view = null;
  }

  private static void apply(
      ArcChanges changes, int[] some, ChangingRows part, EdgeList row, EdgeList merged) {
    int[] order = changes.sorted(some);
    for (int from = 0; from < order.length; ) {
      int slot = changes.row(order[from]);
      int end = from + 1;
      while (end < order.length && changes.row(order[end]) == slot) {
        end++;
      }
      Adjacency.Rows rows = part.rows();
      row.clear();
      row.addAll(rows, rows.start(slot), rows.end(slot));
      changes.merge(row, order, from, end, merged);
      part.replace(slot, merged);
      from = end;
    }
  }

  /** Shows other rows for some vertices until {@link #restore}. */
  void lend(LentRows rows) {
    int[] edges = new int[parts.length];
    for (int i = 0; i < rows.size(); i++) {
      int partition = partitions.partitionOf(rows.slot(i));
      edges[partition] = Math.addExact(edges[partition], rows.end(i) - rows.start(i));
    }
    boolean[] reserved = new boolean[parts.length];
    for (int i = 0; i < rows.size(); i++) {
      int partition = partitions.partitionOf(rows.slot(i));
      if (!reserved[partition]) {
        parts[partition].reserve(edges[partition]);
        reserved[partition] = true;
      }
      parts[partition].lend(rows.slot(i), rows.list(), rows.start(i), rows.end(i));
    }
    view = null;
  }

  void restore() {
    for (ChangingRows part : parts) {
      part.restore();
    }
    view = null;
  }

  /**
   * Follows the growth of the graph.
   *
   * @param grown the partitions, of which the last has become longer
   * @param oldSlots for every slot the one that it was before, or -1
   * @param newSlots for every slot from the first added one on the one that it has become; null if
   *     none moved
   */
  void rearrange(PartitionMap grown, int[] oldSlots, int[] newSlots) {
    for (int p = 0; p < parts.length; p++) {
      if (newSlots != null) {
        parts[p].moveTargets(newSlots);
      }
      parts[p].rearrange(grown.start(p), grown.end(p), oldSlots);
    }
    partitions = grown;
    view = null;
  }

  /**
   * Gives all slots new places.
   *
   * @param map the partitions from now on
   * @param oldPartitions for every partition the one that it was before, or -1 if it had no slots
   * @param oldSlots for every slot the one that it was before, or -1
   * @param newSlots for every slot that was the one that it has become
   */
  void follow(PartitionMap map, int[] oldPartitions, int[] oldSlots, int[] newSlots) {
    ChangingRows[] moved = new ChangingRows[map.partitions()];
    for (int p = 0; p < moved.length; p++) {
      int start = map.start(p);
      int end = map.end(p);
      if (oldPartitions[p] < 0) {
        moved[p] = new ChangingRows(p, parts[0].none(start, end - start), firstAdded);
      } else {
        moved[p] = parts[oldPartitions[p]];
        moved[p].renumber(start, end, oldSlots, newSlots);
      }
    }
    parts = moved;
    partitions = map;
    view = null;
  }
}
