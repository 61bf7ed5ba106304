package pregel.worker.kernel;

import java.nio.DoubleBuffer;
import pregel.api.Combiner;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;

/** Folds the rows of receivers: what pulling costs per edge is here. */
final class DoublePull {
  private final DoubleMail mail;
  private final DoubleFold fold;
  private final RowEnds rowEnds = new RowEnds();

  DoublePull(DoubleMail mail) {
    this.mail = mail;
    this.fold = mail.fold;
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
   * Folds the rows of those of up to 64 vertices that still want messages, into {@code folded} by
   * place. A loop of its own for each combiner, apart from all else: the compiler keeps its few
   * values in registers.
   */
  void rows(Adjacency.Rows rows, int from, int end, double[] folded) {
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

  /**
   * Two rows at a time: each is still added from left to right, but one addition need not wait for
   * the other. Neighbouring rows are about equally long, vertices being ordered by degree.
   */
  private static void sums(
      int[] ends, int count, int[] targets, double[] values, double identity, double[] folded) {
    int i = 0;
    for (; i + 1 < count; i += 2) {
      int k = ends[i];
      int stop = ends[i + 1];
      int secondStop = ends[i + 2];
      int toSecond = stop - k;
      int bothStop = k + Math.min(toSecond, secondStop - stop);
      double sum = identity;
      double secondSum = identity;
      for (; k < bothStop; k++) {
        sum += values[targets[k]];
        secondSum += values[targets[k + toSecond]];
      }
      int second = k + toSecond;
      for (; k < stop; k++) {
        sum += values[targets[k]];
      }
      for (; second < secondStop; second++) {
        secondSum += values[targets[second]];
      }
      folded[i] = sum;
      folded[i + 1] = secondSum;
    }
    if (i < count) {
      double sum = identity;
      for (int k = ends[i]; k < ends[i + 1]; k++) {
        sum += values[targets[k]];
      }
      folded[i] = sum;
    }
  }

  private static void mins(
      int[] ends, int count, int[] targets, double[] values, double identity, double[] folded) {
    for (int i = 0; i < count; i++) {
      double least = identity;
      int stop = ends[i + 1];
      for (int k = ends[i]; k < stop; k++) {
        least = Math.min(least, values[targets[k]]);
      }
      folded[i] = least;
    }
  }

  private static void maxs(
      int[] ends, int count, int[] targets, double[] values, double identity, double[] folded) {
    for (int i = 0; i < count; i++) {
      double greatest = identity;
      int stop = ends[i + 1];
      for (int k = ends[i]; k < stop; k++) {
        greatest = Math.max(greatest, values[targets[k]]);
      }
      folded[i] = greatest;
    }
  }

  private void pullEach(Adjacency.Rows rows, int from, int end, double[] folded) {
    int first = rows.firstSlot();
    long[] closed = mail.state.closed;
    for (int slot = from; slot < end; slot++) {
      if (!Bits.get(closed, slot)) {
        int row = slot - first;
        folded[slot - from] = row(rows, rows.offsets().get(row), rows.ends().get(row));
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
