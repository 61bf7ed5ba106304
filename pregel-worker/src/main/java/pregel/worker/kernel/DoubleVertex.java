package pregel.worker.kernel;

import pregel.core.graph.Adjacency;

/** The view of the vertex being computed, for double messages. */
final class DoubleVertex extends KernelVertex {
  private final DoubleMail mail;
  private final DoubleOutbox outbox;

  DoubleVertex(DoubleMail mail, DoubleOutbox outbox) {
    super(mail.state, "double");
    this.mail = mail;
    this.outbox = outbox;
  }

  @Override
  public void sendToNeighbors(double message) {
    if ((outcome & SENT) != 0) {
      sendAgain(message);
    } else {
      mail.writable[slot] = message;
      outcome |= SENT;
    }
  }

  @Override
  public void sendToNeighbors(int message) {
    sendToNeighbors((double) message);
  }

  @Override
  public void send(long targetId, double message) {
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
    send(targetId, (double) message);
  }

  @Override
  void sendToSlot(int target, long message) {
    throw new IllegalStateException(
        "neighbour lists carry long messages, but the program's messages are of type double");
  }

  /** A second broadcast in one superstep: edge by edge. */
  private void sendAgain(double message) {
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
