package pregel.worker.kernel;

import pregel.worker.engine.JobState;

/** The view of the vertex being computed, for long messages. */
final class LongVertex extends SingleVertex {
  final LongPort port;

  LongVertex(JobState state, LongMail mail, int thread) {
    super(state, thread, "long");
    this.port = new LongPort(mail, thread, this);
    sendThrough(port);
  }

  @Override
  public void sendToNeighbors(long message) {
    port.broadcast(message);
  }

  @Override
  public void sendToNeighbors(int message) {
    port.broadcast(message);
  }

  @Override
  public void send(long targetId, long message) {
    port.send(targetId, message);
  }

  @Override
  public void send(long targetId, int message) {
    port.send(targetId, message);
  }

  @Override
  void sendToSlot(int target, long message) {
    port.sendToSlot(target, message);
  }

  @Override
  void sendAlong(int target, long message) {
    port.sendToSlot(target, message);
  }

  @Override
  void sendAlong(int target, int message) {
    port.sendToSlot(target, message);
  }
}
