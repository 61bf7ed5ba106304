package pregel.api;

/**
 * The vertex that is being computed: a view that the engine moves from vertex to vertex, valid
 * until {@code compute} returns and never to be kept.
 *
 * <p>A program sends messages of the type it was declared with. {@code int} values widen to {@code
 * long} and {@code double} messages; everything else of the wrong type is refused with {@link
 * IllegalStateException}.
 */
public abstract class Vertex {

  /**
   * Where this vertex's values lie in every column; columns of this package read it as one load.
   */
  protected int slot;

  /** Where the values of another vertex lie, for views that pass calls on to it. */
  protected static int slotOf(Vertex vertex) {
    return vertex.slot;
  }

  /** The external id. */
  public abstract long id();

  /** The position in canonical order, 0 to {@link #numVertices} - 1. */
  public abstract long order();

  /** The current superstep, counted from 0. */
  public abstract int superstep();

  /** Vertices of the whole graph in this superstep. */
  public abstract long numVertices();

  /** Directed edges held by the whole graph in this superstep; an undirected edge counts twice. */
  public abstract long numEdges();

  /** Outgoing edges; in an undirected graph all edges. */
  public abstract int outDegree();

  /** Incoming edges; in an undirected graph all edges. */
  public abstract int inDegree();

  /** This vertex is not computed again before a message arrives. Does not end the current call. */
  public abstract void voteToHalt();

  /**
   * This vertex wants no more messages, ever: those sent to it are discarded and do not wake it.
   * Halts it too. Does not end the current call.
   */
  public abstract void close();

  /**
   * Broadcasts one value along every edge in the declared direction ({@link Schema#sendAlong},
   * default {@link Direction#OUT}), transformed by the declared edge function if there is one.
   * Costs one stored value, however many edges there are; a second broadcast in the same superstep
   * is delivered edge by edge.
   */
  public abstract void sendToNeighbors(double message);

  /** As {@link #sendToNeighbors(double)}, for programs with long messages. */
  public abstract void sendToNeighbors(long message);

  /**
   * As {@link #sendToNeighbors(double)}, for programs with int messages; widens for longs and
   * doubles.
   */
  public abstract void sendToNeighbors(int message);

  /** As {@link #sendToNeighbors(double)}, for programs with object messages. */
  public abstract void sendToNeighbors(Object message);

  /**
   * Sends to any vertex by its external id; {@link Schema#unknownTargets} says what becomes of a
   * message to an id that does not exist.
   */
  public abstract void send(long targetId, double message);

  /** As {@link #send(long, double)}, for programs with long messages. */
  public abstract void send(long targetId, long message);

  /**
   * As {@link #send(long, double)}, for programs with int messages; widens for longs and doubles.
   */
  public abstract void send(long targetId, int message);

  /** As {@link #send(long, double)}, for programs with object messages. */
  public abstract void send(long targetId, Object message);

  /**
   * The neighbours that precede this vertex in canonical order (the simple, undirected view of the
   * graph), for programs that declared {@link Schema#readsNeighborLists}.
   */
  public abstract NeighborList neighborList();

  /** Neighbours in the simple, undirected view; needs {@link Schema#readsNeighborLists}. */
  public abstract int neighborCount();

  /** The outgoing edges; needs {@link Schema#readsEdges} in that direction. */
  public abstract Edges outEdges();

  /** The incoming edges; needs {@link Schema#readsEdges} in that direction. */
  public abstract Edges inEdges();

  /**
   * Adds an outgoing edge of weight 1 at once; needs {@link Schema#changesTopology}. In an
   * undirected graph the other end gets it before the next superstep.
   */
  public final void addEdge(long targetId) {
    addEdge(targetId, 1);
  }

  /** As {@link #addEdge(long)}, with a weight. */
  public abstract void addEdge(long targetId, double weight);

  /** Removes every outgoing edge to a vertex at once; needs {@link Schema#changesTopology}. */
  public abstract void removeEdges(long targetId);

  /**
   * Removes this vertex with its outgoing edges: the current call completes, and there is no
   * further one. Edges of others to it stay. Needs {@link Schema#changesTopology}.
   */
  public abstract void remove();

  /** Requests to change the graph before the next superstep. */
  public abstract Mutations mutations();

  /** Random numbers of this vertex in this superstep; the first call starts the sequence. */
  public abstract VertexRandom random();

  /** Contributes to an aggregator; called by {@link DoubleAggregator#add}. */
  protected abstract void contribute(DoubleAggregator aggregator, double value);

  /** Contributes to an aggregator; called by {@link LongAggregator#add}. */
  protected abstract void contribute(LongAggregator aggregator, long value);

  /** Contributes to an aggregator; called by {@link BooleanAggregator#add}. */
  protected abstract void contribute(BooleanAggregator aggregator, boolean value);

  /** Contributes to an aggregator; called by {@link ObjectAggregator#add}. */
  protected abstract <T> void contribute(ObjectAggregator<T> aggregator, T value);

  /** The messages of a channel; called by {@link DoubleChannel#received}. */
  protected abstract DoubleMessages received(DoubleChannel channel);

  /** Broadcasts through a channel; called by {@link DoubleChannel#sendToNeighbors}. */
  protected abstract void broadcast(DoubleChannel channel, double message);

  /** Sends through a channel; called by {@link DoubleChannel#send}. */
  protected abstract void address(DoubleChannel channel, long targetId, double message);

  /** The messages of a channel; called by {@link LongChannel#received}. */
  protected abstract LongMessages received(LongChannel channel);

  /** Broadcasts through a channel; called by {@link LongChannel#sendToNeighbors}. */
  protected abstract void broadcast(LongChannel channel, long message);

  /** Sends through a channel; called by {@link LongChannel#send}. */
  protected abstract void address(LongChannel channel, long targetId, long message);

  /** The messages of a channel; called by {@link IntChannel#received}. */
  protected abstract IntMessages received(IntChannel channel);

  /** Broadcasts through a channel; called by {@link IntChannel#sendToNeighbors}. */
  protected abstract void broadcast(IntChannel channel, int message);

  /** Sends through a channel; called by {@link IntChannel#send}. */
  protected abstract void address(IntChannel channel, long targetId, int message);

  /** The messages of a channel; called by {@link ObjectChannel#received}. */
  protected abstract <M> Messages<M> received(ObjectChannel<M> channel);

  /** Broadcasts through a channel; called by {@link ObjectChannel#sendToNeighbors}. */
  protected abstract <M> void broadcast(ObjectChannel<M> channel, M message);

  /** Sends through a channel; called by {@link ObjectChannel#send}. */
  protected abstract <M> void address(ObjectChannel<M> channel, long targetId, M message);

  /** Asks another vertex; called by the {@code ask} of each kind of requests. */
  protected abstract void ask(Requests requests, long targetId);

  /** The answer of another vertex; called by {@link LongRequests#answerOr}. */
  protected abstract long answerOr(LongRequests requests, long targetId, long otherwise);

  /** The answer of another vertex; called by {@link DoubleRequests#answerOr}. */
  protected abstract double answerOr(DoubleRequests requests, long targetId, double otherwise);

  /** The answer of another vertex; called by {@link ObjectRequests#answerOr}. */
  protected abstract <T> T answerOr(ObjectRequests<T> requests, long targetId, T otherwise);

  /**
   * What the supplier at {@code index} of {@link Schema#scratches} made for the calling thread;
   * called by {@link Scratch#of}.
   */
  protected abstract Object scratch(int index);
}
