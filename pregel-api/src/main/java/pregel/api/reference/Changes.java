package pregel.api.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import pregel.api.Mutations;
import pregel.api.NewVertex;

/**
 * The changes of the graph that were requested in one superstep. They stand in order of the ids of
 * the vertices that requested them and, of one vertex, as it requested them, whichever vertex was
 * computed first.
 *
 * <p>In an undirected graph, what is requested of an edge is requested in both directions.
 */
final class Changes extends Mutations {

  /** A requested edge. */
  record NewEdge(long source, long target, double weight) {}

  /** What one vertex requested. */
  private record Requests(
      List<Consumer<Topology>> edgeRemovals,
      List<Long> vertexRemovals,
      List<NewVertex> vertexAdditions,
      List<NewEdge> edgeAdditions) {

    Requests() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private final boolean undirected;
  private final SortedMap<Long, Requests> byRequester = new TreeMap<>();
  private Requests current;

  Changes(boolean undirected) {
    this.undirected = undirected;
  }

  /** What follows is requested by this vertex. */
  Changes by(long requester) {
    current = byRequester.computeIfAbsent(requester, absent -> new Requests());
    return this;
  }

  boolean isEmpty() {
    return edgeRemovals().isEmpty()
        && all(Requests::vertexRemovals).isEmpty()
        && all(Requests::vertexAdditions).isEmpty()
        && edgeAdditions().isEmpty();
  }

  private <T> List<T> all(Function<Requests, List<T>> kind) {
    return byRequester.values().stream()
        .flatMap(requests -> kind.apply(requests).stream())
        .toList();
  }

  List<Consumer<Topology>> edgeRemovals() {
    return all(Requests::edgeRemovals);
  }

  /** How many asked for the removal of a vertex, by id. */
  Map<Long, Integer> vertexRemovals() {
    Map<Long, Integer> removals = new TreeMap<>();
    all(Requests::vertexRemovals).forEach(id -> removals.merge(id, 1, Integer::sum));
    return removals;
  }

  /** The requested vertices, by id. */
  Map<Long, List<NewVertex>> vertexAdditions() {
    Map<Long, List<NewVertex>> additions = new TreeMap<>();
    for (NewVertex vertex : all(Requests::vertexAdditions)) {
      additions.computeIfAbsent(vertex.id(), absent -> new ArrayList<>()).add(vertex);
    }
    return additions;
  }

  List<NewEdge> edgeAdditions() {
    return all(Requests::edgeAdditions);
  }

  @Override
  public NewVertex addVertex(long id) {
    var vertex = new NewVertex(id);
    current.vertexAdditions().add(vertex);
    return vertex;
  }

  @Override
  public void removeVertex(long id) {
    current.vertexRemovals().add(id);
  }

  @Override
  public void addEdge(long source, long target, double weight) {
    current.edgeAdditions().add(new NewEdge(source, target, weight));
    mirrorAddedEdge(source, target, weight);
  }

  @Override
  public void removeEdge(long source, long target) {
    current.edgeRemovals().add(topology -> topology.removeEdges(source, target));
    mirrorRemovedEdges(source, target);
  }

  /** A vertex added an edge of its own; the other end follows in an undirected graph. */
  void mirrorAddedEdge(long source, long target, double weight) {
    if (hasMirror(source, target)) {
      current.edgeAdditions().add(new NewEdge(target, source, weight));
    }
  }

  /** A vertex removed edges of its own; the other end follows in an undirected graph. */
  void mirrorRemovedEdges(long source, long target) {
    if (hasMirror(source, target)) {
      current.edgeRemovals().add(topology -> topology.removeEdges(target, source));
    }
  }

  /** A vertex removed one edge of its own; the other end follows in an undirected graph. */
  void mirrorRemovedEdge(long source, long target, double weight) {
    if (hasMirror(source, target)) {
      current.edgeRemovals().add(topology -> topology.removeEdge(target, source, weight));
    }
  }

  /** A vertex changed one edge of its own; the other end follows in an undirected graph. */
  void mirrorChangedWeight(long source, long target, double oldWeight, double newWeight) {
    if (hasMirror(source, target)) {
      current
          .edgeRemovals()
          .add(topology -> topology.changeWeight(target, source, oldWeight, newWeight));
    }
  }

  private boolean hasMirror(long source, long target) {
    return undirected && source != target;
  }
}
