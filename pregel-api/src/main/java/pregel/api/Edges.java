package pregel.api;

/**
 * The outgoing or incoming edges of the vertex being computed, in canonical order of their other
 * ends: a view that stands before the first edge, owned by the engine, one per thread and
 * direction, valid until {@code compute} returns.
 *
 * <p>Changes to outgoing edges are seen at once by the view and by what is broadcast afterwards.
 */
public abstract class Edges {

  /** How many there are. */
  public abstract int size();

  /** Moves to the next edge; false when there is none. */
  public abstract boolean next();

  /** Moves to an edge by its place, 0 to {@link #size} - 1. */
  public abstract void moveTo(int index);

  /** The id of the vertex at the other end. */
  public abstract long otherId();

  /** The edge's weight; 1 in a graph without weights. */
  public abstract double weight();

  /** Changes the weight of an outgoing edge; needs {@link Schema#changesTopology}. */
  public abstract void setWeight(double weight);

  /**
   * Removes an outgoing edge; needs {@link Schema#changesTopology}. The view then stands between
   * the edges around it.
   */
  public abstract void remove();

  /** Sends to the vertex at the other end; for programs with double messages. */
  public abstract void send(double message);

  /** Sends to the vertex at the other end; for programs with long messages. */
  public abstract void send(long message);

  /** Sends to the vertex at the other end; for programs with int messages. */
  public abstract void send(int message);

  /** Sends to the vertex at the other end; for programs with object messages. */
  public abstract void send(Object message);

  /** Sends to the vertex at the other end; called by {@link DoubleChannel#send}. */
  protected abstract void send(DoubleChannel channel, double message);

  /** Sends to the vertex at the other end; called by {@link LongChannel#send}. */
  protected abstract void send(LongChannel channel, long message);

  /** Sends to the vertex at the other end; called by {@link IntChannel#send}. */
  protected abstract void send(IntChannel channel, int message);

  /** Sends to the vertex at the other end; called by {@link ObjectChannel#send}. */
  protected abstract <M> void send(ObjectChannel<M> channel, M message);

  /** The value of an edge column; called by {@link DoubleEdgeColumn#get}. */
  protected abstract double value(DoubleEdgeColumn column);

  /** Changes the value of an outgoing edge; called by {@link DoubleEdgeColumn#set}. */
  protected abstract void setValue(DoubleEdgeColumn column, double value);

  /** The value of an edge column; called by {@link LongEdgeColumn#get}. */
  protected abstract long value(LongEdgeColumn column);

  /** Changes the value of an outgoing edge; called by {@link LongEdgeColumn#set}. */
  protected abstract void setValue(LongEdgeColumn column, long value);
}
