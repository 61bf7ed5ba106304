package pregel.api;

/** A named long per edge, read from the input; declared with {@link Schema#longEdgeColumn}. */
public final class LongEdgeColumn extends EdgeColumn {

  LongEdgeColumn(String name, int index) {
    super(name, index);
  }

  /** The value of the edge at which the view stands. */
  public long get(Edges edge) {
    return edge.value(this);
  }

  /**
   * Changes the value of an outgoing edge; needs {@link Schema#changesTopology}. The other end
   * reads it from the next superstep on; in an undirected graph the edge back has a value of its
   * own, which stays as it is.
   */
  public void set(Edges edge, long value) {
    edge.setValue(this, value);
  }
}
