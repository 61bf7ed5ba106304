package pregel.cli.validate;

/** When two results agree. NaN agrees with nothing. */
public enum Rule {
  /** The same value everywhere. */
  EXACT,
  /** Labels that a bijection turns into each other: the same classes under any names. */
  EQUIVALENCE,
  /**
   * |expected - actual| at most epsilon * |expected|: nothing but 0 agrees with 0, nothing but
   * infinity with infinity.
   */
  EPSILON;

  /** Whether two numbers are within the tolerance. */
  static boolean isClose(double expected, double actual, double epsilon) {
    return expected == actual
        || Double.isFinite(expected) && Math.abs(expected - actual) <= epsilon * Math.abs(expected);
  }
}
