package pregel.api;

/**
 * Random numbers that depend on nothing but the job's seed, the superstep and the vertex's id, so
 * that a job gives the same result wherever and however often a vertex is computed: the SplitMix64
 * sequence (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014), its
 * state seeded by a hash of the three.
 *
 * <p>A view owned by the engine, one per thread; valid until {@code compute} returns.
 */
public final class VertexRandom {
  private static final long STEP = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private long state;

  /** Starts the sequence of a vertex in a superstep; called by engines. */
  public void start(long seed, int superstep, long vertexId) {
    state = mix(mix(mix(seed + STEP) + superstep * STEP) ^ vertexId);
  }

  /** Any long, all equally likely. */
  public long nextLong() {
    state += STEP;
    return mix(state);
  }

  /** A number from 0, inclusive, to 1, exclusive, in steps of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT;
  }

  /** A number from 0, inclusive, to a positive bound, exclusive, all equally likely. */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("the bound must be positive, not " + bound);
    }
    // Lemire, Fast Random Integer Generation in an Interval, TOMACS 2019, section 4.
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFF_FFFFL;
    if (low < bound) {
      long threshold = (0x1_0000_0000L - bound) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFF_FFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /** True or false, equally likely. */
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
