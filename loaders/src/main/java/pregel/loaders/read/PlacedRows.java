package pregel.loaders.read;

/** Gathers lines of neighbours whose place says which vertex they belong to. */
final class PlacedRows implements ChunkSink {
  private final Text text;
  private final EdgeCollector edges;
  private final long vertices;
  private final long first;
  private long rows;

  /**
   * @param vertices how many lines there must be; blank ones may follow
   * @param first the id of the first line's vertex
   */
  PlacedRows(Text text, EdgeCollector edges, long vertices, long first) {
    this.text = text;
    this.edges = edges;
    this.vertices = vertices;
    this.first = first;
  }

  @Override
  public void accept(ParsedChunk parsed) {
    if (parsed.size > 0 && rows + parsed.ids[parsed.size - 2] >= vertices) {
      throw HeaderText.miscounted(text.name(), vertices + " vertices", "neighbours of one more");
    }
    edges.append(parsed, rows + first);
    rows += parsed.rows;
  }

  /** The id of the vertex that the next chunk's first line belongs to. */
  long nextVertex() {
    return rows + first;
  }

  /** Fails if lines are missing. */
  void checkComplete() {
    if (rows < vertices) {
      throw HeaderText.miscounted(text.name(), vertices + " vertices", "lines for " + rows);
    }
  }
}
