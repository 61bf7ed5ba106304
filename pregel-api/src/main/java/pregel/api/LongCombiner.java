package pregel.api;

/**
 * A combiner of the program's own: commutative, associative, without side effects, tolerant of any
 * grouping.
 */
public interface LongCombiner {

  /** The value that changes nothing when combined with another. */
  long identity();

  long combine(long left, long right);
}
