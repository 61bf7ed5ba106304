package pregel.api;

/**
 * A combiner of the program's own: commutative, associative, without side effects, tolerant of any
 * grouping.
 */
public interface IntCombiner {

  /** The value that changes nothing when combined with another. */
  int identity();

  int combine(int left, int right);
}
