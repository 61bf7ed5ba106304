package pregel.worker.engine;

import pregel.api.Mutations;
import pregel.api.NewVertex;
import pregel.core.graph.EdgeList;

/**
 * What the vertex being computed by one thread does to the graph: its own edges at once, everything
 * else as requests. In an undirected graph, what happens to an edge happens to it in both
 * directions, to the other one by a request.
 */
public final class ChangeLog extends Mutations {
  private final Topology topology;
  private final LocalChanges log;
  private final RowEditor editor;
  private final boolean undirected;
  private final boolean simple;
  private int slot;

  /**
   * @param thread whose log this is
   */
  public ChangeLog(Topology topology, int thread) {
    this.topology = topology;
    this.log = topology.logs().get(thread);
    this.editor = topology.editor(thread);
    this.undirected = topology.graph().isUndirected();
    this.simple = topology.schema().keepsEdgesSimple();
  }

  /** The vertex that is being computed. */
  public ChangeLog of(int vertex) {
    slot = vertex;
    return this;
  }

  /** The vertex adds an edge of its own; its row must be open. */
  public void addOwn(long targetId, double weight) {
    int target = topology.number(targetId);
    if (simple && editor.reaches(target)) {
      return;
    }
    editor.add(target, weight);
    topology.name(target);
    long id = topology.id(slot);
    if (undirected && id != targetId) {
      request(new ChangeRequest.AddEdge(targetId, id, weight));
    }
  }

  /** The vertex removes all edges of its own to another; its row must be open. */
  public void removeOwn(long targetId) {
    int target = topology.find(targetId);
    if (target >= 0) {
      editor.removeAll(target);
    }
    long id = topology.id(slot);
    if (undirected && id != targetId) {
      request(new ChangeRequest.RemoveEdges(targetId, id));
    }
  }

  /** The vertex removes one edge of its own, by its place; its row must be open. */
  public void removeOwnAt(int at) {
    long id = topology.id(slot);
    long targetId = topology.id(editor.row().target(at));
    if (undirected && id != targetId) {
      request(new ChangeRequest.RemoveEdge(targetId, id, editor.row().weight(at)));
    }
    editor.remove(at);
  }

  /** The vertex changes the weight of an edge of its own, by its place; its row must be open. */
  public void weighOwn(int at, double weight) {
    long id = topology.id(slot);
    long targetId = topology.id(editor.row().target(at));
    if (undirected && id != targetId) {
      request(new ChangeRequest.ChangeWeight(targetId, id, editor.row().weight(at), weight));
    }
    editor.setBits(EdgeList.WEIGHT, at, Double.doubleToRawLongBits(weight));
  }

  /** The vertex removes itself once the superstep has ended. */
  public void removeSelf() {
    log.remove(slot);
  }

  @Override
  public NewVertex addVertex(long id) {
    NewVertex vertex = new NewVertex(id);
    request(new ChangeRequest.AddVertex(vertex));
    return vertex;
  }

  @Override
  public void removeVertex(long id) {
    request(new ChangeRequest.RemoveVertex(id));
  }

  @Override
  public void addEdge(long sourceId, long targetId, double weight) {
    request(new ChangeRequest.AddEdge(sourceId, targetId, weight));
    if (undirected && sourceId != targetId) {
      request(new ChangeRequest.AddEdge(targetId, sourceId, weight));
    }
  }

  @Override
  public void removeEdge(long sourceId, long targetId) {
    request(new ChangeRequest.RemoveEdges(sourceId, targetId));
    if (undirected && sourceId != targetId) {
      request(new ChangeRequest.RemoveEdges(targetId, sourceId));
    }
  }

  private void request(ChangeRequest request) {
    log.request(slot, request);
  }
}
