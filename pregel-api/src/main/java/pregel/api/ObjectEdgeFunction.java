package pregel.api;

/**
 * What becomes of a broadcast object on its way along an edge: a pure function of the message and
 * the edge's weight, run where the message is received.
 *
 * @param <M> the type of a message
 */
@FunctionalInterface
public interface ObjectEdgeFunction<M> {
  M apply(M message, double weight);
}
