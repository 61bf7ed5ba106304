package pregel.api;

/** A channel of int messages. */
public final class IntChannel extends Channel {

  IntChannel(String name, int index) {
    super(name, index);
  }

  /** Broadcasts travel in this direction instead of along outgoing edges. */
  public IntChannel along(Direction direction) {
    setDirection(direction);
    return this;
  }

  /** Messages to one vertex are folded by a combiner with a loop of its own. */
  public IntChannel combine(Combiner combiner) {
    setCombiner(combiner);
    return this;
  }

  /** Messages to one vertex are folded by the program's own combiner. */
  public IntChannel combine(IntCombiner combiner) {
    setCombiner(combiner);
    return this;
  }

  /** Broadcasts pass through a function of the edge's weight. */
  public IntChannel alongEdges(IntEdgeFunction function) {
    setEdgeFunction(function);
    return this;
  }

  /** The messages that a vertex received; see {@link IntMessages} for how long they are valid. */
  public IntMessages received(Vertex vertex) {
    return vertex.received(this);
  }

  /** Broadcasts one value along every edge in the channel's direction. */
  public void sendToNeighbors(Vertex vertex, int message) {
    vertex.broadcast(this, message);
  }

  /** Sends to any vertex by its external id. */
  public void send(Vertex vertex, long targetId, int message) {
    vertex.address(this, targetId, message);
  }

  /** Sends to the vertex at the other end of the edge at which a view of edges stands. */
  public void send(Edges edge, int message) {
    edge.send(this, message);
  }
}
