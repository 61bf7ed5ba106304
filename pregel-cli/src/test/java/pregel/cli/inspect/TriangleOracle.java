package pregel.cli.inspect;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Statistics by definition, for small graphs. */
final class TriangleOracle {
  private final Map<Long, Set<Long>> neighbours = new TreeMap<>();

  TriangleOracle(List<long[]> edges, long[] vertices) {
    for (long vertex : vertices) {
      neighbours.put(vertex, new TreeSet<>());
    }
    for (long[] edge : edges) {
      Set<Long> ofSource = neighbours.computeIfAbsent(edge[0], v -> new TreeSet<>());
      Set<Long> ofTarget = neighbours.computeIfAbsent(edge[1], v -> new TreeSet<>());
      if (edge[0] != edge[1]) {
        ofSource.add(edge[1]);
        ofTarget.add(edge[0]);
      }
    }
  }

  Triangles triangles() {
    long degrees = 0;
    long closed = 0;
    long wedges = 0;
    double sum = 0;
    for (Set<Long> around : neighbours.values()) {
      long linked = 0;
      for (long one : around) {
        for (long other : around) {
          linked += one < other && neighbours.get(one).contains(other) ? 1 : 0;
        }
      }
      long pairs = (long) around.size() * (around.size() - 1) / 2;
      degrees += around.size();
      closed += linked;
      wedges += pairs;
      sum += pairs == 0 ? 0 : (double) linked / pairs;
    }
    return new Triangles(
        degrees / 2,
        closed / 3,
        wedges,
        sum / neighbours.size(),
        wedges == 0 ? 0 : (double) closed / wedges);
  }

  /** Components as listed: of those with the most vertices the one with the most edges. */
  Components components(List<long[]> edges) {
    Set<Long> left = new TreeSet<>(neighbours.keySet());
    long count = 0;
    long mostVertices = 0;
    long mostEdges = 0;
    while (!left.isEmpty()) {
      Set<Long> component = new TreeSet<>();
      reach(left.iterator().next(), component);
      left.removeAll(component);
      long inside = edges.stream().filter(edge -> component.contains(edge[0])).count();
      count++;
      if (component.size() > mostVertices
          || component.size() == mostVertices && inside > mostEdges) {
        mostVertices = component.size();
        mostEdges = inside;
      }
    }
    return new Components(count, mostVertices, mostEdges);
  }

  private void reach(long start, Set<Long> component) {
    java.util.ArrayDeque<Long> next = new java.util.ArrayDeque<>();
    next.add(start);
    component.add(start);
    while (!next.isEmpty()) {
      for (long other : neighbours.get(next.remove())) {
        if (component.add(other)) {
          next.add(other);
        }
      }
    }
  }
}
