package pregel.worker.kernel;

import pregel.api.VertexProgram;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Mail;

/** One thread's part of supersteps with int messages. */
final class IntKernel extends SingleKernel {
  private final VertexProgram.OfInt program;
  private final IntVertex vertex;
  private final IntInbox inbox;

  IntKernel(JobState state, Mail[] mails, int thread) {
    this(state, new IntVertex(state, (IntMail) mails[0], thread));
  }

  private IntKernel(JobState state, IntVertex vertex) {
    super(state, vertex, vertex.port);
    this.program = (VertexProgram.OfInt) state.program;
    this.vertex = vertex;
    this.inbox = vertex.port.inbox;
  }

  @Override
  void call() {
    program.compute(vertex, inbox);
  }

  @Override
  IntGrades grades() {
    return new IntGrades(vertex.port.mail, inbox);
  }
}
