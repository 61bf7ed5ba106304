package pregel.api;

/**
 * Working space for one call of {@code compute}: every thread has its own, made once by the
 * supplier given to {@link Schema#scratch} and re-used from vertex to vertex. What it holds when a
 * call begins is whatever an earlier call left there.
 *
 * @param <T> what the space is
 */
public final class Scratch<T> {
  private final int index;

  Scratch(int index) {
    this.index = index;
  }

  /** The calling thread's space; not to be kept beyond the call of {@code compute}. */
  @SuppressWarnings("unchecked") // engines fill place index with what the supplier of index made
  public T of(Vertex vertex) {
    return (T) vertex.scratch(index);
  }
}
