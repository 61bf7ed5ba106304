package pregel.worker.kernel;

import pregel.worker.engine.JobState;

/** The view of the vertex being computed, for int messages. */
final class IntVertex extends SingleVertex {
  final IntPort port;

  IntVertex(JobState state, IntMail mail, int thread) {
    super(state, thread, "int");
    this.port = new IntPort(mail, thread, this);
    sendThrough(port);
  }

  @Override
  public void sendToNeighbors(int message) {
    port.broadcast(message);
  }

  @Override
  public void send(long targetId, int message) {
    port.send(targetId, message);
  }

  @Override
  void sendAlong(int target, int message) {
    port.sendToSlot(target, message);
  }
}
