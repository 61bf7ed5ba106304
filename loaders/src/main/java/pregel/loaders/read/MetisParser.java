package pregel.loaders.read;

/** The lines of a METIS graph after its header; sources are counted from 0 within the chunk. */
final class MetisParser extends LineParser {
  private final long vertices;
  private final long skipped;
  private final boolean edgeWeights;

  /**
   * @param skipped numbers at the start of a line that belong to the vertex
   */
  MetisParser(ParseRules rules, long vertices, long skipped, boolean edgeWeights) {
    super(
        rules,
        (skipped > 0 ? skipped + " vertex weights, then " : "")
            + (edgeWeights ? "pairs of neighbour and weight" : "neighbours")
            + " from 1 to "
            + vertices);
    this.vertices = vertices;
    this.skipped = skipped;
    this.edgeWeights = edgeWeights;
  }

  @Override
  boolean isComment(byte first) {
    return first == '%';
  }

  @Override
  boolean readsBlankLines() {
    return true;
  }

  @Override
  void line(byte[] line, int from, int to, ParsedChunk parsed) {
    long source = parsed.rows - 1;
    fields.open(line, from, to);
    if (from == to) {
      return;
    }
    for (long i = 0; i < skipped; i++) {
      if (!fields.next()) {
        rejectColumns((int) i);
        return;
      }
      if (VertexId.parse(line, fields.from(), fields.to()) < 0) {
        reject("a vertex weight that is not an integer of 0 or more");
        return;
      }
    }
    while (fields.next()) {
      long target = VertexId.parse(line, fields.from(), fields.to());
      if (target < 0) {
        rejectId("neighbour", target);
        return;
      }
      if (target == 0 || target > vertices) {
        reject("neighbour " + target);
        return;
      }
      if (!edgeWeights) {
        parsed.add(source, target);
      } else if (!fields.next()) {
        reject("neighbour " + target + " without a weight");
        return;
      } else if (!readValue(line, fields.from(), fields.to())) {
        return;
      } else {
        // Also if nobody asks for them: both ends must agree.
        parsed.add(source, target, weight());
      }
    }
  }
}
