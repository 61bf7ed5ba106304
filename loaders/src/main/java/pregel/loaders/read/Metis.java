package pregel.loaders.read;

import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * METIS graphs: {@code n m [fmt [ncon]]}, then for each vertex from 1 its size, its weights, and
 * its neighbours, each with the edge's weight, as far as {@code fmt} says so. Read strictly: every
 * edge from both ends with the same weight, no self-loops, as many as the header says.
 */
final class Metis {
  private static final String HEADER = "\"vertices edges [fmt [ncon]]\"";

  private Metis() {}

  static Shape read(Text text, Reading reading) {
    ReadOptions options = reading.options();
    HeaderText header = new HeaderText(text);
    String line = header.next("%");
    if (line == null) {
      return new Shape(null, true, true);
    }
    String[] fields = HeaderText.fields(line);
    if (fields.length < 2 || fields.length > 4) {
      throw header.unexpected(HEADER);
    }
    long vertices = header.count(fields[0], HEADER);
    long edges = header.count(fields[1], HEADER);
    String flags = fields.length > 2 ? fields[2] : "0";
    if (!flags.matches("[01]{1,3}")) {
      throw header.unexpected(HEADER);
    }
    boolean edgeWeights = flag(flags, 0);
    boolean vertexWeights = flag(flags, 1);
    boolean vertexSizes = flag(flags, 2);
    long weights = fields.length > 3 ? header.count(fields[3], HEADER) : 1;
    long skipped = (vertexSizes ? 1 : 0) + (vertexWeights ? weights : 0);
    if (options.weighted() && !edgeWeights) {
      throw new JobException(
          FailureKind.INPUT, text.name() + ": the graph has no edge weights; leave --weighted out");
    }
    ParseRules rules = reading.rules();
    PlacedRows rows = new PlacedRows(text, reading.edges(), vertices, 1);
    BothEnds ends = new BothEnds();
    FirstLoop loop = new FirstLoop();
    reading.parse(
        text,
        TextLayout.longLines(reading.chunkBytes()),
        () -> new MetisParser(rules, vertices, skipped, edgeWeights),
        parsed -> {
          long vertex = rows.nextVertex();
          for (int i = 0; i < parsed.size / 2; i++) {
            double weight = edgeWeights ? parsed.weights[i] : 1;
            ends.add(vertex + parsed.ids[2 * i], parsed.ids[2 * i + 1], weight);
            loop.look(vertex + parsed.ids[2 * i], parsed.ids[2 * i + 1]);
          }
          rows.accept(parsed);
        },
        options.threads());
    rows.checkComplete();
    loop.check(text);
    if (!ends.allArePaired()) {
      throw unpaired(text, reading);
    }
    long listings = reading.edges().total();
    if (listings != 2 * edges) {
      throw HeaderText.miscounted(
          text.name(), edges + " edges", listings / 2 + ", each listed from both ends");
    }
    long[] ids = Shape.range(text.name(), 1, vertices);
    // Asked to be directed, each listing is a directed edge, which it also is in symmetric rows.
    return options.directedness() == Directedness.DIRECTED
        ? new Shape(ids, false, false)
        : new Shape(ids, true, true);
  }

  /** The first vertex that lists itself. */
  private static final class FirstLoop {
    private long vertex = -1;

    void look(long source, long target) {
      if (source == target && vertex < 0) {
        vertex = source;
      }
    }

    void check(Text text) {
      if (vertex >= 0) {
        throw new JobException(
            FailureKind.INPUT,
            text.name()
                + ": expected no self-loops in a METIS graph but vertex "
                + vertex
                + " lists itself; remove them, or use another format");
      }
    }
  }

  private static JobException unpaired(Text text, Reading reading) {
    Reading whole = reading;
    if (reading.edges().isHandingOn()) {
      // Only all edges together tell which one it is: this finds out, and fails with it.
      whole = reading.afresh();
      try (Text again = Text.open(text.name())) {
        read(again, whole);
      }
    }
    BothEnds.Listing unpaired = BothEnds.unpaired(whole.edges().blocks());
    boolean weighted = reading.options().weighted();
    String found =
        unpaired == null
            ? "some weights differ"
            : "vertex "
                + unpaired.source()
                + " lists "
                + unpaired.target()
                + (weighted ? " with weight " + unpaired.weight() : "")
                + " and vertex "
                + unpaired.target()
                + " does not list it back";
    return new JobException(
        FailureKind.INPUT,
        text.name()
            + ": expected every edge from both ends"
            + (weighted || unpaired == null ? " with the same weight" : "")
            + " but "
            + found
            + "; list edges at both ends, or use another format");
  }

  /** The flag at a place from the right; absent ones are off. */
  private static boolean flag(String flags, int place) {
    int at = flags.length() - 1 - place;
    return at >= 0 && flags.charAt(at) == '1';
  }
}
