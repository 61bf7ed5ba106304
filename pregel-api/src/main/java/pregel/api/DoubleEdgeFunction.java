package pregel.api;

/**
 * What becomes of a broadcast double on its way along an edge: a pure function of the message and
 * the edge's weight, run where the message is received.
 */
@FunctionalInterface
public interface DoubleEdgeFunction {

  /** Adds the weight; the engine folds this one in a specialised loop. */
  DoubleEdgeFunction PLUS_WEIGHT = (message, weight) -> message + weight;

  double apply(double message, double weight);
}
