package pregel.worker.kernel;

import java.nio.ByteBuffer;
import pregel.api.Combiner;
import pregel.core.graph.Adjacency;

/** Addressed long messages on their way between workers. */
final class LongCrossing extends Crossing {
  private final LongFold fold;
  private long[] partial = {};

  /** By worker, the messages of the frame being filled, of that which was read, and taken ones. */
  private final long[][] leaving;

  private final long[][] read;
  private final long[][] taken;

  LongCrossing(LongMail mail) {
    super(mail);
    this.fold = mail.fold;
    int workers = mail.state.share.ownership().workers();
    this.leaving = new long[workers][];
    this.read = new long[workers][];
    this.taken = new long[workers][];
  }

  private static long[] opened(long[][] all, int peer) {
    if (all[peer] == null) {
      all[peer] = new long[BATCH];
    }
    return all[peer];
  }

  @Override
  void openFold(int targets) {
    if (partial.length < targets) {
      partial = new long[targets];
    }
  }

  @Override
  void fold(Outbox outbox, int bucket, int chunk, int from, int to) {
    int[] targets = outbox.targets(bucket, chunk);
    long[] messages = ((LongOutbox) outbox).messages(bucket, chunk);
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
    opened(leaving, peer)[at] = ((LongOutbox) outbox).messages(bucket, chunk)[index];
  }

  @Override
  int bytes(int peer, int count) {
    return Long.BYTES * count;
  }

  @Override
  void write(int peer, int count, ByteBuffer out) {
    out.asLongBuffer().put(leaving[peer], 0, count);
    out.position(out.position() + Long.BYTES * count);
  }

  @Override
  void read(int peer, int count, ByteBuffer in) {
    in.asLongBuffer().get(opened(read, peer), 0, count);
  }

  @Override
  void take(int peer, int at, int target) {
    int place = next(peer, target);
    opened(taken, peer)[place] = read[peer][at];
  }

  @Override
  void takeAlong(int peer, int at, Adjacency.Rows rows, int from, int end) {
    long message = read[peer][at];
    long[] messages = opened(taken, peer);
    for (int k = from; k < end; k++) {
      int place = next(peer, rows.targets()[k]);
      messages[place] =
          fold.edge == null ? message : fold.edge.apply(message, Rows.weight(rows.weights(), k));
    }
  }

  @Override
  void stage(Outbox outbox, int peer, int[] targets, int count) {
    ((LongOutbox) outbox).stage(targets, taken[peer], count);
  }
}
