package pregel.api;

/**
 * What becomes of a broadcast int on its way along an edge: a pure function of the message and the
 * edge's weight, run where the message is received.
 */
@FunctionalInterface
public interface IntEdgeFunction {

  /** Adds the weight, rounded towards zero; the engine folds this one in a specialised loop. */
  IntEdgeFunction PLUS_WEIGHT = (message, weight) -> message + (int) weight;

  int apply(int message, double weight);
}
