package pregel.worker.engine;

import pregel.api.BooleanAggregator;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleChannel;
import pregel.api.DoubleMessages;
import pregel.api.DoubleRequests;
import pregel.api.Edges;
import pregel.api.IntChannel;
import pregel.api.IntMessages;
import pregel.api.LongAggregator;
import pregel.api.LongChannel;
import pregel.api.LongMessages;
import pregel.api.LongRequests;
import pregel.api.Messages;
import pregel.api.Mutations;
import pregel.api.NeighborList;
import pregel.api.ObjectAggregator;
import pregel.api.ObjectChannel;
import pregel.api.ObjectRequests;
import pregel.api.Requests;
import pregel.api.Vertex;
import pregel.api.VertexRandom;

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
    return state.order(slot);
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

  @Override
  public Edges outEdges() {
    throw refused();
  }

  @Override
  public Edges inEdges() {
    throw refused();
  }

  @Override
  public void addEdge(long targetId, double weight) {
    throw refused();
  }

  @Override
  public void removeEdges(long targetId) {
    throw refused();
  }

  @Override
  public void remove() {
    throw refused();
  }

  @Override
  public Mutations mutations() {
    throw refused();
  }

  @Override
  public VertexRandom random() {
    throw refused();
  }

  @Override
  protected void contribute(BooleanAggregator aggregator, boolean value) {
    throw refused();
  }

  @Override
  protected <T> void contribute(ObjectAggregator<T> aggregator, T value) {
    throw refused();
  }

  @Override
  protected DoubleMessages received(DoubleChannel channel) {
    throw refused();
  }

  @Override
  protected void broadcast(DoubleChannel channel, double message) {
    throw refused();
  }

  @Override
  protected void address(DoubleChannel channel, long targetId, double message) {
    throw refused();
  }

  @Override
  protected LongMessages received(LongChannel channel) {
    throw refused();
  }

  @Override
  protected void broadcast(LongChannel channel, long message) {
    throw refused();
  }

  @Override
  protected void address(LongChannel channel, long targetId, long message) {
    throw refused();
  }

  @Override
  protected IntMessages received(IntChannel channel) {
    throw refused();
  }

  @Override
  protected void broadcast(IntChannel channel, int message) {
    throw refused();
  }

  @Override
  protected void address(IntChannel channel, long targetId, int message) {
    throw refused();
  }

  @Override
  protected <M> Messages<M> received(ObjectChannel<M> channel) {
    throw refused();
  }

  @Override
  protected <M> void broadcast(ObjectChannel<M> channel, M message) {
    throw refused();
  }

  @Override
  protected <M> void address(ObjectChannel<M> channel, long targetId, M message) {
    throw refused();
  }

  @Override
  protected void ask(Requests requests, long targetId) {
    throw refused();
  }

  @Override
  protected long answerOr(LongRequests requests, long targetId, long otherwise) {
    throw refused();
  }

  @Override
  protected double answerOr(DoubleRequests requests, long targetId, double otherwise) {
    throw refused();
  }

  @Override
  protected <T> T answerOr(ObjectRequests<T> requests, long targetId, T otherwise) {
    throw refused();
  }

  private static IllegalStateException refused() {
    return new IllegalStateException(
        "an answer is made of the asked vertex's columns alone; do the rest in compute");
  }
}
