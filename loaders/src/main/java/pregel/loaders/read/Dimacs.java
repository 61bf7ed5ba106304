package pregel.loaders.read;

/** DIMACS shortest-path graphs: {@code c comment}, {@code p sp n m}, {@code a source target w}. */
final class Dimacs {
  private static final String HEADER = "\"p sp vertices edges\"";

  private Dimacs() {}

  /** What the header declares. */
  record Head(long vertices, long edges) {}

  static Shape read(Text text, Reading reading) {
    Head head = head(text);
    if (head == null) {
      return Shape.asAsked(reading.options());
    }
    long skippedBefore = reading.skipped();
    readLines(text, head, reading);
    long found = reading.edges().total() + reading.skipped() - skippedBefore;
    requireCount(text.name(), head, found);
    return Shape.asAsked(reading.options())
        .withVertices(Shape.range(text.name(), 1, head.vertices()));
  }

  /** Takes the header; null if the text is empty. */
  static Head head(Text text) {
    HeaderText header = new HeaderText(text);
    String line = header.next("c");
    if (line == null) {
      if (text.offset() == 0) {
        return null;
      }
      throw header.unexpected(HEADER);
    }
    String[] fields = HeaderText.fields(line);
    if (fields.length != 4 || !fields[0].equals("p")) {
      throw header.unexpected(HEADER);
    }
    return new Head(header.count(fields[2], HEADER), header.count(fields[3], HEADER));
  }

  static void readLines(Text text, Head head, Reading reading) {
    ParseRules rules = reading.rules();
    reading.parseEdges(
        text,
        TextLayout.shortLines(reading.chunkBytes()),
        () -> new DimacsParser(rules, head.vertices()));
  }

  /** Fails if there are not as many edges as declared, malformed lines included. */
  static void requireCount(String name, Head head, long found) {
    if (found != head.edges()) {
      throw HeaderText.miscounted(name, head.edges() + " edges", String.valueOf(found));
    }
  }
}
