package pregel.cli.watch;

import pregel.api.DoubleChannel;
import pregel.api.DoubleEdgeColumn;
import pregel.api.Edges;
import pregel.api.IntChannel;
import pregel.api.LongChannel;
import pregel.api.LongEdgeColumn;
import pregel.api.ObjectChannel;

/** The edges of a watched vertex: what is sent along one of them is remembered. */
final class WatchedEdges extends Edges {
  private final Edges edges;
  private final WatchedVertex vertex;

  WatchedEdges(Edges edges, WatchedVertex vertex) {
    this.edges = edges;
    this.vertex = vertex;
  }

  @Override
  public int size() {
    return edges.size();
  }

  @Override
  public boolean next() {
    return edges.next();
  }

  @Override
  public void moveTo(int index) {
    edges.moveTo(index);
  }

  @Override
  public long otherId() {
    return edges.otherId();
  }

  @Override
  public double weight() {
    return edges.weight();
  }

  @Override
  public void setWeight(double weight) {
    edges.setWeight(weight);
  }

  @Override
  public void remove() {
    edges.remove();
  }

  @Override
  public void send(double message) {
    edges.send(message);
    vertex.note(edges.otherId(), message);
  }

  @Override
  public void send(long message) {
    edges.send(message);
    vertex.note(edges.otherId(), message);
  }

  @Override
  public void send(int message) {
    edges.send(message);
    vertex.note(edges.otherId(), message);
  }

  @Override
  public void send(Object message) {
    edges.send(message);
    vertex.note(edges.otherId(), message);
  }

  @Override
  protected void send(DoubleChannel channel, double message) {
    channel.send(edges, message);
    vertex.note(channel, edges.otherId(), message);
  }

  @Override
  protected void send(LongChannel channel, long message) {
    channel.send(edges, message);
    vertex.note(channel, edges.otherId(), message);
  }

  @Override
  protected void send(IntChannel channel, int message) {
    channel.send(edges, message);
    vertex.note(channel, edges.otherId(), message);
  }

  @Override
  protected <M> void send(ObjectChannel<M> channel, M message) {
    channel.send(edges, message);
    vertex.note(channel, edges.otherId(), message);
  }

  @Override
  protected double value(DoubleEdgeColumn column) {
    return column.get(edges);
  }

  @Override
  protected void setValue(DoubleEdgeColumn column, double value) {
    column.set(edges, value);
  }

  @Override
  protected long value(LongEdgeColumn column) {
    return column.get(edges);
  }

  @Override
  protected void setValue(LongEdgeColumn column, long value) {
    column.set(edges, value);
  }
}
