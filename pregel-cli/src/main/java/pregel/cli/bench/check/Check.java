package pregel.cli.bench.check;

import java.util.List;
import java.util.Map;
import pregel.api.Column;
import pregel.api.Parameters;
import pregel.core.graph.Graph;

/** Tells whether an algorithm's result is right. */
@FunctionalInterface
public interface Check {
  /** The algorithms whose results can be checked, by name. */
  Map<String, Check> BY_ALGORITHM =
      Map.of(
          "bfs", new DistanceCheck(false),
          "sssp", new DistanceCheck(true),
          "pagerank", new PageRankCheck(),
          "wcc", new ComponentsCheck(),
          "cdlp", new LabelsCheck(),
          "triangles", new TrianglesCheck(),
          "lcc", new ClusteringCheck(),
          "betweenness", new BetweennessCheck());

  /**
   * Checks a result.
   *
   * @param parameters what the algorithm was given
   * @param columns the result, by slot
   * @return the first fault, naming a vertex; null if the result is right
   */
  String fault(Graph graph, Parameters parameters, List<Column> columns);

  /** A vertex that has what it should not. */
  static String fault(Graph graph, int slot, Object found, Object expected) {
    return "vertex "
        + graph.ids().text(graph.ids().id(slot))
        + " has "
        + found
        + " where "
        + expected
        + " is right";
  }
}
