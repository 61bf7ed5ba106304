package pregel.core.graph;

/** The rows of one direction while a program changes them. */
final class ChangingAdjacency {
  private final ChangingRows[] parts;
  private final int values;
  private PartitionMap partitions;
  private Adjacency view;

  ChangingAdjacency(Adjacency rows, int firstAdded, int values) {
    this.partitions = rows.partitions();
    this.parts = new ChangingRows[partitions.partitions()];
    for (int p = 0; p < parts.length; p++) {
      parts[p] = new ChangingRows(p, rows.rows(p), firstAdded);
    }
    this.values = values;
    this.view = rows;
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
}
