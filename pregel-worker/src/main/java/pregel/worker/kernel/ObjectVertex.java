package pregel.worker.kernel;

import pregel.worker.engine.JobState;

/** The view of the vertex being computed, for object messages. */
final class ObjectVertex extends SingleVertex {
  final ObjectPort port;

  ObjectVertex(JobState state, ObjectMail mail, int thread) {
    super(state, thread, "object");
    this.port = new ObjectPort(mail, thread, this);
    sendThrough(port);
  }

  @Override
  public void sendToNeighbors(Object message) {
    port.broadcast(message);
  }

  @Override
  public void send(long targetId, Object message) {
    port.send(targetId, message);
  }

  @Override
  void sendAlong(int target, Object message) {
    port.sendToSlot(target, message);
  }
}
