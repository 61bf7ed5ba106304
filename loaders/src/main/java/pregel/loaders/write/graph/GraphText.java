package pregel.loaders.write.graph;

import java.util.List;

/** How a graph becomes text. */
public enum GraphText {
  /** {@code source target [weight]}, no header. */
  EDGE_LIST(' ', false, List.of(".txt", ".el", ".e", ".edges", ".edgelist")),
  /** With a header. */
  CSV(',', true, List.of(".csv")),
  /** As CSV, with tabs. */
  TSV('\t', true, List.of(".tsv")),
  /** An edge list beside a list of vertices and a file of properties that names both. */
  GRAPHALYTICS(' ', false, List.of(".properties"));

  private final char separator;
  private final boolean titled;
  private final List<String> suffixes;

  GraphText(char separator, boolean titled, List<String> suffixes) {
    this.separator = separator;
    this.titled = titled;
    this.suffixes = suffixes;
  }

  char separator() {
    return separator;
  }

  /** The first line with its end, or nothing. */
  String header(boolean weighted) {
    if (!titled) {
      return "";
    }
    return "source" + separator + "target" + (weighted ? separator + "weight" : "") + "\n";
  }

  List<String> suffixes() {
    return suffixes;
  }
}
