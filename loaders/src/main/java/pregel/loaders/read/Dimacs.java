package pregel.loaders.read;

/** DIMACS shortest-path graphs: {@code c comment}, {@code p sp n m}, {@code a source target w}. */
final class Dimacs {
  private static final String HEADER = "\"p sp vertices edges\"";

  private Dimacs() {}

  static Shape read(Text text, Reading reading) {
    HeaderText header = new HeaderText(text);
    String line = header.next("c");
    if (line == null) {
      if (text.offset() == 0) {
        return Shape.asAsked(reading.options());
      }
      throw header.unexpected(HEADER);
    }
    String[] fields = HeaderText.fields(line);
    if (fields.length != 4 || !fields[0].equals("p")) {
      throw header.unexpected(HEADER);
    }
    long vertices = header.count(fields[2], HEADER);
    long edges = header.count(fields[3], HEADER);
    ParseRules rules = reading.rules();
    long skippedBefore = reading.skipped();
    reading.parseEdges(
        text, TextLayout.shortLines(reading.chunkBytes()), () -> new DimacsParser(rules, vertices));
    long found = reading.edges().total() + reading.skipped() - skippedBefore;
    if (found != edges) {
      throw HeaderText.miscounted(text, edges + " edges", String.valueOf(found));
    }
    return Shape.asAsked(reading.options()).withVertices(Shape.range(text.name(), 1, vertices));
  }
}
