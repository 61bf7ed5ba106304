package pregel.worker.kernel;

import java.util.Arrays;
import pregel.core.graph.Adjacency;
import pregel.core.graph.EdgeList;
import pregel.worker.engine.Bits;

/** One thread's end of a channel of double messages. */
final class DoublePort extends Port {
  final DoubleInbox inbox;

  final DoubleMail mail;
  private final DoubleFold fold;
  private final DoublePull pull;
  private DoubleOutbox outbox;
  private double[] queued;
  private final double[] folded;

  DoublePort(DoubleMail mail, int thread, KernelVertex vertex) {
    super(mail, thread, vertex);
    this.mail = mail;
    this.fold = mail.fold;
    this.pull = new DoublePull(mail);
    this.queued = new double[QUEUE];
    this.inbox = new DoubleInbox(mail, this);
    this.folded = new double[64];
  }

  /** Broadcasts one value of the vertex being computed. */
  void broadcast(double message) {
    int slot = vertex.slot();
    long bit = 1L << slot;
    if ((sent & bit) != 0) {
      broadcastAgain(slot, message);
    } else {
      mail.writable[slot] = message;
      sent |= bit;
    }
  }

  /** Sends to a vertex by its id. */
  void send(long targetId, double message) {
    int target = receiver(targetId);
    if (target >= 0) {
      sendToSlot(target, message);
    }
  }

  /** Sends to the vertex in a slot. */
  void sendToSlot(int target, double message) {
    int place = queue(target);
    queued[place] = message;
  }

  /** A second broadcast in one superstep: edge by edge. Or the first after edges changed. */
  private void broadcastAgain(int slot, double message) {
    vertex.requireOrdinary("a second broadcast in one call");
    if (isFirstAfterChange(slot)) {
      mail.writable[slot] = message;
      return;
    }
    if (vertex.hasChangedRow()) {
      EdgeList edges = vertex.changedRows();
      int start = vertex.changedRow(channel.direction());
      int end = edges.size();
      for (int k = start; k < end; k++) {
        sendToSlot(
            edges.target(k),
            fold.edge == null ? message : fold.edge.apply(message, edges.weight(k)));
      }
      return;
    }
    Adjacency.Rows sendRows = route.sendRows().rows(state.blocks.partition(state.blocks.of(slot)));
    int[] targets = sendRows.targets();
    int end = sendRows.end(slot);
    for (int k = sendRows.start(slot); k < end; k++) {
      sendToSlot(
          targets[k],
          fold.edge == null
              ? message
              : fold.edge.apply(message, Rows.weight(sendRows.weights(), k)));
    }
    if (leaves(slot, end - sendRows.start(slot))) {
      sendToSlot(~slot, message);
    }
  }

  /**
   * Folds what up to 64 vertices were broadcast, or notes that nobody broadcast. More at a time
   * would push the values out of the cache that the program's columns then want.
   */
  @Override
  void foldWord(int base, int count) {
    if (rows != null) {
      pull.rows(rows, base, base + count, folded);
    } else {
      Arrays.fill(folded, 0, count, fold.identity);
    }
  }

  @Override
  void pulled(int place) {
    inbox.pulled(folded[place]);
  }

  @Override
  void receive(int place, int slot) {
    if (folds) {
      inbox.pulled(folded[place]);
    } else if (!combines) {
      receiveList(place, slot);
    } else if (rows != null) {
      receiveFirst(place);
    } else if (Bits.get(mail.touched, slot)) {
      inbox.folded(mail.mustRefold(slot) ? refold(slot) : mail.inbox[slot], true);
    } else {
      inbox.folded(fold.identity, false);
    }
    if (combines && (arrived >>> place & 1) != 0) {
      addArrival(slot);
    }
  }

  @Override
  void openQueue(int room) {
    queued = new double[room];
  }

  @Override
  void post(int[] targets, int count) {
    mail.address(outbox, targets, queued, count);
  }

  @Override
  DoubleOutbox openOutbox(int thread) {
    outbox = mail.outbox(thread);
    return outbox;
  }

  @Override
  void receiveNothing() {
    if (combines) {
      inbox.folded(fold.identity, false);
    } else {
      inbox.listed(0, 0, null, 0, 0);
      inbox.linked(0, KernelMail.NO_MORE);
    }
  }

  @Override
  boolean isInboxEmpty() {
    return inbox.isEmpty();
  }

  /** Adds the folded addressed messages of a vertex to its broadcasts. */
  private void addArrival(int slot) {
    double arrival = mail.arrival(slot);
    boolean broadcast = !inbox.isEmpty();
    inbox.folded(first && !broadcast ? arrival : fold.combine(inbox.folded(), arrival), true);
  }

  private void receiveFirst(int place) {
    int k = firstSender(place);
    if (k < 0) {
      inbox.folded(fold.identity, false);
    } else {
      double message = mail.readable[rows.targets()[k]];
      inbox.folded(
          fold.edge == null ? message : fold.edge.apply(message, Rows.weight(rows.weights(), k)),
          true);
    }
  }

  private void receiveList(int place, int slot) {
    int from = 0;
    int end = 0;
    if (rows != null) {
      int row = slot - rows.firstSlot();
      from = rows.offsets().get(row);
      end = rows.ends().get(row);
    }
    int head = (arrived >>> place & 1) != 0 ? mail.head(slot) : KernelMail.NO_MORE;
    if (Bits.get(mail.touched, slot)) {
      inbox.listed(from, end, mail.listOf(slot), mail.listStart[slot], mail.listEnd[slot]);
    } else {
      inbox.listed(from, end, null, 0, 0);
    }
    inbox.linked(mail.staging.bucket(slot), head);
  }

  /**
   * The fold over a long row, which pushing cannot give: its blocks are counted over all its edges.
   */
  private double refold(int slot) {
    Adjacency.Rows pullRows = route.pullRows.rows(state.blocks.partition(state.blocks.of(slot)));
    int row = slot - pullRows.firstSlot();
    return pull.row(pullRows, pullRows.offsets().get(row), pullRows.ends().get(row));
  }
}
