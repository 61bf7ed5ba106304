package pregel.worker.kernel;

import pregel.worker.engine.JobState;

/** The view of the vertex being computed, for double messages. */
final class DoubleVertex extends SingleVertex {
  final DoublePort port;

  DoubleVertex(JobState state, DoubleMail mail, int thread) {
    super(state, thread, "double");
    this.port = new DoublePort(mail, thread, this);
    sendThrough(port);
  }

  @Override
  public void sendToNeighbors(double message) {
    port.broadcast(message);
  }

  @Override
  public void sendToNeighbors(int message) {
    port.broadcast(message);
  }

  @Override
  public void send(long targetId, double message) {
    port.send(targetId, message);
  }

  @Override
  public void send(long targetId, int message) {
    port.send(targetId, message);
  }

  @Override
  void sendAlong(int target, double message) {
    port.sendToSlot(target, message);
  }

  @Override
  void sendAlong(int target, int message) {
    port.sendToSlot(target, message);
  }
}
