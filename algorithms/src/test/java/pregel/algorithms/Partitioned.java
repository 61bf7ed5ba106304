package pregel.algorithms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pregel.api.reference.ReferenceGraph;

/** Facts about a graph whose vertices are divided among communities, from their definitions. */
public final class Partitioned {
  private Partitioned() {}

  /**
   * The modularity (Newman and Girvan 2004; with weights Newman 2004): over all communities the sum
   * of the part of the weight inside, less the square of the part of the degrees. A directed edge
   * counts from both of its ends.
   */
  public static double modularity(ReferenceGraph graph, Map<Long, Long> communities) {
    Map<Long, Double> inside = new HashMap<>();
    Map<Long, Double> degrees = new HashMap<>();
    double all = 0;
    double ends = graph.isUndirected() ? 1 : 2;
    for (ReferenceGraph.Edge arc : graph.directedEdges()) {
      long source = communities.get(arc.source());
      long target = communities.get(arc.target());
      all += ends * arc.weight();
      degrees.merge(source, arc.weight() * ends / 2, Double::sum);
      degrees.merge(target, arc.weight() * ends / 2, Double::sum);
      if (source == target) {
        inside.merge(source, ends * arc.weight(), Double::sum);
      }
    }
    double sum = 0;
    for (Map.Entry<Long, Double> degree : degrees.entrySet()) {
      if (all > 0) {
        double share = degree.getValue() / all;
        sum += inside.getOrDefault(degree.getKey(), 0.0) / all - share * share;
      }
    }
    return sum;
  }

  /** The smallest vertex id of every connected part of every community, by vertex. */
  public static Map<Long, Long> connectedParts(ReferenceGraph graph, Map<Long, Long> communities) {
    Map<Long, List<Long>> neighbors = new HashMap<>();
    for (ReferenceGraph.Edge edge : graph.edges()) {
      if (communities.get(edge.source()).equals(communities.get(edge.target()))) {
        neighbors.computeIfAbsent(edge.source(), id -> new ArrayList<>()).add(edge.target());
        neighbors.computeIfAbsent(edge.target(), id -> new ArrayList<>()).add(edge.source());
      }
    }
    Map<Long, Long> parts = new TreeMap<>();
    Set<Long> seen = new HashSet<>();
    for (long first : graph.ids()) {
      if (!seen.add(first)) {
        continue;
      }
      Deque<Long> open = new ArrayDeque<>(List.of(first));
      while (!open.isEmpty()) {
        long id = open.remove();
        parts.put(id, first);
        for (long next : neighbors.getOrDefault(id, List.of())) {
          if (seen.add(next)) {
            open.add(next);
          }
        }
      }
    }
    return parts;
  }
}
