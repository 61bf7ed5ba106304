package pregel.core.graph;

import pregel.api.Direction;

/** Makes a graph of what a reader found. */
public final class GraphBuilder {

  /**
   * A built graph.
   *
   * @param graph ready to run on
   * @param report what was met
   */
  public record Built(Graph graph, BuildReport report) {}

  private GraphBuilder() {}

  /**
   * Builds a graph, consuming the input's blocks.
   *
   * @param first the direction to build rows for; others are made when asked for
   */
  public static Built build(EdgeInput input, BuildOptions options, Direction first) {
    throw new AssertionError("being written");
  }
}
