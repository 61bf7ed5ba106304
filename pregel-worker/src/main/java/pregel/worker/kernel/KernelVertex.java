package pregel.worker.kernel;

import java.util.Arrays;
import pregel.api.BooleanAggregator;
import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleRequests;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.LongAggregator;
import pregel.api.LongRequests;
import pregel.api.NeighborList;
import pregel.api.ObjectAggregator;
import pregel.api.ObjectRequests;
import pregel.api.Requests;
import pregel.api.Schema;
import pregel.api.UnknownTargets;
import pregel.api.Vertex;
import pregel.api.VertexRandom;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Partials;
import pregel.worker.engine.Questions;

/**
 * The view of the vertex being computed, as far as it does not depend on the type of the messages.
 */
abstract class KernelVertex extends Vertex {
  final JobState state;
  final double[] doublePartials;
  final long[] longPartials;
  final boolean[] booleanPartials;
  final Object[] objectPartials;
  final Object[] scratch;

  // What the vertices of the current word did: bits by place in the word.
  long halted;
  long closing;
  long asking;

  /** Messages of the current block whose targets do not exist. */
  long dropped;

  /** Questions of the current block. */
  long questions;

  private final DoubleAggregator[] doubleAggregators;
  private final LongAggregator[] longAggregators;
  private final BooleanAggregator[] booleanAggregators;
  private final NeighborView neighbors;
  private final VertexRandom random = new VertexRandom();
  private int randomSlot = -1;
  private int randomSuperstep = -1;

  KernelVertex(JobState state) {
    this.state = state;
    Schema schema = state.schema;
    this.doubleAggregators = schema.doubleAggregators().toArray(DoubleAggregator[]::new);
    this.longAggregators = schema.longAggregators().toArray(LongAggregator[]::new);
    this.booleanAggregators = schema.booleanAggregators().toArray(BooleanAggregator[]::new);
    this.doublePartials = new double[doubleAggregators.length];
    this.longPartials = new long[longAggregators.length];
    this.booleanPartials = new boolean[booleanAggregators.length];
    this.objectPartials = new Object[schema.objectAggregators().size()];
    this.scratch = state.newScratch();
    this.neighbors = state.neighborRows == null ? null : new NeighborView(state.neighborRows, this);
  }

  final void moveTo(int next) {
    slot = next;
  }

  final int slot() {
    return slot;
  }

  /** Starts the aggregators of a block. */
  final void beginBlock() {
    for (int i = 0; i < doublePartials.length; i++) {
      doublePartials[i] = doubleAggregators[i].identity();
    }
    for (int i = 0; i < longPartials.length; i++) {
      longPartials[i] = longAggregators[i].identity();
    }
    for (int i = 0; i < booleanPartials.length; i++) {
      booleanPartials[i] = booleanAggregators[i].identity();
    }
    Arrays.fill(objectPartials, null);
  }

  /** Hands over the aggregators of a block. */
  final void endBlock(int block) {
    Partials partials = state.partials;
    for (int i = 0; i < doublePartials.length; i++) {
      partials.doubles[i][block] = doublePartials[i];
    }
    for (int i = 0; i < longPartials.length; i++) {
      partials.longs[i][block] = longPartials[i];
    }
    for (int i = 0; i < booleanPartials.length; i++) {
      partials.booleans[i][block] = (byte) (booleanPartials[i] ? 1 : 0);
    }
    for (int i = 0; i < objectPartials.length; i++) {
      partials.objects[i][block] = objectPartials[i];
    }
  }

  /** Sends from a neighbour list to the vertex in a slot. */
  abstract void sendToSlot(int target, long message);

  /** What becomes of a message to an id that no vertex has. */
  final void missed(long targetId) {
    if (state.schema.unknownTargets() == UnknownTargets.FAIL) {
      throw new JobException(
          FailureKind.USER_PROGRAM,
          state.program.getClass().getName()
              + ": vertex "
              + id()
              + ", superstep "
              + state.superstep
              + ": sent a message to "
              + targetId
              + ", which no vertex has as its id; correct the program, or declare"
              + " schema.unknownTargets(DROP) or CREATE");
    }
    dropped++;
  }

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
    halted |= 1L << slot;
  }

  @Override
  public final void close() {
    closing |= 1L << slot;
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
  protected final void contribute(BooleanAggregator aggregator, boolean value) {
    int index = aggregator.index();
    boolean sofar = booleanPartials[index];
    booleanPartials[index] = aggregator.identity() ? sofar & value : sofar | value;
  }

  @Override
  @SuppressWarnings("unchecked") // the aggregator's own contributions
  protected final <T> void contribute(ObjectAggregator<T> aggregator, T value) {
    int index = aggregator.index();
    T sofar = objectPartials[index] == null ? aggregator.identity() : (T) objectPartials[index];
    objectPartials[index] = aggregator.fold().combine(sofar, value);
  }

  @Override
  public final VertexRandom random() {
    if (randomSlot != slot || randomSuperstep != state.superstep) {
      randomSlot = slot;
      randomSuperstep = state.superstep;
      random.start(state.seed, state.superstep, id());
    }
    return random;
  }

  @Override
  protected final void ask(Requests requests, long targetId) {
    questions++;
    asking |= 1L << slot;
    int target = state.graph.ids().slot(targetId);
    if (target >= 0) {
      state.questions.get(requests.index()).ask(target);
    }
  }

  @Override
  protected final double answerOr(DoubleRequests requests, long targetId, double otherwise) {
    Questions questions = state.questions.get(requests.index());
    int target = state.graph.ids().slot(targetId);
    return questions.isAnswered(target) ? questions.doubleAt(target) : otherwise;
  }

  @Override
  protected final long answerOr(LongRequests requests, long targetId, long otherwise) {
    Questions questions = state.questions.get(requests.index());
    int target = state.graph.ids().slot(targetId);
    return questions.isAnswered(target) ? questions.longAt(target) : otherwise;
  }

  @Override
  @SuppressWarnings("unchecked") // the answers are of the requests' own type
  protected final <T> T answerOr(ObjectRequests<T> requests, long targetId, T otherwise) {
    Questions questions = state.questions.get(requests.index());
    int target = state.graph.ids().slot(targetId);
    return questions.isAnswered(target) ? (T) questions.objectAt(target) : otherwise;
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
}
