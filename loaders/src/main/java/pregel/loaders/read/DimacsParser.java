package pregel.loaders.read;

/** The lines of a DIMACS graph after its header. */
final class DimacsParser extends LineParser {
  private final long vertices;

  DimacsParser(ParseRules rules, long vertices) {
    super(rules, "a source target weight");
    this.vertices = vertices;
  }

  @Override
  boolean isComment(byte first) {
    return first == 'c';
  }

  @Override
  void line(byte[] line, int from, int to, ParsedChunk parsed) {
    fields.open(line, from, to);
    fields.next();
    if (fields.to() - fields.from() != 1 || line[fields.from()] != 'a') {
      reject("another line");
      return;
    }
    if (!fields.next()) {
      rejectColumns(1);
      return;
    }
    long source = VertexId.parse(line, fields.from(), fields.to());
    if (!isVertex("source", source)) {
      return;
    }
    if (!fields.next()) {
      rejectColumns(2);
      return;
    }
    long target = VertexId.parse(line, fields.from(), fields.to());
    if (!isVertex("target", target)) {
      return;
    }
    if (!rules.weighted()) {
      parsed.add(source, target);
    } else if (!fields.next()) {
      rejectColumns(3);
    } else if (readWeight(line, fields.from(), fields.to())) {
      parsed.add(source, target, weight());
    }
  }

  private boolean isVertex(String role, long id) {
    if (id < 0) {
      rejectId(role, id);
      return false;
    }
    if (id == 0 || id > vertices) {
      reject(role + " " + id, "the header declares vertices 1 to " + vertices);
      return false;
    }
    return true;
  }
}
