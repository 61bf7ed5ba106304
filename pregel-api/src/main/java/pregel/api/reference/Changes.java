package pregel.api.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import pregel.api.Mutations;
import pregel.api.NewVertex;

/**
 * The changes of the graph that were requested in one superstep, in order of the vertices that
 * requested them and, of one vertex, as it requested them.
 *
 * <p>In an undirected graph, what is requested of an edge is requested in both directions.
 */
final class Changes extends Mutations {

  /** A requested edge. */
  record NewEdge(long source, long target, double weight) {}

  private final boolean undirected;
  private final List<Consumer<Topology>> edgeRemovals = new ArrayList<>();
  private final SortedMap<Long, Integer> vertexRemovals = new TreeMap<>();
  private final SortedMap<Long, List<NewVertex>> vertexAdditions = new TreeMap<>();
  private final List<NewEdge> edgeAdditions = new ArrayList<>();

  Changes(boolean undirected) {
    this.undirected = undirected;
  }

  boolean isEmpty() {
    return edgeRemovals.isEmpty()
        && vertexRemovals.isEmpty()
        && vertexAdditions.isEmpty()
        && edgeAdditions.isEmpty();
  }

  List<Consumer<Topology>> edgeRemovals() {
    return edgeRemovals;
  }

  /** How many asked for the removal of a vertex, by id. */
  Map<Long, Integer> vertexRemovals() {
    return vertexRemovals;
  }

  Map<Long, List<NewVertex>> vertexAdditions() {
    return vertexAdditions;
  }

  List<NewEdge> edgeAdditions() {
    return edgeAdditions;
  }

  @Override
  public NewVertex addVertex(long id) {
    var vertex = new NewVertex(id);
    vertexAdditions.computeIfAbsent(id, absent -> new ArrayList<>()).add(vertex);
    return vertex;
  }

  @Override
  public void removeVertex(long id) {
    vertexRemovals.merge(id, 1, Integer::sum);
  }

  @Override
  public void addEdge(long source, long target, double weight) {
    edgeAdditions.add(new NewEdge(source, target, weight));
    mirrorAddedEdge(source, target, weight);
  }

  @Override
  public void removeEdge(long source, long target) {
    edgeRemovals.add(topology -> topology.removeEdges(source, target));
    mirrorRemovedEdges(source, target);
  }

  /** A vertex added an edge of its own; the other end follows in an undirected graph. */
  void mirrorAddedEdge(long source, long target, double weight) {
    if (hasMirror(source, target)) {
      edgeAdditions.add(new NewEdge(target, source, weight));
    }
  }

  /** A vertex removed edges of its own; the other end follows in an undirected graph. */
  void mirrorRemovedEdges(long source, long target) {
    if (hasMirror(source, target)) {
      edgeRemovals.add(topology -> topology.removeEdges(target, source));
    }
  }

  /** A vertex removed one edge of its own; the other end follows in an undirected graph. */
  void mirrorRemovedEdge(long source, long target, double weight) {
    if (hasMirror(source, target)) {
      edgeRemovals.add(topology -> topology.removeEdge(target, source, weight));
    }
  }

  /** A vertex changed one edge of its own; the other end follows in an undirected graph. */
  void mirrorChangedWeight(long source, long target, double oldWeight, double newWeight) {
    if (hasMirror(source, target)) {
      edgeRemovals.add(topology -> topology.changeWeight(target, source, oldWeight, newWeight));
    }
  }

  private boolean hasMirror(long source, long target) {
    return undirected && source != target;
  }
}
