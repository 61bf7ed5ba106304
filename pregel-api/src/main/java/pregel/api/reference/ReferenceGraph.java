package pregel.api.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A graph as lists: what a data set says, vertices and edges, each edge once.
 *
 * <p>An undirected edge is held as two directed ones, a self-loop as one.
 */
public final class ReferenceGraph {

  /**
   * An edge from source to target; in an undirected graph between the two.
   *
   * @param values its values in the graph's edge columns, in their order: longs or doubles
   */
  public record Edge(long source, long target, double weight, List<Number> values) {

    /** An edge of a graph without edge columns. */
    public Edge(long source, long target, double weight) {
      this(source, target, weight, List.of());
    }

    Edge reversed() {
      return new Edge(target, source, weight, values);
    }
  }

  private final boolean undirected;
  private final List<Long> ids;
  private final List<Edge> edges;
  private final Map<String, Number> edgeColumns;
  private final Map<String, Map<Long, Object>> vertexColumns;

  ReferenceGraph(
      boolean undirected,
      SortedSet<Long> ids,
      List<Edge> edges,
      Map<String, Number> edgeColumns,
      Map<String, Map<Long, Object>> vertexColumns) {
    this.undirected = undirected;
    this.ids = List.copyOf(ids);
    this.edges = List.copyOf(edges);
    this.edgeColumns = Collections.unmodifiableMap(edgeColumns);
    this.vertexColumns = Collections.unmodifiableMap(vertexColumns);
  }

  public static Builder directed() {
    return new Builder(false);
  }

  public static Builder undirected() {
    return new Builder(true);
  }

  public boolean isUndirected() {
    return undirected;
  }

  /** The ids of all vertices, ascending. */
  public List<Long> ids() {
    return ids;
  }

  /** The edges as they were given: an undirected one once. */
  public List<Edge> edges() {
    return edges;
  }

  /** The directed edges held: an undirected edge in both directions, a self-loop once. */
  public List<Edge> directedEdges() {
    List<Edge> held = new ArrayList<>(edges);
    if (undirected) {
      for (Edge edge : edges) {
        if (edge.source() != edge.target()) {
          held.add(edge.reversed());
        }
      }
    }
    return held;
  }

  /**
   * The edge columns by name, in the order in which {@link Edge#values} has them: each with the
   * zero of its type, a {@link Long} or a {@link Double}.
   */
  public Map<String, Number> edgeColumns() {
    return edgeColumns;
  }

  /**
   * The vertex columns by name: the values by id, each a {@link Double}, {@link Long} or {@link
   * Boolean}; vertices without a value are left out.
   */
  public Map<String, Map<Long, Object>> vertexColumns() {
    return vertexColumns;
  }

  /** Collects vertices and edges; the ends of an edge need no mention of their own. */
  public static final class Builder {
    private final boolean undirected;
    private final SortedSet<Long> ids = new TreeSet<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Map<String, Number>> valuesOfEdges = new ArrayList<>();
    private final Map<String, Number> edgeColumns = new LinkedHashMap<>();
    private final Map<String, Map<Long, Object>> vertexColumns = new LinkedHashMap<>();

    private Builder(boolean undirected) {
      this.undirected = undirected;
    }

    public Builder vertices(long... vertices) {
      for (long id : vertices) {
        ids.add(id);
      }
      return this;
    }

    /** An edge of weight 1. */
    public Builder edge(long source, long target) {
      return edge(source, target, 1);
    }

    public Builder edge(long source, long target, double weight) {
      Collections.addAll(ids, source, target);
      edges.add(new Edge(source, target, weight));
      valuesOfEdges.add(new HashMap<>());
      return this;
    }

    /** A value of the edge added last; edges without one have 0 in the column. */
    public Builder edgeValue(String column, double value) {
      return edgeValue(column, value, 0.0);
    }

    /** A value of the edge added last; edges without one have 0 in the column. */
    public Builder edgeValue(String column, long value) {
      return edgeValue(column, value, 0L);
    }

    private Builder edgeValue(String column, Number value, Number zero) {
      Number before = edgeColumns.putIfAbsent(column, zero);
      requireOneType("edge column", column, before, value);
      valuesOfEdges.get(valuesOfEdges.size() - 1).put(column, value);
      return this;
    }

    /** A value of a vertex. */
    public Builder vertexValue(long id, String column, double value) {
      return vertexValue(id, column, (Object) value);
    }

    /** A value of a vertex; columns of longs, ints and doubles may be filled from it. */
    public Builder vertexValue(long id, String column, long value) {
      return vertexValue(id, column, (Object) value);
    }

    /** A value of a vertex. */
    public Builder vertexValue(long id, String column, boolean value) {
      return vertexValue(id, column, (Object) value);
    }

    private Builder vertexValue(long id, String column, Object value) {
      ids.add(id);
      Map<Long, Object> values = vertexColumns.computeIfAbsent(column, absent -> new TreeMap<>());
      values.values().stream()
          .limit(1)
          .forEach(other -> requireOneType("vertex column", column, other, value));
      values.put(id, value);
      return this;
    }

    private static void requireOneType(String kind, String column, Object one, Object other) {
      if (one != null && one.getClass() != other.getClass()) {
        throw new IllegalArgumentException(
            kind + " \"" + column + "\" has values of two types; give it one");
      }
    }

    public ReferenceGraph build() {
      List<Edge> complete = new ArrayList<>();
      for (int i = 0; i < edges.size(); i++) {
        Edge edge = edges.get(i);
        List<Number> values = new ArrayList<>();
        for (Map.Entry<String, Number> column : edgeColumns.entrySet()) {
          values.add(valuesOfEdges.get(i).getOrDefault(column.getKey(), column.getValue()));
        }
        complete.add(new Edge(edge.source(), edge.target(), edge.weight(), List.copyOf(values)));
      }
      return new ReferenceGraph(undirected, ids, complete, edgeColumns, vertexColumns);
    }
  }
}
