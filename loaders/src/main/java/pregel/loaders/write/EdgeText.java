package pregel.loaders.write;

import java.nio.charset.StandardCharsets;

/** One edge as a line. Shared by threads. */
final class EdgeText {
  private static final double EXACT_BELOW = 1L << 53;

  private final char separator;
  private final boolean weighted;
  private final byte[] header;

  EdgeText(EdgeFormat format, boolean weighted) {
    this.weighted = weighted;
    this.separator =
        switch (format) {
          case EDGELIST, GRAPHALYTICS -> ' ';
          case TSV -> '\t';
          case CSV -> ',';
          case SNAPSHOT -> throw new IllegalArgumentException("a snapshot is not text");
        };
    String titles = weighted ? "source,target,weight\n" : "source,target\n";
    this.header = (format == EdgeFormat.CSV ? titles : "").getBytes(StandardCharsets.US_ASCII);
  }

  byte[] header() {
    return header;
  }

  void append(long source, long target, double weight, TextBuffer text) {
    text.put(source);
    text.put(separator);
    text.put(target);
    if (weighted) {
      text.put(separator);
      appendWeight(weight, text);
    }
    text.put('\n');
  }

  /** Whole weights without a point: they read back as the same double. */
  private static void appendWeight(double weight, TextBuffer text) {
    boolean negativeZero = weight == 0 && 1 / weight < 0;
    if (weight == Math.rint(weight) && Math.abs(weight) < EXACT_BELOW && !negativeZero) {
      text.put((long) weight);
    } else {
      text.put(weight);
    }
  }
}
