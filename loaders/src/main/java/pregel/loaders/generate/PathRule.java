package pregel.loaders.generate;

/** 0 - 1 - 2 - ... */
record PathRule(int vertices) implements EdgeRule {
  @Override
  public long edges() {
    return vertices - 1L;
  }

  @Override
  public long pair(long edge) {
    return EdgeRule.pair(edge, edge + 1);
  }
}
