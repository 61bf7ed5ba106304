package pregel.api;

/** What every vertex does in the supersteps of one phase; it reads its messages from channels. */
@FunctionalInterface
public interface PhaseFunction {
  void compute(Vertex vertex);
}
