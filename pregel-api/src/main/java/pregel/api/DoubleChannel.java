package pregel.api;

/** A channel of double messages. */
public final class DoubleChannel extends Channel {

  DoubleChannel(String name, int index) {
    super(name, index);
  }

  /** Broadcasts travel in this direction instead of along outgoing edges. */
  public DoubleChannel along(Direction direction) {
    setDirection(direction);
    return this;
  }

  /** Messages to one vertex are folded by a combiner with a loop of its own. */
  public DoubleChannel combine(Combiner combiner) {
    setCombiner(combiner);
    return this;
  }

  /** Messages to one vertex are folded by the program's own combiner. */
  public DoubleChannel combine(DoubleCombiner combiner) {
    setCombiner(combiner);
    return this;
  }

  /** Broadcasts pass through a function of the edge's weight. */
  public DoubleChannel alongEdges(DoubleEdgeFunction function) {
    setEdgeFunction(function);
    return this;
  }

  /**
   * The messages that a vertex received; see {@link DoubleMessages} for how long they are valid.
   */
  public DoubleMessages received(Vertex vertex) {
    return vertex.received(this);
  }

  /** Broadcasts one value along every edge in the channel's direction. */
  public void sendToNeighbors(Vertex vertex, double message) {
    vertex.broadcast(this, message);
  }

  /** Sends to any vertex by its external id. */
  public void send(Vertex vertex, long targetId, double message) {
    vertex.address(this, targetId, message);
  }

  /** Sends to the vertex at the other end of the edge at which a view of edges stands. */
  public void send(Edges edge, double message) {
    edge.send(this, message);
  }
}
