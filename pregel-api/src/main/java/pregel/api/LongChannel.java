package pregel.api;

/** A channel of long messages. */
public final class LongChannel extends Channel {

  LongChannel(String name, int index) {
    super(name, index);
  }

  /** Broadcasts travel in this direction instead of along outgoing edges. */
  public LongChannel along(Direction direction) {
    setDirection(direction);
    return this;
  }

  /** Messages to one vertex are folded by a combiner with a loop of its own. */
  public LongChannel combine(Combiner combiner) {
    setCombiner(combiner);
    return this;
  }

  /** Messages to one vertex are folded by the program's own combiner. */
  public LongChannel combine(LongCombiner combiner) {
    setCombiner(combiner);
    return this;
  }

  /** Broadcasts pass through a function of the edge's weight. */
  public LongChannel alongEdges(LongEdgeFunction function) {
    setEdgeFunction(function);
    return this;
  }

  /** The messages that a vertex received; see {@link LongMessages} for how long they are valid. */
  public LongMessages received(Vertex vertex) {
    return vertex.received(this);
  }

  /** Broadcasts one value along every edge in the channel's direction. */
  public void sendToNeighbors(Vertex vertex, long message) {
    vertex.broadcast(this, message);
  }

  /** Sends to any vertex by its external id. */
  public void send(Vertex vertex, long targetId, long message) {
    vertex.address(this, targetId, message);
  }

  /** Sends to the vertex at the other end of the edge at which a view of edges stands. */
  public void send(Edges edge, long message) {
    edge.send(this, message);
  }
}
