package pregel.loaders.generate;

/** Every pair of vertices, the smaller id first, in ascending order. */
record CompleteRule(int vertices) implements EdgeRule {
  @Override
  public long edges() {
    return before(vertices);
  }

  @Override
  public long pair(long edge) {
    int low = 0;
    int high = vertices - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (before(middle) <= edge) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return EdgeRule.pair(low, low + 1 + edge - before(low));
  }

  /** Pairs whose smaller id is below {@code source}. */
  private long before(long source) {
    return source * vertices - source * (source + 1) / 2;
  }
}
