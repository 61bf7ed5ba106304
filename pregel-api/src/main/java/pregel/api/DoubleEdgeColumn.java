package pregel.api;

/** A named double per edge, read from the input; declared with {@link Schema#doubleEdgeColumn}. */
public final class DoubleEdgeColumn extends EdgeColumn {

  DoubleEdgeColumn(String name, int index) {
    super(name, index);
  }

  /** The value of the edge at which the view stands. */
  public double get(Edges edge) {
    return edge.value(this);
  }

  /**
   * Changes the value of an outgoing edge; needs {@link Schema#changesTopology}. The other end
   * reads it from the next superstep on; in an undirected graph the edge back has a value of its
   * own, which stays as it is.
   */
  public void set(Edges edge, double value) {
    edge.setValue(this, value);
  }
}
