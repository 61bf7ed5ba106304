package pregel.worker.kernel;

import java.util.NoSuchElementException;
import pregel.api.IntMessages;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;

/**
 * One thread's view of the messages of the vertex being computed: a folded value, or a row of
 * senders to pull from followed by a list and by linked messages.
 */
final class IntInbox extends IntMessages {
  private static final int UNKNOWN = 0;
  private static final int NONE = 1;
  private static final int SOME = 2;
  private static final int TAKEN = 3;

  private final IntMail mail;
  private final IntFold fold;
  private final Port port;
  private final boolean combines;

  // Folded: the value; whether any message came may be unknown, then a row tells.
  private int value;
  private int came;

  // Listed: senders still to pull from, then messages still to give.
  private int next;
  private int end;
  private int[] list;
  private int nextListed;
  private int endListed;
  private int bucket;
  private int nextLinked = KernelMail.NO_MORE;

  IntInbox(IntMail mail, Port port) {
    this.port = port;
    this.mail = mail;
    this.fold = mail.fold;
    this.combines = fold.combines();
  }

  /** A folded value of which it is known whether any message came. */
  void folded(int folded, boolean anyCame) {
    value = folded;
    came = anyCame ? SOME : NONE;
  }

  /**
   * A folded row; if it gave the identity, the row tells whether any message came. Without rows
   * none did.
   */
  void pulled(int folded) {
    value = folded;
    came = UNKNOWN;
  }

  /** Messages of the senders in a part of the rows, then of a list. */
  void listed(int start, int stop, int[] messages, int first, int last) {
    next = start == stop ? stop : Rows.firstSender(port.rows.targets(), start, stop, mail.senders);
    end = stop;
    list = messages;
    nextListed = first;
    endListed = last;
  }

  /** After them the addressed messages from a place in a bucket. */
  void linked(int of, int head) {
    bucket = of;
    nextLinked = head;
  }

  @Override
  public boolean isEmpty() {
    if (!combines) {
      return !hasNext();
    }
    if (came == UNKNOWN) {
      came = !fold.isIdentity(value) || hasSender() ? SOME : NONE;
    }
    return came == NONE;
  }

  private boolean hasSender() {
    Adjacency.Rows rows = port.rows;
    if (rows == null) {
      return false;
    }
    int row = port.vertex.slot() - rows.firstSlot();
    int start = rows.offsets().get(row);
    int stop = rows.ends().get(row);
    return Rows.firstSender(rows.targets(), start, stop, mail.senders) < stop;
  }

  /** The folded value; the identity if none came. */
  int folded() {
    return value;
  }

  @Override
  public int combined() {
    requireCombiner();
    return value;
  }

  @Override
  public int combinedOr(int otherwise) {
    requireCombiner();
    return fold.isIdentity(value) && isEmpty() ? otherwise : value;
  }

  @Override
  public boolean hasNext() {
    return combines
        ? !isEmpty() && came != TAKEN
        : next < end || nextListed < endListed || nextLinked != KernelMail.NO_MORE;
  }

  @Override
  public int next() {
    if (combines) {
      if (!hasNext()) {
        throw new NoSuchElementException("all messages were taken");
      }
      came = TAKEN;
      return value;
    }
    if (next < end) {
      Adjacency.Rows rows = port.rows;
      int[] targets = rows.targets();
      int at = next;
      int sender = targets[at];
      int k = at + 1;
      while (k < end && !Bits.get(mail.senders, targets[k])) {
        k++;
      }
      next = k;
      int message = mail.readable[sender];
      return fold.edge == null
          ? message
          : fold.edge.apply(message, Rows.weight(rows.weights(), at));
    }
    if (nextListed < endListed) {
      return list[nextListed++];
    }
    if (nextLinked == KernelMail.NO_MORE) {
      throw new NoSuchElementException("all messages were taken");
    }
    int at = nextLinked;
    nextLinked = mail.nextAfter(bucket, at);
    return mail.messageAt(bucket, at);
  }

  private void requireCombiner() {
    if (!combines) {
      throw new IllegalStateException(
          port.channel + " has no combiner; declare one in open, or iterate");
    }
  }
}
