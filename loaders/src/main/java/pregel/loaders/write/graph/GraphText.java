package pregel.loaders.write.graph;

import pregel.loaders.write.NameStyle;

/** How a graph becomes text. */
public enum GraphText {
  /** {@code source target [weight]}, no header. */
  EDGE_LIST(' ', false, ""),
  /** With a header. */
  CSV(',', true, ".csv"),
  /** As CSV, with tabs. */
  TSV('\t', true, ".tsv"),
  /** An edge list beside a list of vertices and a file of properties that names both. */
  GRAPHALYTICS(' ', false, ".properties");

  private final char separator;
  private final boolean titled;
  private final String suffix;

  GraphText(char separator, boolean titled, String suffix) {
    this.separator = separator;
    this.titled = titled;
    this.suffix = suffix;
  }

  char separator() {
    return separator;
  }

  /** How names of vertices are written; null if they cannot be. */
  NameStyle nameStyle() {
    return switch (this) {
      case EDGE_LIST -> NameStyle.PLAIN;
      case CSV -> NameStyle.CSV;
      case TSV -> NameStyle.CSV_WITH_TABS;
      case GRAPHALYTICS -> null;
    };
  }

  /** The first line with its end, or nothing. */
  String header(boolean weighted) {
    if (!titled) {
      return "";
    }
    return "source" + separator + "target" + (weighted ? separator + "weight" : "") + "\n";
  }

  /** How names of such files end; nothing if they may end in any way. */
  String suffix() {
    return suffix;
  }
}
