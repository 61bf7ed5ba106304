package pregel.algorithms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceGraph.Edge;

/** The six algorithms as textbooks have them, with no thought of supersteps or messages. */
public final class Textbook {
  private Textbook() {}

  /** Dense rounds over a matrix of edge counts. */
  public static Map<Long, Double> pageRank(ReferenceGraph graph, double damping, int iterations) {
    List<Long> ids = graph.ids();
    int n = ids.size();
    int[][] links = new int[n][n];
    int[] outDegrees = new int[n];
    for (Edge edge : graph.directedEdges()) {
      int source = ids.indexOf(edge.source());
      links[source][ids.indexOf(edge.target())]++;
      outDegrees[source]++;
    }
    double[] ranks = new double[n];
    Arrays.fill(ranks, 1.0 / n);
    for (int i = 0; i < iterations; i++) {
      double[] next = new double[n];
      for (int to = 0; to < n; to++) {
        double sum = 0;
        for (int from = 0; from < n; from++) {
          double share =
              outDegrees[from] == 0 ? 1.0 / n : (double) links[from][to] / outDegrees[from];
          sum += ranks[from] * share;
        }
        next[to] = (1 - damping) / n + damping * sum;
      }
      ranks = next;
    }
    Map<Long, Double> result = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      result.put(ids.get(i), ranks[i]);
    }
    return result;
  }

  /** A queue. */
  public static Map<Long, Long> breadthFirst(ReferenceGraph graph, long source) {
    Map<Long, List<Edge>> outgoing = outgoing(graph);
    Map<Long, Long> distances = everywhere(graph, Long.MAX_VALUE);
    Deque<Long> queue = new ArrayDeque<>();
    distances.put(source, 0L);
    queue.add(source);
    while (!queue.isEmpty()) {
      long vertex = queue.remove();
      for (Edge edge : outgoing.get(vertex)) {
        if (distances.get(edge.target()) == Long.MAX_VALUE) {
          distances.put(edge.target(), distances.get(vertex) + 1);
          queue.add(edge.target());
        }
      }
    }
    return distances;
  }

  /** Union-find in which the smallest id is the root. */
  public static Map<Long, Long> components(ReferenceGraph graph) {
    Map<Long, Long> parents = new HashMap<>();
    graph.ids().forEach(id -> parents.put(id, id));
    for (Edge edge : graph.edges()) {
      long one = root(parents, edge.source());
      long other = root(parents, edge.target());
      parents.put(Math.max(one, other), Math.min(one, other));
    }
    Map<Long, Long> result = new TreeMap<>();
    graph.ids().forEach(id -> result.put(id, root(parents, id)));
    return result;
  }

  private static long root(Map<Long, Long> parents, long id) {
    long current = id;
    while (parents.get(current) != current) {
      current = parents.get(current);
    }
    return current;
  }

  /** Dijkstra. */
  public static Map<Long, Double> shortestPaths(ReferenceGraph graph, long source) {
    record Reached(long vertex, double distance) {}
    Map<Long, List<Edge>> outgoing = outgoing(graph);
    Map<Long, Double> distances = everywhere(graph, Double.POSITIVE_INFINITY);
    var queue = new PriorityQueue<Reached>(Comparator.comparingDouble(Reached::distance));
    distances.put(source, 0.0);
    queue.add(new Reached(source, 0));
    Set<Long> settled = new HashSet<>();
    while (!queue.isEmpty()) {
      Reached nearest = queue.remove();
      if (settled.add(nearest.vertex())) {
        for (Edge edge : outgoing.get(nearest.vertex())) {
          double distance = nearest.distance() + edge.weight();
          if (distance < distances.get(edge.target())) {
            distances.put(edge.target(), distance);
            queue.add(new Reached(edge.target(), distance));
          }
        }
      }
    }
    return distances;
  }

  /** Labels counted in maps. */
  public static Map<Long, Long> labelPropagation(ReferenceGraph graph, int iterations) {
    Map<Long, Long> labels = new TreeMap<>();
    graph.ids().forEach(id -> labels.put(id, id));
    for (int i = 0; i < iterations; i++) {
      Map<Long, Map<Long, Integer>> counts = new HashMap<>();
      for (Edge edge : graph.directedEdges()) {
        count(counts, edge.target(), labels.get(edge.source()));
        count(counts, edge.source(), labels.get(edge.target()));
      }
      counts.forEach(
          (id, seen) -> {
            int most = seen.values().stream().max(Integer::compare).orElseThrow();
            labels.put(
                id,
                seen.keySet().stream()
                    .filter(label -> seen.get(label) == most)
                    .min(Long::compare)
                    .orElseThrow());
          });
    }
    return labels;
  }

  private static void count(Map<Long, Map<Long, Integer>> counts, long id, long label) {
    counts.computeIfAbsent(id, absent -> new HashMap<>()).merge(label, 1, Integer::sum);
  }

  /** Every pair of neighbours looked up in a set of edges. */
  public static Map<Long, Double> localClustering(ReferenceGraph graph) {
    record Arc(long source, long target) {}
    Set<Arc> arcs = new HashSet<>();
    Map<Long, Set<Long>> neighbors = new HashMap<>();
    graph.ids().forEach(id -> neighbors.put(id, new HashSet<>()));
    for (Edge edge : graph.directedEdges()) {
      if (edge.source() != edge.target()) {
        arcs.add(new Arc(edge.source(), edge.target()));
        neighbors.get(edge.source()).add(edge.target());
        neighbors.get(edge.target()).add(edge.source());
      }
    }
    Map<Long, Double> result = new TreeMap<>();
    for (long id : graph.ids()) {
      Set<Long> around = neighbors.get(id);
      long joined = 0;
      for (long from : around) {
        for (long to : around) {
          if (from != to && arcs.contains(new Arc(from, to))) {
            joined++;
          }
        }
      }
      double degree = around.size();
      result.put(id, degree < 2 ? 0 : joined / (degree * (degree - 1)));
    }
    return result;
  }

  private static Map<Long, List<Edge>> outgoing(ReferenceGraph graph) {
    Map<Long, List<Edge>> outgoing = new HashMap<>();
    graph.ids().forEach(id -> outgoing.put(id, new ArrayList<>()));
    graph.directedEdges().forEach(edge -> outgoing.get(edge.source()).add(edge));
    return outgoing;
  }

  private static <T> Map<Long, T> everywhere(ReferenceGraph graph, T value) {
    Map<Long, T> values = new TreeMap<>();
    graph.ids().forEach(id -> values.put(id, value));
    return values;
  }
}
