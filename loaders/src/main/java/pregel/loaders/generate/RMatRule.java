package pregel.loaders.generate;

/**
 * The recursive matrix of Chakrabarti, Zhan and Faloutsos (2004), with the quadrants of Graph500:
 * each level of the adjacency matrix is entered at a with 0.57, b and c with 0.19, d with 0.05.
 */
record RMatRule(int scale, long edges, long seed) implements EdgeRule {
  private static final long A = (57L << 32) / 100;
  private static final long AB = (76L << 32) / 100;
  private static final long ABC = (95L << 32) / 100;
  private static final long LOW_HALF = 0xffffffffL;

  @Override
  public int vertices() {
    return 1 << scale;
  }

  @Override
  public long pair(long edge) {
    long key = Draws.key(seed, edge);
    long pair = 0;
    long bits = 0;
    for (int level = 0; level < scale; level++) {
      bits = (level & 1) == 0 ? Draws.bits(key, level >>> 1) : bits >>> 32;
      long draw = bits & LOW_HALF;
      // Sign bits instead of branches, which would be guessed wrong half of the time.
      long inLowerHalf = AB - 1 - draw >>> 63;
      long inRightHalf = (A - 1 - draw >>> 63) - inLowerHalf + (ABC - 1 - draw >>> 63);
      pair = pair << 1 | inLowerHalf << 32 | inRightHalf;
    }
    return pair;
  }
}
