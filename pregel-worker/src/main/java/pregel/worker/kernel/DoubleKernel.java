package pregel.worker.kernel;

import pregel.api.VertexProgram;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Mail;

/** One thread's part of supersteps with double messages. */
final class DoubleKernel extends SingleKernel {
  private final VertexProgram.OfDouble program;
  private final DoubleVertex vertex;
  private final DoubleInbox inbox;

  DoubleKernel(JobState state, Mail[] mails, int thread) {
    this(state, new DoubleVertex(state, (DoubleMail) mails[0], thread));
  }

  private DoubleKernel(JobState state, DoubleVertex vertex) {
    super(state, vertex, vertex.port);
    this.program = (VertexProgram.OfDouble) state.program;
    this.vertex = vertex;
    this.inbox = vertex.port.inbox;
  }

  @Override
  void call() {
    program.compute(vertex, inbox);
  }

  @Override
  DoubleGrades grades() {
    return new DoubleGrades(vertex.port.mail, inbox);
  }
}
