package pregel.loaders.generate;

/**
 * Vertex by vertex, row by row: the edge to the next in the row, then to the next in the column.
 */
record GridRule(int rows, int columns) implements EdgeRule {
  @Override
  public int vertices() {
    return rows * columns;
  }

  @Override
  public long edges() {
    return (rows - 1) * perRow() + columns - 1;
  }

  @Override
  public long pair(long edge) {
    long row = edge / perRow();
    long within = edge % perRow();
    boolean down = row < rows - 1 && (within & 1) == 1 || within == perRow() - 1;
    long column = row < rows - 1 ? within >>> 1 : within;
    long source = row * columns + column;
    return EdgeRule.pair(source, source + (down ? columns : 1));
  }

  /** Edges that start in a row, the last one excepted. */
  private long perRow() {
    return 2L * columns - 1;
  }
}
