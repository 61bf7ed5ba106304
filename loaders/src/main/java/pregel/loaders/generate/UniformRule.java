package pregel.loaders.generate;

/** Both ends of every edge drawn evenly. */
record UniformRule(int scale, long edges, long seed) implements EdgeRule {
  @Override
  public int vertices() {
    return 1 << scale;
  }

  @Override
  public long pair(long edge) {
    long key = Draws.key(seed, edge);
    return EdgeRule.pair(Draws.below(1L << scale, key, 0), Draws.below(1L << scale, key, 1));
  }
}
