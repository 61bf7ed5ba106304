package pregel.loaders.write;

import java.util.Locale;

/** How a graph is written. */
public enum EdgeFormat {
  /** {@code source target [weight]}, with blanks. */
  EDGELIST,
  /** The same with tabs. */
  TSV,
  /** With commas, and a header. */
  CSV,
  /** {@code PREFIX.v}, {@code PREFIX.e} and {@code PREFIX.properties}. */
  GRAPHALYTICS,
  /** What later runs map into memory. */
  SNAPSHOT;

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the end of a name means; an edge list if nothing else. */
  public static EdgeFormat ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String inner = lower.substring(0, lower.length() - Packing.ofName(lower).suffix().length());
    if (inner.endsWith(".csv")) {
      return CSV;
    }
    if (inner.endsWith(".tsv")) {
      return TSV;
    }
    if (inner.endsWith(".properties")) {
      return GRAPHALYTICS;
    }
    return inner.endsWith(".snapshot") || inner.endsWith(".pregel") ? SNAPSHOT : EDGELIST;
  }
}
