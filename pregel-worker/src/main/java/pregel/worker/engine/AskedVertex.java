package pregel.worker.engine;

import pregel.api.DoubleAggregator;
import pregel.api.LongAggregator;
import pregel.api.NeighborList;
import pregel.api.Vertex;

/** The view of a vertex that answers questions: its columns and its place in the graph. */
final class AskedVertex extends Vertex {
  private final JobState state;

  AskedVertex(JobState state) {
    this.state = state;
  }

  void moveTo(int next) {
    slot = next;
  }

  @Override
  public long id() {
    return state.ids.id(slot);
  }

  @Override
  public long order() {
    return slot < state.firstAdded ? slot : slot - state.gap;
  }

  @Override
  public int superstep() {
    return state.superstep;
  }

  @Override
  public long numVertices() {
    return state.existing;
  }

  @Override
  public long numEdges() {
    return state.directedEdges;
  }

  @Override
  public int outDegree() {
    return state.outDegrees.get(slot);
  }

  @Override
  public int inDegree() {
    return state.inDegrees.get(slot);
  }

  @Override
  public void voteToHalt() {
    throw refused();
  }

  @Override
  public void close() {
    throw refused();
  }

  @Override
  public void sendToNeighbors(double message) {
    throw refused();
  }

  @Override
  public void sendToNeighbors(long message) {
    throw refused();
  }

  @Override
  public void sendToNeighbors(int message) {
    throw refused();
  }

  @Override
  public void sendToNeighbors(Object message) {
    throw refused();
  }

  @Override
  public void send(long targetId, double message) {
    throw refused();
  }

  @Override
  public void send(long targetId, long message) {
    throw refused();
  }

  @Override
  public void send(long targetId, int message) {
    throw refused();
  }

  @Override
  public void send(long targetId, Object message) {
    throw refused();
  }

  @Override
  public NeighborList neighborList() {
    throw refused();
  }

  @Override
  public int neighborCount() {
    throw refused();
  }

  @Override
  protected void contribute(DoubleAggregator aggregator, double value) {
    throw refused();
  }

  @Override
  protected void contribute(LongAggregator aggregator, long value) {
    throw refused();
  }

  @Override
  protected Object scratch(int index) {
    throw refused();
  }

  private static IllegalStateException refused() {
    return new IllegalStateException(
        "an answer is made of the asked vertex's columns alone; do the rest in compute");
  }
}
