package pregel.api;

/**
 * A combiner of the program's own: commutative, associative, without side effects, tolerant of any
 * grouping.
 */
public interface DoubleCombiner {

  /** The value that changes nothing when combined with another. */
  double identity();

  double combine(double left, double right);
}
