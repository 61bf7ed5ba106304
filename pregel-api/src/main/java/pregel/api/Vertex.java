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
   * Sends to any vertex by its external id; a message to an id that does not exist is dropped and
   * counted.
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

  /** Contributes to an aggregator; called by {@link DoubleAggregator#add}. */
  protected abstract void contribute(DoubleAggregator aggregator, double value);

  /** Contributes to an aggregator; called by {@link LongAggregator#add}. */
  protected abstract void contribute(LongAggregator aggregator, long value);

  /**
   * What the supplier at {@code index} of {@link Schema#scratches} made for the calling thread;
   * called by {@link Scratch#of}.
   */
  protected abstract Object scratch(int index);
}
