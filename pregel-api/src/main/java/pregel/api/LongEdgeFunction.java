package pregel.api;

/**
 * What becomes of a broadcast long on its way along an edge: a pure function of the message and the
 * edge's weight, run where the message is received.
 */
@FunctionalInterface
public interface LongEdgeFunction {

  /** Adds the weight, rounded towards zero; the engine folds this one in a specialised loop. */
  LongEdgeFunction PLUS_WEIGHT = (message, weight) -> message + (long) weight;

  long apply(long message, double weight);
}
