package pregel.algorithms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceGraph.Edge;

/** What graphs are made of, found as textbooks do, with no thought of supersteps or messages. */
public final class TextbookStructure {
  private TextbookStructure() {}

  /** Pairs of neighbours that are neighbours. */
  public static Map<Long, Long> triangles(ReferenceGraph graph) {
    Map<Long, Set<Long>> neighbors = neighbors(graph);
    Map<Long, Long> result = new TreeMap<>();
    for (long id : graph.ids()) {
      long joined = 0;
      for (long one : neighbors.get(id)) {
        for (long other : neighbors.get(id)) {
          joined += one < other && neighbors.get(one).contains(other) ? 1 : 0;
        }
      }
      result.put(id, joined);
    }
    return result;
  }

  /** Takes away who has fewer than 1, 2, 3, ... neighbours left. */
  public static Map<Long, Integer> cores(ReferenceGraph graph) {
    Map<Long, Set<Long>> left = neighbors(graph);
    Map<Long, Integer> result = new TreeMap<>();
    for (int k = 1; !left.isEmpty(); k++) {
      List<Long> weak = fewerThan(k, left);
      while (!weak.isEmpty()) {
        for (long id : weak) {
          result.put(id, k - 1);
          left.remove(id).forEach(neighbor -> left.getOrDefault(neighbor, Set.of()).remove(id));
        }
        weak = fewerThan(k, left);
      }
    }
    return result;
  }

  private static List<Long> fewerThan(int k, Map<Long, Set<Long>> left) {
    return left.keySet().stream().filter(id -> left.get(id).size() < k).toList();
  }

  /** The smallest id among those that reach a vertex and are reached by it. */
  public static Map<Long, Long> strongComponents(ReferenceGraph graph) {
    List<Long> ids = graph.ids();
    int n = ids.size();
    boolean[][] reaches = new boolean[n][n];
    for (Edge edge : graph.directedEdges()) {
      reaches[ids.indexOf(edge.source())][ids.indexOf(edge.target())] = true;
    }
    for (int by = 0; by < n; by++) {
      reaches[by][by] = true;
      for (int from = 0; from < n; from++) {
        for (int to = 0; to < n; to++) {
          reaches[from][to] |= reaches[from][by] && reaches[by][to];
        }
      }
    }
    Map<Long, Long> result = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      int smallest = 0;
      while (!reaches[i][smallest] || !reaches[smallest][i]) {
        smallest++;
      }
      result.put(ids.get(i), ids.get(smallest));
    }
    return result;
  }

  /**
   * The vertices from which at most so many edges lead to a vertex, for 0, 1, 2, ... edges until
   * there are no more.
   */
  public static Map<Long, List<Set<Long>>> balls(ReferenceGraph graph) {
    Map<Long, List<Set<Long>>> balls = new TreeMap<>();
    for (long id : graph.ids()) {
      List<Set<Long>> around = new ArrayList<>();
      Set<Long> ball = new TreeSet<>(Set.of(id));
      while (around.isEmpty() || ball.size() > around.get(around.size() - 1).size()) {
        around.add(Set.copyOf(ball));
        for (Edge edge : graph.directedEdges()) {
          if (around.get(around.size() - 1).contains(edge.target())) {
            ball.add(edge.source());
          }
        }
      }
      balls.put(id, around);
    }
    return balls;
  }

  /** Weights of labels summed without rounding, in maps. */
  public static Map<Long, Long> weightedLabels(ReferenceGraph graph, int iterations) {
    Map<Long, Long> labels = new TreeMap<>();
    graph.ids().forEach(id -> labels.put(id, id));
    for (int i = 0; i < iterations; i++) {
      Map<Long, Map<Long, BigDecimal>> sums = new HashMap<>();
      for (Edge edge : graph.directedEdges()) {
        BigDecimal weight = new BigDecimal(edge.weight());
        add(sums, edge.target(), labels.get(edge.source()), weight);
        add(sums, edge.source(), labels.get(edge.target()), weight);
      }
      sums.forEach(
          (id, seen) -> {
            BigDecimal most = seen.values().stream().max(Comparator.naturalOrder()).orElseThrow();
            labels.put(
                id,
                seen.keySet().stream()
                    .filter(label -> seen.get(label).compareTo(most) == 0)
                    .min(Long::compare)
                    .orElseThrow());
          });
    }
    return labels;
  }

  private static void add(
      Map<Long, Map<Long, BigDecimal>> sums, long id, long label, BigDecimal weight) {
    sums.computeIfAbsent(id, absent -> new HashMap<>()).merge(label, weight, BigDecimal::add);
  }

  /** Everybody's neighbours, whatever the direction, each once. */
  public static Map<Long, Set<Long>> neighbors(ReferenceGraph graph) {
    Map<Long, Set<Long>> neighbors = new TreeMap<>();
    graph.ids().forEach(id -> neighbors.put(id, new HashSet<>()));
    for (Edge edge : graph.edges()) {
      if (edge.source() != edge.target()) {
        neighbors.get(edge.source()).add(edge.target());
        neighbors.get(edge.target()).add(edge.source());
      }
    }
    return neighbors;
  }
}
