package pregel.loaders.write.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.loaders.write.Packing;

/**
 * Where a graph is written as text, as the name says.
 *
 * @param path the file; of a Graphalytics graph the properties; null for standard output
 * @param format how edges are written
 * @param packing how the text is compressed
 */
public record GraphTarget(Path path, GraphText format, Packing packing) {

  /** Endings of names that promise what is not written here. */
  private static final List<String> OTHERS =
      List.of(".parquet", ".jsonl", ".mtx", ".metis", ".graph", ".gr", ".snapshot");

  /** {@code -} is an edge list on standard output, as is every file without a known ending. */
  public static GraphTarget of(String name) {
    if (name.equals("-")) {
      return new GraphTarget(null, GraphText.EDGE_LIST, Packing.NONE);
    }
    Packing packing = Packing.ofName(name);
    String inner =
        name.substring(0, name.length() - packing.suffix().length()).toLowerCase(Locale.ROOT);
    for (String other : OTHERS) {
      if (inner.endsWith(other)) {
        throw new JobException(
            FailureKind.USAGE,
            name
                + ": edges are not written as "
                + other
                + "; give .txt, .csv, .tsv or .properties");
      }
    }
    for (GraphText format : List.of(GraphText.CSV, GraphText.TSV, GraphText.GRAPHALYTICS)) {
      if (inner.endsWith(format.suffix())) {
        return of(name, format);
      }
    }
    return of(name, GraphText.EDGE_LIST);
  }

  /**
   * A file in a format that was asked for, whatever its name; or the prefix of a Graphalytics
   * graph.
   */
  public static GraphTarget of(String name, GraphText format) {
    Packing packing = Packing.ofName(name);
    if (format != GraphText.GRAPHALYTICS) {
      return new GraphTarget(Path.of(name), format, packing);
    }
    if (packing != Packing.NONE || name.equals("-")) {
      throw new JobException(
          FailureKind.USAGE,
          name + ": a Graphalytics graph is three plain files; give PREFIX.properties");
    }
    String suffix = format.suffix();
    return new GraphTarget(Path.of(name.endsWith(suffix) ? name : name + suffix), format, packing);
  }

  public boolean isStandardOutput() {
    return path == null;
  }

  @Override
  public String toString() {
    return path == null ? "standard output" : path.toString();
  }
}
