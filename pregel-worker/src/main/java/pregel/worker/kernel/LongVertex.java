package pregel.worker.kernel;

import pregel.core.graph.Adjacency;

/** The view of the vertex being computed, for long messages. */
final class LongVertex extends KernelVertex {
  private final LongMail mail;
  private final LongOutbox outbox;

  LongVertex(LongMail mail, LongOutbox outbox) {
    super(mail.state, "long");
    this.mail = mail;
    this.outbox = outbox;
  }

  @Override
  public void sendToNeighbors(long message) {
    if ((outcome & SENT) != 0) {
      sendAgain(message);
    } else {
      mail.writable[slot] = message;
      outcome |= SENT;
    }
  }

  @Override
  public void sendToNeighbors(int message) {
    sendToNeighbors((long) message);
  }

  @Override
  public void send(long targetId, long message) {
    addressed++;
    int target = state.graph.ids().slot(targetId);
    if (target < 0) {
      dropped++;
    } else {
      mail.address(outbox, target, message);
    }
  }

  @Override
  public void send(long targetId, int message) {
    send(targetId, (long) message);
  }

  @Override
  void sendToSlot(int target, long message) {
    addressed++;
    mail.address(outbox, target, message);
  }

  /** A second broadcast in one superstep: edge by edge. */
  private void sendAgain(long message) {
    Adjacency.Rows rows = state.sendRows().rows(state.blocks.partition(state.blocks.of(slot)));
    int[] targets = rows.targets();
    int end = rows.offsets().get(slot - rows.firstSlot() + 1);
    for (int k = rows.offsets().get(slot - rows.firstSlot()); k < end; k++) {
      addressed++;
      mail.address(
          outbox,
          targets[k],
          mail.fold.edge == null
              ? message
              : mail.fold.edge.apply(message, Rows.weight(rows.weights(), k)));
    }
  }
}
