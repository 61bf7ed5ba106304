package pregel.worker.kernel;

import pregel.api.VertexProgram;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Mail;

/** One thread's part of supersteps with object messages. */
final class ObjectKernel extends SingleKernel {
  private final VertexProgram.Of<Object> program;
  private final ObjectVertex vertex;
  private final ObjectInbox inbox;

  ObjectKernel(JobState state, Mail[] mails, int thread) {
    this(state, new ObjectVertex(state, (ObjectMail) mails[0], thread));
  }

  @SuppressWarnings("unchecked") // the program sends and receives one type
  private ObjectKernel(JobState state, ObjectVertex vertex) {
    super(state, vertex, vertex.port);
    this.program = (VertexProgram.Of<Object>) state.program;
    this.vertex = vertex;
    this.inbox = vertex.port.inbox;
  }

  @Override
  void call() {
    program.compute(vertex, inbox);
  }

  @Override
  Grades grades() {
    throw new AssertionError(
        "objects have no order: the schema refuses a monotone program of them");
  }
}
