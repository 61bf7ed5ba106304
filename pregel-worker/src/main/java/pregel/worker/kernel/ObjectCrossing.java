package pregel.worker.kernel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import pregel.api.Codec;
import pregel.api.Combiner;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.ObjectChannel;
import pregel.core.graph.Adjacency;

/** Addressed object messages on their way between workers, as their codec writes them. */
final class ObjectCrossing extends Crossing {
  /** A frame of more bytes takes no further message. */
  private static final int ENOUGH = 1 << 15;

  private final ObjectFold fold;
  private final Codec<Object> codec;
  private Object[] partial = {};

  /** By worker, the messages of the frame being filled. */
  private final ByteArrayOutputStream[] leaving;

  /** By worker, those of the frame that was read, and taken ones. */
  private final Object[][] read;

  private final Object[][] taken;

  @SuppressWarnings("unchecked") // the channel's own messages
  ObjectCrossing(ObjectMail mail) {
    super(mail);
    this.fold = mail.fold;
    this.codec = ((ObjectChannel<Object>) mail.route.channel).codec();
    int workers = mail.state.share.ownership().workers();
    this.leaving = new ByteArrayOutputStream[workers];
    this.read = new Object[workers][];
    this.taken = new Object[workers][];
  }

  @Override
  void openFold(int targets) {
    if (partial.length < targets) {
      partial = new Object[targets];
    }
  }

  @Override
  void fold(Outbox outbox, int bucket, int chunk, int from, int to) {
    int[] targets = outbox.targets(bucket, chunk);
    Object[] messages = ((ObjectOutbox) outbox).messages(bucket, chunk);
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
    put(peer, partial[target]);
    partial[target] = null;
  }

  @Override
  void putStaged(int peer, int at, Outbox outbox, int bucket, int chunk, int index) {
    put(peer, ((ObjectOutbox) outbox).messages(bucket, chunk)[index]);
  }

  private void put(int peer, Object message) {
    if (leaving[peer] == null) {
      leaving[peer] = new ByteArrayOutputStream(ENOUGH);
    }
    try {
      codec.write(message, new DataOutputStream(leaving[peer]));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  boolean isFull(int peer) {
    return leaving[peer] != null && leaving[peer].size() >= ENOUGH;
  }

  @Override
  int bytes(int peer, int count) {
    return leaving[peer].size();
  }

  @Override
  void write(int peer, int count, ByteBuffer out) {
    out.put(leaving[peer].toByteArray());
    leaving[peer].reset();
  }

  @Override
  void read(int peer, int count, ByteBuffer in) {
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    if (read[peer] == null) {
      read[peer] = new Object[BATCH];
      taken[peer] = new Object[BATCH];
    }
    DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      for (int i = 0; i < count; i++) {
        read[peer][i] = codec.read(from);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private JobException failed(IOException cause) {
    return new JobException(
        FailureKind.USER_PROGRAM,
        mail.route.channel
            + ": its codec failed ("
            + cause.getMessage()
            + "); let it read what it wrote",
        cause);
  }

  @Override
  void take(int peer, int at, int target) {
    int place = next(peer, target);
    taken[peer][place] = read[peer][at];
  }

  @Override
  void takeAlong(int peer, int at, Adjacency.Rows rows, int from, int end) {
    Object message = read[peer][at];
    for (int k = from; k < end; k++) {
      int place = next(peer, rows.targets()[k]);
      taken[peer][place] =
          fold.edge == null ? message : fold.edge.apply(message, Rows.weight(rows.weights(), k));
    }
  }

  @Override
  void stage(Outbox outbox, int peer, int[] targets, int count) {
    ((ObjectOutbox) outbox).stage(targets, taken[peer], count);
  }
}
