package pregel.worker.kernel;

import pregel.core.graph.Adjacency;

/** The view of the vertex being computed, for int messages. */
final class IntVertex extends KernelVertex {
  private final IntMail mail;
  private final IntOutbox outbox;

  IntVertex(IntMail mail, IntOutbox outbox) {
    super(mail.state, "int");
    this.mail = mail;
    this.outbox = outbox;
  }

  @Override
  public void sendToNeighbors(int message) {
    if ((outcome & SENT) != 0) {
      sendAgain(message);
    } else {
      mail.writable[slot] = message;
      outcome |= SENT;
    }
  }

  @Override
  public void send(long targetId, int message) {
    addressed++;
    int target = state.graph.ids().slot(targetId);
    if (target < 0) {
      dropped++;
    } else {
      mail.address(outbox, target, message);
    }
  }

  @Override
  void sendToSlot(int target, long message) {
    throw new IllegalStateException(
        "neighbour lists carry long messages, but the program's messages are of type int");
  }

  /** A second broadcast in one superstep: edge by edge. */
  private void sendAgain(int message) {
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
