package pregel.worker.kernel;

import java.util.Objects;
import pregel.api.Direction;
import pregel.api.DoubleEdgeColumn;
import pregel.api.EdgeColumn;
import pregel.api.LongEdgeColumn;
import pregel.core.graph.Adjacency;
import pregel.core.graph.EdgeList;
import pregel.worker.engine.JobState;

/**
 * A view of outgoing edges that the vertex may change: in the rows of the graph until the first
 * change, then in the vertex's own copy. In an undirected graph the incoming edges are the outgoing
 * ones, but are changed through the view of the latter.
 */
final class ChangingEdges extends EdgeView {
  private final JobState state;
  private final boolean outgoing;
  private final int[] columns;
  private int slot;
  private int at;
  private boolean isBetween;
  private Adjacency.Rows rows;

  ChangingEdges(JobState state, KernelVertex vertex, Direction direction) {
    super(vertex);
    this.state = state;
    this.outgoing = direction == Direction.OUT;
    this.columns = state.schema.edgeColumns().stream().mapToInt(state.graph::edgeColumn).toArray();
  }

  @Override
  EdgeView of(int next) {
    slot = next;
    at = -1;
    isBetween = false;
    rows = state.outRows.rows(state.blocks.partition(state.blocks.of(next)));
    if (vertex.hasChangedRow()) {
      vertex.openRow().sort();
    }
    return this;
  }

  @Override
  public int size() {
    return vertex.hasChangedRow() ? changed().size() : rows.degree(slot);
  }

  @Override
  public boolean next() {
    isBetween = false;
    return ++at < size();
  }

  @Override
  public void moveTo(int index) {
    at = Objects.checkIndex(index, size());
    isBetween = false;
  }

  @Override
  int other() {
    return vertex.hasChangedRow() ? changed().target(place()) : rows.targets()[held()];
  }

  @Override
  public long otherId() {
    return state.topology.id(other());
  }

  @Override
  public double weight() {
    return vertex.hasChangedRow() ? changed().weight(place()) : Rows.weight(rows.weights(), held());
  }

  @Override
  public void setWeight(double weight) {
    open();
    vertex.changes().weighOwn(place(), weight);
  }

  @Override
  public void remove() {
    open();
    vertex.changes().removeOwnAt(place());
    at--;
    isBetween = true;
  }

  @Override
  protected double value(DoubleEdgeColumn column) {
    return vertex.hasChangedRow()
        ? Double.longBitsToDouble(changed().bits(value(column.index()), place()))
        : rows.edgeDoubles(number(column)).get(held());
  }

  @Override
  protected void setValue(DoubleEdgeColumn column, double value) {
    setBits(column, Double.doubleToRawLongBits(value));
  }

  @Override
  protected long value(LongEdgeColumn column) {
    return vertex.hasChangedRow()
        ? changed().bits(value(column.index()), place())
        : rows.edgeLongs(number(column)).get(held());
  }

  @Override
  protected void setValue(LongEdgeColumn column, long value) {
    setBits(column, value);
  }

  private void setBits(EdgeColumn column, long bits) {
    open();
    vertex.openRow().setBits(value(column.index()), place(), bits);
  }

  private void open() {
    if (!outgoing) {
      throw new IllegalStateException("an incoming edge is changed by the vertex it leaves");
    }
    place();
    vertex.openRow();
  }

  private EdgeList changed() {
    return vertex.openRow().row();
  }

  private int number(EdgeColumn column) {
    return columns[column.index()];
  }

  /** The place of an edge column among an edge's values. */
  private int value(int column) {
    return EdgeList.WEIGHT + 1 + columns[column];
  }

  private int place() {
    if (isBetween || at < 0 || at >= size()) {
      throw atNoEdge();
    }
    return at;
  }

  private int held() {
    return rows.start(slot) + place();
  }
}
