package pregel.worker.kernel;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import pregel.api.Combiner;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;

/** Folds the rows of receivers: what pulling costs per edge is here. */
final class DoublePull {
  private final DoubleMail mail;
  private final DoubleFold fold;
  private final long[] closed;

  DoublePull(DoubleMail mail) {
    this.mail = mail;
    this.fold = mail.fold;
    this.closed = mail.state.closed;
  }

  /** Folds a receiver's row; those who did not send contribute the identity. */
  double row(Adjacency.Rows rows, int from, int end) {
    if (end - from <= JobState.FOLD_BLOCK) {
      return pullRun(rows, from, end);
    }
    double folded = fold.identity;
    for (int block = from; block < end; block += JobState.FOLD_BLOCK) {
      int stop = Math.min(end, block + JobState.FOLD_BLOCK);
      folded = fold.combine(folded, pullRun(rows, block, stop));
    }
    return folded;
  }

  /**
   * Folds the rows of those of some vertices that still want messages, into {@code folded} by
   * place. A loop of its own for each combiner, apart from the program's code: the compiler keeps
   * it in registers.
   */
  void rows(Adjacency.Rows rows, int from, int end, double[] folded) {
    if (!mail.absorbing || fold.edge != null) {
      pullEach(rows, from, end, folded);
      return;
    }
    switch (fold.known) {
      case SUM -> sumRows(rows, from, end, folded);
      case MIN -> minRows(rows, from, end, folded);
      case MAX -> maxRows(rows, from, end, folded);
      case FIRST -> throw new AssertionError("never absorbs");
    }
  }

  private void sumRows(Adjacency.Rows rows, int from, int end, double[] folded) {
    IntBuffer offsets = rows.offsets();
    int[] targets = rows.targets();
    double[] values = mail.readable;
    int first = rows.firstSlot();
    int k = offsets.get(from - first);
    for (int slot = from; slot < end; slot++) {
      int stop = offsets.get(slot + 1 - first);
      if (Bits.get(closed, slot)) {
        k = stop;
        continue;
      }
      if (stop - k > JobState.FOLD_BLOCK) {
        folded[slot - from] = row(rows, k, stop);
        k = stop;
        continue;
      }
      double sum = fold.identity;
      for (; k < stop; k++) {
        sum += values[targets[k]];
      }
      folded[slot - from] = sum;
    }
  }

  private void minRows(Adjacency.Rows rows, int from, int end, double[] folded) {
    IntBuffer offsets = rows.offsets();
    int[] targets = rows.targets();
    double[] values = mail.readable;
    int first = rows.firstSlot();
    int k = offsets.get(from - first);
    for (int slot = from; slot < end; slot++) {
      int stop = offsets.get(slot + 1 - first);
      if (Bits.get(closed, slot)) {
        k = stop;
        continue;
      }
      if (stop - k > JobState.FOLD_BLOCK) {
        folded[slot - from] = row(rows, k, stop);
        k = stop;
        continue;
      }
      double least = fold.identity;
      for (; k < stop; k++) {
        least = Math.min(least, values[targets[k]]);
      }
      folded[slot - from] = least;
    }
  }

  private void maxRows(Adjacency.Rows rows, int from, int end, double[] folded) {
    IntBuffer offsets = rows.offsets();
    int[] targets = rows.targets();
    double[] values = mail.readable;
    int first = rows.firstSlot();
    int k = offsets.get(from - first);
    for (int slot = from; slot < end; slot++) {
      int stop = offsets.get(slot + 1 - first);
      if (Bits.get(closed, slot)) {
        k = stop;
        continue;
      }
      if (stop - k > JobState.FOLD_BLOCK) {
        folded[slot - from] = row(rows, k, stop);
        k = stop;
        continue;
      }
      double greatest = fold.identity;
      for (; k < stop; k++) {
        greatest = Math.max(greatest, values[targets[k]]);
      }
      folded[slot - from] = greatest;
    }
  }

  private void pullEach(Adjacency.Rows rows, int from, int end, double[] folded) {
    int first = rows.firstSlot();
    for (int slot = from; slot < end; slot++) {
      if (!Bits.get(closed, slot)) {
        int row = slot - first;
        folded[slot - from] = row(rows, rows.offsets().get(row), rows.offsets().get(row + 1));
      }
    }
  }

  private double pullRun(Adjacency.Rows rows, int from, int end) {
    if (!mail.absorbing) {
      return pullTested(rows, from, end);
    }
    if (fold.edge != null) {
      return pullPlusWeight(rows, from, end);
    }
    int[] targets = rows.targets();
    double[] values = mail.readable;
    return switch (fold.known) {
      case SUM -> sum(targets, from, end, values);
      case MIN -> least(targets, from, end, values);
      case MAX -> greatest(targets, from, end, values);
      case FIRST -> throw new AssertionError("never absorbs");
    };
  }

  private double sum(int[] targets, int from, int end, double[] values) {
    double sum = fold.identity;
    for (int k = from; k < end; k++) {
      sum += values[targets[k]];
    }
    return sum;
  }

  private double least(int[] targets, int from, int end, double[] values) {
    double least = fold.identity;
    for (int k = from; k < end; k++) {
      least = Math.min(least, values[targets[k]]);
    }
    return least;
  }

  private double greatest(int[] targets, int from, int end, double[] values) {
    double greatest = fold.identity;
    for (int k = from; k < end; k++) {
      greatest = Math.max(greatest, values[targets[k]]);
    }
    return greatest;
  }

  /** Nothing is tested: the identity is infinite, and stays so under addition. */
  private double pullPlusWeight(Adjacency.Rows rows, int from, int end) {
    int[] targets = rows.targets();
    DoubleBuffer weights = rows.weights();
    double[] values = mail.readable;
    double folded = fold.identity;
    if (fold.known == Combiner.MIN) {
      for (int k = from; k < end; k++) {
        folded = Math.min(folded, values[targets[k]] + Rows.weight(weights, k));
      }
    } else {
      for (int k = from; k < end; k++) {
        folded = Math.max(folded, values[targets[k]] + Rows.weight(weights, k));
      }
    }
    return folded;
  }

  private double pullTested(Adjacency.Rows rows, int from, int end) {
    int[] targets = rows.targets();
    double folded = fold.identity;
    for (int k = from; k < end; k++) {
      int sender = targets[k];
      if (Bits.get(mail.senders, sender)) {
        double message = mail.readable[sender];
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
