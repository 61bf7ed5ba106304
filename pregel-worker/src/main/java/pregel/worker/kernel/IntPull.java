package pregel.worker.kernel;

import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;

/** Folds the rows of receivers: what pulling costs per edge is here. */
final class IntPull {
  private final IntMail mail;
  private final IntFold fold;
  private final RowEnds rowEnds = new RowEnds();

  IntPull(IntMail mail) {
    this.mail = mail;
    this.fold = mail.fold;
  }

  /** Folds a receiver's row; those who did not send contribute the identity. */
  int row(Adjacency.Rows rows, int from, int end) {
    if (end - from <= JobState.FOLD_BLOCK) {
      return pullRun(rows, from, end);
    }
    int folded = fold.identity;
    for (int block = from; block < end; block += JobState.FOLD_BLOCK) {
      int stop = Math.min(end, block + JobState.FOLD_BLOCK);
      folded = fold.combine(folded, pullRun(rows, block, stop));
    }
    return folded;
  }

  /**
   * Folds the rows of those of up to 64 vertices that still want messages, into {@code folded} by
   * place. A loop of its own for each combiner, apart from all else: the compiler keeps its few
   * values in registers.
   */
  void rows(Adjacency.Rows rows, int from, int end, int[] folded) {
    int count = end - from;
    if (!mail.absorbing
        || fold.edge != null
        || mail.state.closed[from >>> 6] != 0
        || !rowEnds.read(rows, from, count)) {
      pullEach(rows, from, end, folded);
      return;
    }
    int[] ends = rowEnds.ends;
    switch (fold.known) {
      case SUM -> sums(ends, count, rows.targets(), mail.readable, fold.identity, folded);
      case MIN -> mins(ends, count, rows.targets(), mail.readable, fold.identity, folded);
      case MAX -> maxs(ends, count, rows.targets(), mail.readable, fold.identity, folded);
      case FIRST -> throw new AssertionError("never absorbs");
    }
  }

  private static void sums(
      int[] ends, int count, int[] targets, int[] values, int identity, int[] folded) {
    for (int i = 0; i < count; i++) {
      int sum = identity;
      int stop = ends[i + 1];
      for (int k = ends[i]; k < stop; k++) {
        sum += values[targets[k]];
      }
      folded[i] = sum;
    }
  }

  private static void mins(
      int[] ends, int count, int[] targets, int[] values, int identity, int[] folded) {
    for (int i = 0; i < count; i++) {
      int least = identity;
      int stop = ends[i + 1];
      for (int k = ends[i]; k < stop; k++) {
        least = Math.min(least, values[targets[k]]);
      }
      folded[i] = least;
    }
  }

  private static void maxs(
      int[] ends, int count, int[] targets, int[] values, int identity, int[] folded) {
    for (int i = 0; i < count; i++) {
      int greatest = identity;
      int stop = ends[i + 1];
      for (int k = ends[i]; k < stop; k++) {
        greatest = Math.max(greatest, values[targets[k]]);
      }
      folded[i] = greatest;
    }
  }

  private void pullEach(Adjacency.Rows rows, int from, int end, int[] folded) {
    int first = rows.firstSlot();
    long[] closed = mail.state.closed;
    for (int slot = from; slot < end; slot++) {
      if (!Bits.get(closed, slot)) {
        int row = slot - first;
        folded[slot - from] = row(rows, rows.offsets().get(row), rows.ends().get(row));
      }
    }
  }

  private int pullRun(Adjacency.Rows rows, int from, int end) {
    if (!mail.absorbing) {
      return pullTested(rows, from, end);
    }
    int[] targets = rows.targets();
    int[] values = mail.readable;
    return switch (fold.known) {
      case SUM -> sum(targets, from, end, values);
      case MIN -> least(targets, from, end, values);
      case MAX -> greatest(targets, from, end, values);
      case FIRST -> throw new AssertionError("never absorbs");
    };
  }

  private int sum(int[] targets, int from, int end, int[] values) {
    int sum = fold.identity;
    for (int k = from; k < end; k++) {
      sum += values[targets[k]];
    }
    return sum;
  }

  private int least(int[] targets, int from, int end, int[] values) {
    int least = fold.identity;
    for (int k = from; k < end; k++) {
      least = Math.min(least, values[targets[k]]);
    }
    return least;
  }

  private int greatest(int[] targets, int from, int end, int[] values) {
    int greatest = fold.identity;
    for (int k = from; k < end; k++) {
      greatest = Math.max(greatest, values[targets[k]]);
    }
    return greatest;
  }

  private int pullTested(Adjacency.Rows rows, int from, int end) {
    int[] targets = rows.targets();
    int folded = fold.identity;
    for (int k = from; k < end; k++) {
      int sender = targets[k];
      if (Bits.get(mail.senders, sender)) {
        int message = mail.readable[sender];
        folded =
            fold.combine(
                folded,
                fold.edge == null
                    ? message
                    : fold.edge.apply(message, Rows.weight(rows.weights(), k)));
      }
    }
    return folded;
  }
}
