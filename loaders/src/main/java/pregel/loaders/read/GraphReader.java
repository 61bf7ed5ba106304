package pregel.loaders.read;

import java.util.List;

/** Reads graphs from text. */
public final class GraphReader {
  private GraphReader() {}

  /**
   * Reads a graph.
   *
   * @param inputs files, globs, directories, {@code -} for standard input, or the prefix of a
   *     Graphalytics graph
   */
  public static ReadGraph read(List<String> inputs, ReadOptions options) {
    throw new AssertionError("being written: " + inputs + options);
  }
}
