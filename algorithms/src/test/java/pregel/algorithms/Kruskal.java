package pregel.algorithms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceGraph.Edge;

/**
 * The minimum spanning forest by Kruskal (1956): edges from the least to the greatest, each taken
 * unless its ends are joined already. Directions are ignored.
 */
public final class Kruskal {
  private final Map<Long, Long> leaders = new HashMap<>();

  private Kruskal() {}

  /** The edges of the forest, from the smaller end to the larger, in the order of taking. */
  public static List<Edge> forest(ReferenceGraph graph) {
    List<Edge> edges = new ArrayList<>();
    for (Edge edge : graph.edges()) {
      edges.add(
          new Edge(
              Math.min(edge.source(), edge.target()),
              Math.max(edge.source(), edge.target()),
              edge.weight()));
    }
    edges.sort(
        Comparator.comparing(Edge::weight).thenComparing(Edge::source).thenComparing(Edge::target));
    Kruskal joined = new Kruskal();
    List<Edge> forest = new ArrayList<>();
    for (Edge edge : edges) {
      long one = joined.leader(edge.source());
      long other = joined.leader(edge.target());
      if (one != other) {
        joined.leaders.put(one, other);
        forest.add(edge);
      }
    }
    return forest;
  }

  private long leader(long id) {
    long leader = id;
    while (leaders.containsKey(leader)) {
      leader = leaders.get(leader);
    }
    return leader;
  }
}
