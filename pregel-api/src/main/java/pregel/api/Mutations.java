package pregel.api;

/**
 * Requests to change the graph, which take effect before the next superstep, in this order: edges
 * are removed, vertices are removed, vertices are added, edges are added. Obtained from {@link
 * Vertex#mutations}; needs {@link Schema#changesTopology}.
 *
 * <p>In an undirected graph an edge goes both ways, whoever adds or removes it.
 */
public abstract class Mutations {

  /**
   * Requests a vertex with initial values. What {@link NewVertex#with} is given until the current
   * {@code compute} returns belongs to the request.
   */
  public abstract NewVertex addVertex(long id);

  /** Requests that a vertex and its outgoing edges vanish; edges of others to it stay. */
  public abstract void removeVertex(long id);

  /** Requests an edge of weight 1; a source that does not exist comes to be. */
  public final void addEdge(long sourceId, long targetId) {
    addEdge(sourceId, targetId, 1);
  }

  /** Requests an edge; a source that does not exist comes to be. */
  public abstract void addEdge(long sourceId, long targetId, double weight);

  /** Requests that every edge from one vertex to another vanishes. */
  public abstract void removeEdge(long sourceId, long targetId);
}
