package pregel.worker.kernel;

import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.LongAggregator;
import pregel.api.NeighborList;
import pregel.api.Vertex;
import pregel.worker.engine.JobState;

/**
 * The view of the vertex being computed, as far as it does not depend on the type of the messages.
 */
abstract class KernelVertex extends Vertex {
  static final int SENT = 1;
  static final int HALTED_BIT = 1;
  static final int CLOSED = 4;
  private static final int HALTED = 1 << HALTED_BIT;

  final JobState state;
  final double[] doublePartials;
  final long[] longPartials;
  final Object[] scratch;
  private final NeighborView neighbors;
  private final String messageType;

  /** What the vertex did in this call: bits. */
  int outcome;

  /** Addressed messages of the current block, and those of them whose target does not exist. */
  long addressed;

  long dropped;

  KernelVertex(JobState state, String messageType) {
    this.state = state;
    this.messageType = messageType;
    this.doublePartials = new double[state.doublePartials.length];
    this.longPartials = new long[state.longPartials.length];
    this.scratch = state.newScratch();
    this.neighbors = state.neighborRows == null ? null : new NeighborView(state.neighborRows, this);
  }

  final void moveTo(int next) {
    slot = next;
    outcome = 0;
  }

  final int slot() {
    return slot;
  }

  /** Starts the aggregators of a block. */
  final void beginBlock() {
    for (int i = 0; i < doublePartials.length; i++) {
      doublePartials[i] = state.schema.doubleAggregators().get(i).identity();
    }
    for (int i = 0; i < longPartials.length; i++) {
      longPartials[i] = state.schema.longAggregators().get(i).identity();
    }
  }

  /** Hands over the aggregators of a block. */
  final void endBlock(int block) {
    for (int i = 0; i < doublePartials.length; i++) {
      state.doublePartials[i][block] = doublePartials[i];
    }
    for (int i = 0; i < longPartials.length; i++) {
      state.longPartials[i][block] = longPartials[i];
    }
  }

  /** Delivers to a slot in the next superstep. */
  abstract void sendToSlot(int target, long message);

  @Override
  public final long id() {
    return state.graph.ids().id(slot);
  }

  @Override
  public final long order() {
    return slot;
  }

  @Override
  public final int superstep() {
    return state.superstep;
  }

  @Override
  public final long numVertices() {
    return state.vertices;
  }

  @Override
  public final long numEdges() {
    return state.directedEdges;
  }

  @Override
  public final int outDegree() {
    return state.outDegrees.get(slot);
  }

  @Override
  public final int inDegree() {
    return state.inDegrees.get(slot);
  }

  @Override
  public final void voteToHalt() {
    outcome |= HALTED;
  }

  @Override
  public final void close() {
    outcome |= CLOSED | HALTED;
  }

  @Override
  public void sendToNeighbors(double message) {
    throw wrongType("double");
  }

  @Override
  public void sendToNeighbors(long message) {
    throw wrongType("long");
  }

  @Override
  public void sendToNeighbors(int message) {
    throw wrongType("int");
  }

  @Override
  public void sendToNeighbors(Object message) {
    throw wrongType("object");
  }

  @Override
  public void send(long targetId, double message) {
    throw wrongType("double");
  }

  @Override
  public void send(long targetId, long message) {
    throw wrongType("long");
  }

  @Override
  public void send(long targetId, int message) {
    throw wrongType("int");
  }

  @Override
  public void send(long targetId, Object message) {
    throw wrongType("object");
  }

  @Override
  public final NeighborList neighborList() {
    return declaredNeighbors().of(slot);
  }

  @Override
  public final int neighborCount() {
    return declaredNeighbors().count(slot);
  }

  @Override
  protected final void contribute(DoubleAggregator aggregator, double value) {
    int index = aggregator.index();
    double sofar = doublePartials[index];
    if (aggregator.fold() == Combiner.SUM) {
      doublePartials[index] = sofar + value;
      return;
    }
    doublePartials[index] =
        switch (aggregator.fold()) {
          case MIN -> Math.min(sofar, value);
          case MAX -> Math.max(sofar, value);
          case SUM, FIRST -> throw new AssertionError("handled above, refused by the schema");
        };
  }

  @Override
  protected final void contribute(LongAggregator aggregator, long value) {
    int index = aggregator.index();
    long sofar = longPartials[index];
    if (aggregator.fold() == Combiner.SUM) {
      longPartials[index] = sofar + value;
      return;
    }
    longPartials[index] =
        switch (aggregator.fold()) {
          case MIN -> Math.min(sofar, value);
          case MAX -> Math.max(sofar, value);
          case SUM, FIRST -> throw new AssertionError("handled above, refused by the schema");
        };
  }

  @Override
  protected final Object scratch(int index) {
    return scratch[index];
  }

  private NeighborView declaredNeighbors() {
    if (neighbors == null) {
      throw new IllegalStateException(
          "the program reads neighbour lists without declaring it; call schema.readsNeighborLists() in open");
    }
    return neighbors;
  }

  private IllegalStateException wrongType(String sent) {
    return new IllegalStateException(
        "sent a message of type "
            + sent
            + ", but the program's messages are of type "
            + messageType);
  }
}
