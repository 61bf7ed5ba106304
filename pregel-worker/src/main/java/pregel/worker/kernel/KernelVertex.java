package pregel.worker.kernel;

import java.util.Arrays;
import pregel.api.BooleanAggregator;
import pregel.api.Channel;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleChannel;
import pregel.api.DoubleRequests;
import pregel.api.Edges;
import pregel.api.IntChannel;
import pregel.api.LongAggregator;
import pregel.api.LongChannel;
import pregel.api.LongRequests;
import pregel.api.Mutations;
import pregel.api.NeighborList;
import pregel.api.ObjectAggregator;
import pregel.api.ObjectChannel;
import pregel.api.ObjectRequests;
import pregel.api.Requests;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexRandom;
import pregel.core.graph.EdgeList;
import pregel.worker.engine.ChangeLog;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Partials;
import pregel.worker.engine.Questions;
import pregel.worker.engine.RowEditor;

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
  long removing;

  /** Messages of the current block whose targets do not exist, and the least of those targets. */
  long dropped;

  long leastMissed = Long.MAX_VALUE;

  /**
   * The id that an edge was last asked for, and its slot, for programs that ask in order to send
   * there. At first any vertex; always that one if the program changes the graph.
   */
  long namedId;

  int namedSlot;

  private final boolean keepsSlots;

  /** Questions of the current block. */
  long questions;

  private final DoubleAggregator[] doubleAggregators;
  private final LongAggregator[] longAggregators;
  private final BooleanAggregator[] booleanAggregators;
  private final NeighborView neighbors;
  private final EdgeView outEdges;
  private final EdgeView inEdges;
  private final ChangeLog changes;
  private final RowEditor editor;
  private Port[] ports = {};
  private final VertexRandom random = new VertexRandom();
  private int randomSlot = -1;
  private int randomSuperstep = -1;

  KernelVertex(JobState state, int thread) {
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
    this.neighbors = schema.needsNeighborLists() ? new NeighborView(state, this) : null;
    this.changes = state.topology == null ? null : new ChangeLog(state.topology, thread);
    this.editor = state.topology == null ? null : state.topology.editor(thread);
    this.outEdges = schema.needsOutEdges() ? edges(Direction.OUT) : null;
    this.inEdges = schema.needsInEdges() ? edges(Direction.IN) : null;
    this.keepsSlots = state.topology == null;
    this.namedSlot = state.vertices == 0 ? -1 : 0;
    this.namedId = state.vertices == 0 ? 0 : state.graph.ids().id(0);
  }

  private EdgeView edges(Direction direction) {
    boolean changeable =
        state.topology != null && (direction == Direction.OUT || state.graph.isUndirected());
    return changeable
        ? new ChangingEdges(state, this, direction)
        : new HeldEdges(state, this, direction);
  }

  /** Told once of all ports through which the vertex sends. */
  final void sendThrough(Port... all) {
    ports = all;
  }

  final void moveTo(int next) {
    slot = next;
  }

  final int slot() {
    return slot;
  }

  /** Notes the id of a slot, to which a message may be sent next. */
  final void name(int named, long id) {
    if (keepsSlots) {
      namedId = id;
      namedSlot = named;
    }
  }

  /** Starts the aggregators of a block. */
  final void beginBlock() {
    for (int i = 0; i < doublePartials.length; i++) {
      doublePartials[i] = doubleAggregators[i].fold().doubleIdentity();
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

  /** Sends along an edge to the vertex in a slot. */
  void sendAlong(int target, double message) {
    throw refusedAlong("double");
  }

  /** Sends along an edge to the vertex in a slot. */
  void sendAlong(int target, long message) {
    throw refusedAlong("long");
  }

  /** Sends along an edge to the vertex in a slot. */
  void sendAlong(int target, int message) {
    throw refusedAlong("int");
  }

  /** Sends along an edge to the vertex in a slot. */
  void sendAlong(int target, Object message) {
    throw refusedAlong("object");
  }

  /** Sends along an edge through a channel to the vertex in a slot. */
  void sendAlong(DoubleChannel channel, int target, double message) {
    throw refusedAlong(channel.toString());
  }

  /** Sends along an edge through a channel to the vertex in a slot. */
  void sendAlong(LongChannel channel, int target, long message) {
    throw refusedAlong(channel.toString());
  }

  /** Sends along an edge through a channel to the vertex in a slot. */
  void sendAlong(IntChannel channel, int target, int message) {
    throw refusedAlong(channel.toString());
  }

  /** Sends along an edge through a channel to the vertex in a slot. */
  void sendAlong(ObjectChannel<?> channel, int target, Object message) {
    throw refusedAlong(channel.toString());
  }

  private static IllegalStateException refusedAlong(String what) {
    return new IllegalStateException(
        "sent along an edge through " + what + ", which the program's messages are not of");
  }

  /**
   * What becomes of a message to an id that the input did not have.
   *
   * @return the slot of its receiver, or a number that stands for it; -1 if it is dropped
   */
  final int missed(long targetId) {
    if (state.topology != null) {
      return state.topology.number(targetId);
    }
    if (state.remoteIds != null) {
      return state.firstRemote + state.remoteIds.number(targetId);
    }
    dropped++;
    leastMissed = Math.min(leastMissed, targetId);
    return -1;
  }

  /** Whether the vertex changed its edges in this call. */
  final boolean hasChangedRow() {
    return editor != null && editor.isOpen(slot);
  }

  /** Its edges, to be changed. */
  final RowEditor openRow() {
    if (!editor.isOpen(slot)) {
      editor.open(slot);
      for (Port port : ports) {
        port.rowOpened(slot);
      }
    }
    return editor;
  }

  /** After the vertices of a word were computed. */
  final void closeRow() {
    if (editor != null) {
      editor.close();
    }
  }

  /** Where the edges of changed rows are listed. */
  final EdgeList changedRows() {
    return editor.log();
  }

  /** Appends the edges of the vertex, which changed, to {@link #changedRows}; where they start. */
  final int changedRow(Direction direction) {
    return editor.version(direction);
  }

  /**
   * Notes that the vertex broadcasts along edges that it changed.
   *
   * @return how many more messages that makes than its edges before
   */
  final int noteBroadcast(Channel channel) {
    editor.broadcast(channel.index(), channel.direction());
    return editor.gained(channel.direction());
  }

  final ChangeLog changes() {
    if (changes == null) {
      throw new IllegalStateException(
          "the program changes the graph without declaring it; call schema.changesTopology() in"
              + " open");
    }
    return changes.of(slot);
  }

  @Override
  public final Edges outEdges() {
    return opened(declared(outEdges, Direction.OUT));
  }

  @Override
  public final Edges inEdges() {
    return opened(declared(inEdges, Direction.IN));
  }

  private EdgeView opened(EdgeView view) {
    EdgeView edges = view.of(slot);
    int size = edges.size();
    for (Port port : ports) {
      port.makeRoom(size);
    }
    return edges;
  }

  private static EdgeView declared(EdgeView view, Direction direction) {
    if (view == null) {
      throw new IllegalStateException(
          "the program reads edges without declaring it; call schema.readsEdges(Direction."
              + direction
              + ") in open");
    }
    return view;
  }

  @Override
  public final void addEdge(long targetId, double weight) {
    ChangeLog log = changes();
    openRow();
    log.addOwn(targetId, weight);
  }

  @Override
  public final void removeEdges(long targetId) {
    ChangeLog log = changes();
    openRow();
    log.removeOwn(targetId);
  }

  @Override
  public final void remove() {
    if ((removing >>> slot & 1) == 0) {
      changes().removeSelf();
      removing |= 1L << slot;
    }
  }

  @Override
  public final Mutations mutations() {
    return changes();
  }

  @Override
  public final long id() {
    return state.ids.id(slot);
  }

  @Override
  public final long order() {
    return state.order(slot);
  }

  @Override
  public final int superstep() {
    return state.superstep;
  }

  @Override
  public final long numVertices() {
    return state.existing;
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
    } else if (state.topology != null) {
      state.topology.ask(requests.index(), targetId);
    } else if (state.remoteIds != null) {
      state.questions.get(requests.index()).askRemote(state.remoteIds.number(targetId));
    }
  }

  @Override
  protected final double answerOr(DoubleRequests requests, long targetId, double otherwise) {
    Questions questions = state.questions.get(requests.index());
    int target = state.asked(targetId);
    return questions.isAnswered(target) ? questions.doubleAt(target) : otherwise;
  }

  @Override
  protected final long answerOr(LongRequests requests, long targetId, long otherwise) {
    Questions questions = state.questions.get(requests.index());
    int target = state.asked(targetId);
    return questions.isAnswered(target) ? questions.longAt(target) : otherwise;
  }

  @Override
  @SuppressWarnings("unchecked") // the answers are of the requests' own type
  protected final <T> T answerOr(ObjectRequests<T> requests, long targetId, T otherwise) {
    Questions questions = state.questions.get(requests.index());
    int target = state.asked(targetId);
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
