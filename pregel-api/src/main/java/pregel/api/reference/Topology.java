package pregel.api.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import pregel.api.Direction;

/**
 * The vertices that exist and the edges that they hold, by id: each vertex its outgoing ones, in an
 * undirected graph all its edges.
 *
 * <p>Outgoing edges are as they are now. Incoming edges, neighbour lists, totals and the
 * arrangement are as they were at the start of the superstep, because no vertex may see in a
 * superstep what others change in it.
 */
final class Topology {
  private final ReferenceGraph graph;
  private final List<Number> zeros;
  private final Map<Long, List<End>> out = new HashMap<>();
  private final SortedSet<Long> addedIds = new TreeSet<>();
  private final Map<Long, List<End>> in = new HashMap<>();
  private final Map<Long, SortedMap<Integer, Integer>> neighbors = new HashMap<>();
  private Map<Long, List<End>> outBefore = Map.of();
  private Arrangement arrangement;
  private List<Long> vertices = List.of();
  private long edges;

  Topology(ReferenceGraph graph, Arrangement arrangement) {
    this.graph = graph;
    this.zeros = List.copyOf(graph.edgeColumns().values());
    this.arrangement = arrangement;
    graph.ids().forEach(id -> out.put(id, new ArrayList<>()));
    for (ReferenceGraph.Edge edge : graph.directedEdges()) {
      End end = new End(edge.target(), edge.weight(), edge.values());
      out.get(edge.source()).add(end);
    }
    startSuperstep();
  }

  /** What changed before becomes visible to all. */
  void startSuperstep() {
    arrangement = arrangement.followedBy(addedIds);
    vertices = out.keySet().stream().sorted(arrangement.canonical()).toList();
    edges = out.values().stream().mapToLong(List::size).sum();
    out.replaceAll((id, row) -> sorted(row));
    outBefore = Map.copyOf(out);
    in.clear();
    neighbors.clear();
    for (long source : vertices) {
      for (End end : out.get(source)) {
        in.computeIfAbsent(end.other(), absent -> new ArrayList<>())
            .add(new End(source, end.weight(), end.values()));
      }
    }
    in.replaceAll((id, row) -> sorted(row));
  }

  boolean isUndirected() {
    return graph.isUndirected();
  }

  Arrangement arrangement() {
    return arrangement;
  }

  /** The vertices that existed at the start of the superstep, in canonical order. */
  List<Long> vertices() {
    return vertices;
  }

  /** Directed edges at the start of the superstep. */
  long edges() {
    return edges;
  }

  boolean exists(long id) {
    return out.containsKey(id);
  }

  /** Which of the values of an edge are those of a column; -1 if the graph has no such column. */
  int edgeColumn(String name) {
    return List.copyOf(graph.edgeColumns().keySet()).indexOf(name);
  }

  /** The edges of a vertex in canonical order, whatever order they are changed in. */
  List<End> row(Direction direction, long id) {
    if (isUndirected() || direction == Direction.OUT) {
      return out.getOrDefault(id, List.of());
    }
    List<End> incoming = in.getOrDefault(id, List.of());
    if (direction == Direction.IN) {
      return incoming;
    }
    List<End> both = new ArrayList<>(out.getOrDefault(id, List.of()));
    both.addAll(incoming);
    return sorted(both);
  }

  /**
   * The simple, undirected view without loops: each neighbour's position with the number of
   * directions in which there is an edge, which in an undirected graph is always 2: there the
   * neighbours are those that a vertex's own edges reach.
   */
  SortedMap<Integer, Integer> neighbors(int position) {
    return neighbors.computeIfAbsent(arrangement.ids().get(position), this::simple);
  }

  private SortedMap<Integer, Integer> simple(long id) {
    SortedMap<Integer, Integer> simple = new TreeMap<>();
    List<End> outgoing = outBefore.getOrDefault(id, List.of());
    List<End> incoming = isUndirected() ? outgoing : in.getOrDefault(id, List.of());
    for (List<End> row : List.of(outgoing, incoming)) {
      row.stream()
          .map(End::other)
          .distinct()
          .filter(other -> other != id && outBefore.containsKey(other))
          .forEach(other -> simple.merge(arrangement.positions().get(other), 1, Integer::sum));
    }
    return simple;
  }

  /** The id gets a position in the next superstep, if it has none. */
  private void name(long id) {
    if (!arrangement.isLoaded(id)) {
      addedIds.add(id);
    }
  }

  /** A vertex without edges; what there was is gone. */
  void addVertex(long id) {
    name(id);
    out.put(id, List.of());
  }

  /** The vertex and its outgoing edges are gone, edges of others to it stay. */
  void removeVertex(long id) {
    out.remove(id);
  }

  /** An edge of a vertex that exists. */
  void addEdge(long source, long target, double weight) {
    name(target);
    List<End> row = new ArrayList<>(out.get(source));
    row.add(new End(target, weight, zeros));
    replaceRow(source, row);
  }

  boolean hasEdge(long source, long target) {
    return row(Direction.OUT, source).stream().anyMatch(end -> end.other() == target);
  }

  /** All edges from one vertex to another are gone; nothing happens if there is none. */
  void removeEdges(long source, long target) {
    List<End> row = new ArrayList<>(row(Direction.OUT, source));
    if (row.removeIf(end -> end.other() == target)) {
      replaceRow(source, row);
    }
  }

  /** One edge with this weight is gone; nothing happens if there is none. */
  void removeEdge(long source, long target, double weight) {
    List<End> row = new ArrayList<>(row(Direction.OUT, source));
    int index = indexOf(row, target, weight);
    if (index >= 0) {
      row.remove(index);
      replaceRow(source, row);
    }
  }

  /** One edge with the old weight gets the new one; nothing happens if there is none. */
  void changeWeight(long source, long target, double oldWeight, double newWeight) {
    List<End> row = new ArrayList<>(row(Direction.OUT, source));
    int index = indexOf(row, target, oldWeight);
    if (index >= 0) {
      row.set(index, row.get(index).withWeight(newWeight));
      replaceRow(source, row);
    }
  }

  private static int indexOf(List<End> row, long target, double weight) {
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i).other() == target && End.bits(row.get(i).weight()) == End.bits(weight)) {
        return i;
      }
    }
    return -1;
  }

  void replaceRow(long source, List<End> row) {
    out.put(source, sorted(row));
  }

  private List<End> sorted(List<End> row) {
    return row.stream().sorted(End.canonical(arrangement)).toList();
  }

  /**
   * The graph as it is now, as directed edges; those that point to no vertex are there without it.
   */
  ReferenceGraph asGraph() {
    List<ReferenceGraph.Edge> held = new ArrayList<>();
    for (long source : out.keySet().stream().sorted(arrangement.canonical()).toList()) {
      for (End end : out.get(source)) {
        held.add(new ReferenceGraph.Edge(source, end.other(), end.weight(), end.values()));
      }
    }
    return new ReferenceGraph(
        false, new TreeSet<>(out.keySet()), held, graph.edgeColumns(), Map.of());
  }
}
