package pregel.worker.kernel;

import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;

/** Folds the rows of receivers: what pulling costs per edge is here. */
final class ObjectPull {
  private final ObjectMail mail;
  private final ObjectFold fold;

  ObjectPull(ObjectMail mail) {
    this.mail = mail;
    this.fold = mail.fold;
  }

  /** Folds a receiver's row; those who did not send contribute the identity. */
  Object row(Adjacency.Rows rows, int from, int end) {
    if (end - from <= JobState.FOLD_BLOCK) {
      return pullRun(rows, from, end);
    }
    Object folded = fold.identity;
    for (int block = from; block < end; block += JobState.FOLD_BLOCK) {
      int stop = Math.min(end, block + JobState.FOLD_BLOCK);
      folded = fold.combine(folded, pullRun(rows, block, stop));
    }
    return folded;
  }

  /**
   * Folds the rows of those of some vertices that still want messages, into {@code folded} by
   * place.
   */
  void rows(Adjacency.Rows rows, int from, int end, Object[] folded) {
    int first = rows.firstSlot();
    long[] closed = mail.state.closed;
    for (int slot = from; slot < end; slot++) {
      if (!Bits.get(closed, slot)) {
        int row = slot - first;
        folded[slot - from] = row(rows, rows.offsets().get(row), rows.ends().get(row));
      }
    }
  }

  private Object pullRun(Adjacency.Rows rows, int from, int end) {
    int[] targets = rows.targets();
    Object folded = fold.identity;
    for (int k = from; k < end; k++) {
      int sender = targets[k];
      if (Bits.get(mail.senders, sender)) {
        Object message = mail.readable[sender];
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
