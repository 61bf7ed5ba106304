package pregel.worker.kernel;

import java.nio.ByteBuffer;
import pregel.api.Combiner;
import pregel.core.graph.Adjacency;

/** Addressed int messages on their way between workers. */
final class IntCrossing extends Crossing {
  private final IntFold fold;
  private int[] partial = {};

  /** By worker, the messages of the frame being filled, of that which was read, and taken ones. */
  private final int[][] leaving;

  private final int[][] read;
  private final int[][] taken;

  IntCrossing(IntMail mail) {
    super(mail);
    this.fold = mail.fold;
    int workers = mail.state.share.ownership().workers();
    this.leaving = new int[workers][];
    this.read = new int[workers][];
    this.taken = new int[workers][];
  }

  private static int[] opened(int[][] all, int peer) {
    if (all[peer] == null) {
      all[peer] = new int[BATCH];
    }
    return all[peer];
  }

  @Override
  void openFold(int targets) {
    if (partial.length < targets) {
      partial = new int[targets];
    }
  }

  @Override
  void fold(Outbox outbox, int bucket, int chunk, int from, int to) {
    int[] targets = outbox.targets(bucket, chunk);
    int[] messages = ((IntOutbox) outbox).messages(bucket, chunk);
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
    opened(leaving, peer)[at] = ((IntOutbox) outbox).messages(bucket, chunk)[index];
  }

  @Override
  int bytes(int peer, int count) {
    return Integer.BYTES * count;
  }

  @Override
  void write(int peer, int count, ByteBuffer out) {
    out.asIntBuffer().put(leaving[peer], 0, count);
    out.position(out.position() + Integer.BYTES * count);
  }

  @Override
  void read(int peer, int count, ByteBuffer in) {
    in.asIntBuffer().get(opened(read, peer), 0, count);
  }

  @Override
  void take(int peer, int at, int target) {
    int place = next(peer, target);
    opened(taken, peer)[place] = read[peer][at];
  }

  @Override
  void takeAlong(int peer, int at, Adjacency.Rows rows, int from, int end) {
    int message = read[peer][at];
    int[] messages = opened(taken, peer);
    for (int k = from; k < end; k++) {
      int place = next(peer, rows.targets()[k]);
      messages[place] =
          fold.edge == null ? message : fold.edge.apply(message, Rows.weight(rows.weights(), k));
    }
  }

  @Override
  void stage(Outbox outbox, int peer, int[] targets, int count) {
    ((IntOutbox) outbox).stage(targets, taken[peer], count);
  }
}
