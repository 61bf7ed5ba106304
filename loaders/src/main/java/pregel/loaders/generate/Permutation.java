package pregel.loaders.generate;

/**
 * A seeded bijection of 0 to n - 1. Rounds of steps that can each be undone shuffle the numbers of
 * as many bits as n needs; what falls outside goes round again until it falls inside.
 */
final class Permutation {
  private static final int ROUNDS = 4;
  private static final long STREAM = 0x7065726d;

  private final long size;
  private final long mask;
  private final int shift;
  private final long[] factors = new long[ROUNDS];
  private final long[] summands = new long[ROUNDS];

  /**
   * @param size positive, at most 2^31
   */
  Permutation(long size, long seed) {
    this.size = size;
    int bits = 64 - Long.numberOfLeadingZeros(size - 1);
    this.mask = (1L << bits) - 1;
    this.shift = Math.max(1, (bits + 1) / 2);
    long key = Draws.key(seed, STREAM);
    for (int round = 0; round < ROUNDS; round++) {
      factors[round] = Draws.bits(key, 2 * round) | 1;
      summands[round] = Draws.bits(key, 2 * round + 1);
    }
  }

  long of(long number) {
    long image = number;
    do {
      for (int round = 0; round < ROUNDS; round++) {
        image = image * factors[round] + summands[round] & mask;
        image ^= image >>> shift;
      }
    } while (image >= size);
    return image;
  }
}
