package pregel.loaders.generate;

/** Vertex 0 joined to every other. */
record StarRule(int vertices) implements EdgeRule {
  @Override
  public long edges() {
    return vertices - 1L;
  }

  @Override
  public long pair(long edge) {
    return EdgeRule.pair(0, edge + 1);
  }
}
