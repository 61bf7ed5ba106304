package pregel.api.reference;

import java.util.ArrayList;
import java.util.List;
import pregel.api.Direction;
import pregel.api.DoubleChannel;
import pregel.api.DoubleEdgeColumn;
import pregel.api.EdgeColumn;
import pregel.api.Edges;
import pregel.api.IntChannel;
import pregel.api.LongChannel;
import pregel.api.LongEdgeColumn;
import pregel.api.ObjectChannel;

/**
 * The edges of the vertex being computed. An edge that changes stays where it stands in the view,
 * even if it belongs elsewhere in canonical order from then on.
 */
final class ReferenceEdges extends Edges {
  private final ReferenceVertex vertex;
  private final Topology topology;
  private final boolean outgoing;
  private final List<End> row;
  private int index = -1;
  private boolean isBetween;

  ReferenceEdges(ReferenceVertex vertex, Topology topology, boolean outgoing) {
    this.vertex = vertex;
    this.topology = topology;
    this.outgoing = outgoing;
    this.row = new ArrayList<>(topology.row(outgoing ? Direction.OUT : Direction.IN, vertex.id()));
  }

  @Override
  public int size() {
    return row.size();
  }

  @Override
  public boolean next() {
    index++;
    isBetween = false;
    return index < row.size();
  }

  @Override
  public void moveTo(int newIndex) {
    if (newIndex < 0 || newIndex >= row.size()) {
      throw new IndexOutOfBoundsException("edge " + newIndex + " of " + row.size());
    }
    index = newIndex;
    isBetween = false;
  }

  private End end() {
    if (isBetween || index < 0 || index >= row.size()) {
      throw new IllegalStateException("the view stands at no edge; call next or moveTo");
    }
    return row.get(index);
  }

  @Override
  public long otherId() {
    return end().other();
  }

  @Override
  public double weight() {
    return end().weight();
  }

  @Override
  public void setWeight(double weight) {
    requireOutgoing();
    End old = end();
    vertex.changes().mirrorChangedWeight(vertex.id(), old.other(), old.weight(), weight);
    replace(old.withWeight(weight));
  }

  @Override
  public void remove() {
    requireOutgoing();
    End old = end();
    vertex.changes().mirrorRemovedEdge(vertex.id(), old.other(), old.weight());
    row.remove(index);
    topology.replaceRow(vertex.id(), row);
    index--;
    isBetween = true;
  }

  @Override
  public void send(double message) {
    vertex.send(vertex.main().channel(), otherId(), vertex.main().fitting(message));
  }

  @Override
  public void send(long message) {
    vertex.send(vertex.main().channel(), otherId(), vertex.main().fitting(message));
  }

  @Override
  public void send(int message) {
    vertex.send(vertex.main().channel(), otherId(), vertex.main().fitting(message));
  }

  @Override
  public void send(Object message) {
    vertex.send(vertex.main().channel(), otherId(), vertex.main().fitting(message));
  }

  @Override
  protected void send(DoubleChannel channel, double message) {
    vertex.send(channel, otherId(), (Object) message);
  }

  @Override
  protected void send(LongChannel channel, long message) {
    vertex.send(channel, otherId(), (Object) message);
  }

  @Override
  protected void send(IntChannel channel, int message) {
    vertex.send(channel, otherId(), (Object) message);
  }

  @Override
  protected <M> void send(ObjectChannel<M> channel, M message) {
    vertex.send(channel, otherId(), (Object) message);
  }

  @Override
  protected double value(DoubleEdgeColumn column) {
    return (double) end().values().get(place(column));
  }

  @Override
  protected void setValue(DoubleEdgeColumn column, double value) {
    setValue((EdgeColumn) column, value);
  }

  @Override
  protected long value(LongEdgeColumn column) {
    return (long) end().values().get(place(column));
  }

  @Override
  protected void setValue(LongEdgeColumn column, long value) {
    setValue((EdgeColumn) column, value);
  }

  private void setValue(EdgeColumn column, Number value) {
    requireOutgoing();
    vertex.changes();
    End old = end();
    List<Number> values = new ArrayList<>(old.values());
    values.set(place(column), value);
    replace(new End(old.other(), old.weight(), List.copyOf(values)));
  }

  private int place(EdgeColumn column) {
    return topology.edgeColumn(column.name());
  }

  private void replace(End changed) {
    row.set(index, changed);
    topology.replaceRow(vertex.id(), row);
  }

  private void requireOutgoing() {
    if (!outgoing) {
      throw new IllegalStateException("an incoming edge is changed by the vertex it leaves");
    }
  }
}
