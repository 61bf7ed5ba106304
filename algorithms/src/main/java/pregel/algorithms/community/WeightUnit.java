package pregel.algorithms.community;

/**
 * Rounds weights to multiples of a power of two that is so large that all of them together are less
 * than 2^53 units: sums of them are exact, whatever their order (pre-rounding, after Demmel and
 * Nguyen, Fast Reproducible Floating-Point Summation, 2013). Whole weights stay as they are, unless
 * they are enormous.
 */
final class WeightUnit {
  private final double unit;

  /** A power of two like the unit, so that multiplying by it is exact. */
  private final double inverse;

  private WeightUnit(double unit) {
    this.unit = unit;
    this.inverse = 1 / unit;
  }

  /**
   * The unit for weights from 0 up.
   *
   * @param heaviest the greatest weight
   * @param terms how many weights there are to sum
   */
  static WeightUnit of(double heaviest, long terms) {
    double most = heaviest * terms;
    // Below 2^1 to its exponent; one more for the rounding of the product and of each weight.
    int exponent = most > 0 ? Math.getExponent(most) + 2 - 53 : 0;
    return new WeightUnit(Math.scalb(1.0, Math.max(Double.MIN_EXPONENT, exponent)));
  }

  double round(double weight) {
    return Math.rint(weight * inverse) * unit;
  }
}
