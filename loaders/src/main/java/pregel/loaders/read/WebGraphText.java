package pregel.loaders.read;

import pregel.api.FailureKind;
import pregel.api.JobException;

/** WebGraph's ASCII graphs: the number of vertices, then the successors of each, from 0. */
final class WebGraphText {
  private static final String HEADER = "the number of vertices";

  private WebGraphText() {}

  static Shape read(Text text, Reading reading) {
    if (reading.options().weighted()) {
      throw new JobException(
          FailureKind.USAGE, text.name() + ": webgraph has no weights; leave --weighted out");
    }
    HeaderText header = new HeaderText(text);
    String line = header.any();
    if (line == null) {
      return Shape.asAsked(reading.options());
    }
    String[] fields = HeaderText.fields(line);
    if (fields.length != 1) {
      throw header.unexpected(HEADER);
    }
    long vertices = header.count(fields[0], HEADER);
    ParseRules rules = reading.rules();
    PlacedRows rows = new PlacedRows(text, reading.edges(), vertices, 0);
    reading.parse(
        text,
        TextLayout.longLines(reading.chunkBytes()),
        () -> NeighboursParser.placed(rules, 0, vertices),
        rows,
        reading.options().threads());
    rows.checkComplete();
    return Shape.asAsked(reading.options()).withVertices(Shape.range(text.name(), 0, vertices));
  }
}
