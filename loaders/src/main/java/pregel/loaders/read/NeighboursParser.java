package pregel.loaders.read;

/**
 * Lines that hold ids of neighbours. Either the line starts with the vertex itself, or its place
 * says which vertex it is: then sources are counted from 0 within the chunk.
 */
final class NeighboursParser extends LineParser {
  private final long first;
  private final long beyond;

  private NeighboursParser(ParseRules rules, String expected, long first, long beyond) {
    super(rules, expected);
    this.first = first;
    this.beyond = beyond;
  }

  /** For {@code vertex neighbour neighbour ...}. */
  static NeighboursParser named(ParseRules rules) {
    return new NeighboursParser(rules, "vertex neighbour neighbour ...", -1, Long.MAX_VALUE);
  }

  /**
   * For {@code neighbour neighbour ...} with ids of at least {@code first}, below {@code beyond}.
   */
  static NeighboursParser placed(ParseRules rules, long first, long beyond) {
    return new NeighboursParser(
        rules, "neighbours from " + first + " to " + (beyond - 1), first, beyond);
  }

  @Override
  boolean readsBlankLines() {
    return first >= 0;
  }

  @Override
  void line(byte[] line, int from, int to, ParsedChunk parsed) {
    fields.open(line, from, to);
    long source = parsed.rows - 1;
    if (first < 0) {
      fields.next();
      source = id(line, fields.from(), fields.to());
      if (source < 0) {
        rejectId("vertex", source);
        return;
      }
    }
    int before = parsed.size;
    while (fields.next()) {
      long target =
          first < 0
              ? id(line, fields.from(), fields.to())
              : VertexId.parse(line, fields.from(), fields.to());
      if (target < 0) {
        rejectId("neighbour", target);
        return;
      }
      if (first >= 0 && (target < first || target >= beyond)) {
        reject("neighbour " + target);
        return;
      }
      parsed.add(source, target);
    }
    if (first < 0 && parsed.size == before) {
      parsed.lone.add(source);
    }
  }
}
