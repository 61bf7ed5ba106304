package pregel.worker.kernel;

import pregel.api.PhaseFunction;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Mail;

/** One thread's part of the supersteps of a program of phases. */
final class PhaseKernel extends WordKernel {
  private final PhaseVertex vertex;
  private PhaseFunction function;

  PhaseKernel(JobState state, Mail[] mails, int thread) {
    this(state, new PhaseVertex(state, mails, thread));
  }

  private PhaseKernel(JobState state, PhaseVertex vertex) {
    super(state, vertex, vertex.ports());
    this.vertex = vertex;
  }

  @Override
  public void begin() {
    super.begin();
    function = state.phase.function();
    vertex.begin(state.phase);
  }

  @Override
  void computeRun(int base, int count) {
    for (int i = 0; i < count; i++) {
      vertex.moveTo(base + i);
      for (Port port : reading) {
        port.pulled(i);
      }
      function.compute(vertex);
    }
  }

  @Override
  long computeSome(int base, long candidates, long active) {
    long ran = 0;
    for (long left = candidates; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      vertex.moveTo(base + i);
      boolean isDue = (active >>> i & 1) != 0;
      for (Port port : reading) {
        port.receive(i, base + i);
        isDue = isDue || port.hasMessage(i);
      }
      if (isDue) {
        function.compute(vertex);
        ran |= 1L << i;
      }
    }
    return ran;
  }
}
