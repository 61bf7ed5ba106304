package pregel.worker.kernel;

import pregel.api.VertexProgram;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Mail;

/** One thread's part of supersteps with long messages. */
final class LongKernel extends SingleKernel {
  private final VertexProgram.OfLong program;
  private final LongVertex vertex;
  private final LongInbox inbox;

  LongKernel(JobState state, Mail[] mails, int thread) {
    this(state, new LongVertex(state, (LongMail) mails[0], thread));
  }

  private LongKernel(JobState state, LongVertex vertex) {
    super(state, vertex, vertex.port);
    this.program = (VertexProgram.OfLong) state.program;
    this.vertex = vertex;
    this.inbox = vertex.port.inbox;
  }

  @Override
  void call() {
    program.compute(vertex, inbox);
  }

  @Override
  LongGrades grades() {
    return new LongGrades(vertex.port.mail, inbox);
  }
}
