package pregel.worker.kernel;

import pregel.worker.engine.JobState;

/** One thread's part of the supersteps of a program of one message type. */
abstract class SingleKernel extends WordKernel {
  final KernelVertex vertex;
  final Port port;

  SingleKernel(JobState state, KernelVertex vertex, Port port) {
    super(state, vertex, port);
    this.vertex = vertex;
    this.port = port;
  }

  /** Calls the program with the vertex and the inbox as they stand. */
  abstract void call();

  /** Messages as grades, through the vertex and the inbox of this kernel. */
  abstract Grades grades();

  @Override
  final void computeRun(int base, int count) {
    for (int i = 0; i < count; i++) {
      vertex.moveTo(base + i);
      port.pulled(i);
      call();
    }
  }

  @Override
  final long computeSome(int base, long candidates, long active) {
    long ran = 0;
    for (long left = candidates; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      vertex.moveTo(base + i);
      port.receive(i, base + i);
      if ((active >>> i & 1) != 0 || port.hasMessage(i)) {
        call();
        ran |= 1L << i;
      }
    }
    return ran;
  }
}
