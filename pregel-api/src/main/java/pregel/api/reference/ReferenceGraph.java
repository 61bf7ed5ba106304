package pregel.api.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A graph as lists: what a data set says, vertices and edges, each edge once.
 *
 * <p>An undirected edge is held as two directed ones, a self-loop as one.
 */
public final class ReferenceGraph {

  /** An edge with its weight, from source to target; in an undirected graph between the two. */
  public record Edge(long source, long target, double weight) {}

  private final boolean undirected;
  private final List<Long> ids;
  private final List<Edge> edges;

  private ReferenceGraph(boolean undirected, SortedSet<Long> ids, List<Edge> edges) {
    this.undirected = undirected;
    this.ids = List.copyOf(ids);
    this.edges = List.copyOf(edges);
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
          held.add(new Edge(edge.target(), edge.source(), edge.weight()));
        }
      }
    }
    return held;
  }

  /** Collects vertices and edges; the ends of an edge need no mention of their own. */
  public static final class Builder {
    private final boolean undirected;
    private final SortedSet<Long> ids = new TreeSet<>();
    private final List<Edge> edges = new ArrayList<>();

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
      return this;
    }

    public ReferenceGraph build() {
      return new ReferenceGraph(undirected, ids, edges);
    }
  }
}
