package pregel.loaders.write.graph;

import java.nio.file.Path;
import java.util.ArrayList;
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

  /** {@code -} is an edge list on standard output; other names are known by their endings. */
  public static GraphTarget of(String name) {
    if (name.equals("-")) {
      return new GraphTarget(null, GraphText.EDGE_LIST, Packing.NONE);
    }
    Packing packing = Packing.ofName(name);
    String inner =
        name.substring(0, name.length() - packing.suffix().length()).toLowerCase(Locale.ROOT);
    List<String> known = new ArrayList<>();
    for (GraphText format : GraphText.values()) {
      for (String suffix : format.suffixes()) {
        known.add(suffix);
        if (inner.endsWith(suffix)
            && (format != GraphText.GRAPHALYTICS || packing == Packing.NONE)) {
          return new GraphTarget(Path.of(name), format, packing);
        }
      }
    }
    throw new JobException(
        FailureKind.USAGE,
        name
            + ": no format for graphs has this ending; give one of "
            + String.join(" ", known)
            + ", all but the last also with .gz, .zst, .bz2 or .lz4");
  }

  public boolean isStandardOutput() {
    return path == null;
  }

  @Override
  public String toString() {
    return path == null ? "standard output" : path.toString();
  }
}
