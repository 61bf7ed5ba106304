package pregel.api;

/**
 * The combiners that engines fold in specialised loops. All are commutative and associative in the
 * sense of the model; the order of folding is canonical, so that floating sums are the same bits
 * everywhere.
 */
public enum Combiner {
  /**
   * The sum; its identity is -0.0 for doubles, so that adding it changes no bit, and 0 for
   * integers.
   */
  SUM,
  /** The least; identity positive infinity or the type's greatest value. */
  MIN,
  /** The greatest; identity negative infinity or the type's least value. */
  MAX,
  /**
   * The message of the least sender in canonical order. Pulling stops at the first sender found.
   */
  FIRST;

  /** The double that changes nothing. For {@link #FIRST}, which has none, 0. */
  public double doubleIdentity() {
    return switch (this) {
      case SUM -> -0.0;
      case MIN -> Double.POSITIVE_INFINITY;
      case MAX -> Double.NEGATIVE_INFINITY;
      case FIRST -> 0;
    };
  }

  /** The long that changes nothing. For {@link #FIRST}, which has none, 0. */
  public long longIdentity() {
    return switch (this) {
      case SUM, FIRST -> 0;
      case MIN -> Long.MAX_VALUE;
      case MAX -> Long.MIN_VALUE;
    };
  }

  /** The int that changes nothing. For {@link #FIRST}, which has none, 0. */
  public int intIdentity() {
    return switch (this) {
      case SUM, FIRST -> 0;
      case MIN -> Integer.MAX_VALUE;
      case MAX -> Integer.MIN_VALUE;
    };
  }
}
