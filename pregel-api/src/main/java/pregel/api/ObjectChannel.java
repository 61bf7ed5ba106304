package pregel.api;

import java.util.Objects;

/**
 * A channel of object messages.
 *
 * @param <M> the type of a message; immutable once sent
 */
public final class ObjectChannel<M> extends Channel {
  private Codec<M> codec;

  ObjectChannel(String name, int index, Codec<M> codec) {
    super(name, index);
    this.codec = codec;
  }

  /** Broadcasts travel in this direction instead of along outgoing edges. */
  public ObjectChannel<M> along(Direction direction) {
    setDirection(direction);
    return this;
  }

  /** Only the message of the first sender in canonical order is received. */
  public ObjectChannel<M> first() {
    setCombiner(Combiner.FIRST);
    return this;
  }

  /** Messages to one vertex are folded by the program's own combiner. */
  public ObjectChannel<M> combine(ObjectCombiner<M> combiner) {
    setCombiner(combiner);
    return this;
  }

  /** Broadcasts pass through a function of the edge's weight. */
  public ObjectChannel<M> alongEdges(ObjectEdgeFunction<M> function) {
    setEdgeFunction(function);
    return this;
  }

  /** The messages that a vertex received; see {@link Messages} for how long they are valid. */
  public Messages<M> received(Vertex vertex) {
    return vertex.received(this);
  }

  /** Broadcasts one value along every edge in the channel's direction. */
  public void sendToNeighbors(Vertex vertex, M message) {
    vertex.broadcast(this, message);
  }

  /** Sends to any vertex by its external id. */
  public void send(Vertex vertex, long targetId, M message) {
    vertex.address(this, targetId, message);
  }

  /** Sends to the vertex at the other end of the edge at which a view of edges stands. */
  public void send(Edges edge, M message) {
    edge.send(this, message);
  }

  /** How messages are written and read; null until declared. */
  public Codec<M> codec() {
    return codec;
  }

  void setCodec(Codec<M> declared) {
    codec = Objects.requireNonNull(declared);
  }
}
