package pregel.loaders.read;

/** Vertex lists: an id a line; more columns are left alone, but where vertices have names. */
final class VertexListParser extends LineParser {
  VertexListParser(ParseRules rules) {
    super(rules, "id");
  }

  @Override
  void line(byte[] line, int from, int to, ParsedChunk parsed) {
    fields.open(line, from, to);
    fields.next();
    long id = id(line, fields.from(), fields.to());
    if (id < 0) {
      rejectId("id", id);
    } else if (endsHere()) {
      parsed.add(id);
    }
  }
}
