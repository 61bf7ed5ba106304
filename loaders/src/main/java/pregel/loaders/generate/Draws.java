package pregel.loaders.generate;

/**
 * Random bits by position: a draw depends on the seed, the item it is for and its number, never on
 * what was drawn before. So items can be made in any order, by any thread.
 */
final class Draws {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Draws() {}

  /** What the draws for an item start from. */
  static long key(long seed, long item) {
    return mix(mix(seed + GOLDEN) ^ item * GOLDEN);
  }

  /** A draw: 64 bits. */
  static long bits(long key, int number) {
    return mix(key + (number + 1) * GOLDEN);
  }

  /** A draw below {@code bound}, which is positive. */
  static long below(long bound, long key, int number) {
    return Math.multiplyHigh(bits(key, number) >>> 1, bound << 1);
  }

  /** Spreads every bit over all: the finalizer of SplitMix64. A bijection. */
  static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
