package pregel.api.contract;

/** What a random program decides: pure functions of numbers, the same for every runner. */
final class Whims {
  private Whims() {}

  /** Mixes numbers into one. */
  static long mix(long... numbers) {
    long mixed = 0x9E3779B97F4A7C15L;
    for (long number : numbers) {
      long z = mixed * 31 + number;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      mixed = z ^ (z >>> 31);
    }
    return mixed;
  }

  /** A number from 0 to {@code bound} - 1. */
  static int below(int bound, long... numbers) {
    return (int) Long.remainderUnsigned(mix(numbers), bound);
  }

  /** True for so many percent of numbers. */
  static boolean chance(int percent, long... numbers) {
    return below(100, numbers) < percent;
  }

  /** A double with digits that rounding will lose. */
  static double real(long... numbers) {
    return (below(2_000_001, numbers) - 1_000_000) / 3.0;
  }
}
