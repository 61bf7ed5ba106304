package pregel.loaders.generate;

/**
 * A ring in which every vertex is joined to its nearest ones; the far end of an edge is moved to
 * any other vertex with a probability (Watts and Strogatz 1998). Moved edges may meet others.
 *
 * @param half nearest vertices on each side
 */
record SmallWorldRule(int vertices, int half, double rewiring, long seed) implements EdgeRule {
  private static final double TWO_TO_53 = 1L << 53;

  @Override
  public long edges() {
    return (long) vertices * half;
  }

  @Override
  public long pair(long edge) {
    long source = edge / half;
    long distance = 1 + edge % half;
    long key = Draws.key(seed, edge);
    if ((Draws.bits(key, 0) >>> 11) < rewiring * TWO_TO_53) {
      distance = 1 + Draws.below(vertices - 1L, key, 1);
    }
    long target = source + distance;
    return EdgeRule.pair(source, target < vertices ? target : target - vertices);
  }
}
