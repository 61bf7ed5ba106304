package pregel.worker.kernel;

import java.nio.ByteBuffer;
import pregel.api.Combiner;
import pregel.core.graph.Adjacency;

/** Addressed double messages on their way between workers. */
final class DoubleCrossing extends Crossing {
  private final DoubleFold fold;
  private double[] partial = {};

  /** By worker, the messages of the frame being filled, of that which was read, and taken ones. */
  private final double[][] leaving;

  private final double[][] read;
  private final double[][] taken;

  DoubleCrossing(DoubleMail mail) {
    super(mail);
    this.fold = mail.fold;
    int workers = mail.state.share.ownership().workers();
    this.leaving = new double[workers][];
    this.read = new double[workers][];
    this.taken = new double[workers][];
  }

  private static double[] opened(double[][] all, int peer) {
    if (all[peer] == null) {
      all[peer] = new double[BATCH];
    }
    return all[peer];
  }

  @Override
  void openFold(int targets) {
    if (partial.length < targets) {
      partial = new double[targets];
    }
  }

  @Override
  void fold(Outbox outbox, int bucket, int chunk, int from, int to) {
    int[] targets = outbox.targets(bucket, chunk);
    double[] messages = ((DoubleOutbox) outbox).messages(bucket, chunk);
    for (int i = from; i < to; i++) {
      int target = targets[i];
      if (isDropped(target)) {
        continue;
      }
      if (begins(target)) {
        partial[target] = fold.begin(messages[i]);
      } else if (fold.known != Combiner.FIRST) {
        partial[target] = fold.combine(partial[target], messages[i]);
      }
    }
  }

  @Override
  void putFolded(int peer, int at, int target) {
    opened(leaving, peer)[at] = partial[target];
  }

  @Override
  void putStaged(int peer, int at, Outbox outbox, int bucket, int chunk, int index) {
    opened(leaving, peer)[at] = ((DoubleOutbox) outbox).messages(bucket, chunk)[index];
  }

  @Override
  int bytes(int peer, int count) {
    return Double.BYTES * count;
  }

  @Override
  void write(int peer, int count, ByteBuffer out) {
    out.asDoubleBuffer().put(leaving[peer], 0, count);
    out.position(out.position() + Double.BYTES * count);
  }

  @Override
  void read(int peer, int count, ByteBuffer in) {
    in.asDoubleBuffer().get(opened(read, peer), 0, count);
  }

  @Override
  void take(int peer, int at, int target) {
    int place = next(peer, target);
    opened(taken, peer)[place] = read[peer][at];
  }

  @Override
  void takeAlong(int peer, int at, Adjacency.Rows rows, int from, int end) {
    double message = read[peer][at];
    double[] messages = opened(taken, peer);
    for (int k = from; k < end; k++) {
      int place = next(peer, rows.targets()[k]);
      messages[place] =
          fold.edge == null ? message : fold.edge.apply(message, Rows.weight(rows.weights(), k));
    }
  }

  @Override
  void stage(Outbox outbox, int peer, int[] targets, int count) {
    ((DoubleOutbox) outbox).stage(targets, taken[peer], count);
  }
}
