package pregel.api.reference;

import java.util.List;
import java.util.function.Supplier;
import pregel.api.Aggregator;
import pregel.api.BooleanAggregator;
import pregel.api.Channel;
import pregel.api.Direction;
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
import pregel.api.Monotone;
import pregel.api.Mutations;
import pregel.api.NeighborList;
import pregel.api.ObjectAggregator;
import pregel.api.ObjectChannel;
import pregel.api.ObjectRequests;
import pregel.api.Phase;
import pregel.api.Requests;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexRandom;

/** The vertex being computed; notes what it decides until the runner reads it. */
final class ReferenceVertex extends Vertex {
  private final Schema schema;
  private final Topology topology;
  private final long seed;
  private final MainMessages main;
  private final List<Object> scratches;
  private int superstep;
  private Phase phase;
  private Questions answers;
  private Outgoing outgoing;
  private Aggregates aggregates;
  private long id;
  private List<Inbox> inboxes;
  private VertexRandom random;
  private boolean halted;
  private boolean closed;
  private boolean removed;
  private boolean asked;
  private boolean broadcast;

  /** Watches over a monotone program; null for others. */
  private final Improvement improvement;

  ReferenceVertex(Schema schema, Topology topology, long seed, Improvement improvement) {
    this.improvement = improvement;
    this.schema = schema;
    this.topology = topology;
    this.seed = seed;
    this.main = new MainMessages(schema.mainChannel());
    this.scratches = schema.scratches().stream().<Object>map(Supplier::get).toList();
  }

  /** The same for all vertices of a superstep. */
  void startSuperstep(
      int newSuperstep,
      Phase newPhase,
      Questions newAnswers,
      Outgoing newOutgoing,
      Aggregates newAggregates) {
    superstep = newSuperstep;
    phase = newPhase;
    answers = newAnswers;
    outgoing = newOutgoing;
    aggregates = newAggregates;
  }

  /**
   * Becomes another vertex.
   *
   * @param newInboxes its messages, an inbox for every channel
   */
  void moveTo(long newId, List<Inbox> newInboxes) {
    id = newId;
    slot = topology.arrangement().positions().get(newId);
    inboxes = newInboxes;
    random = null;
    halted = false;
    closed = false;
    removed = false;
    asked = false;
    broadcast = false;
  }

  boolean hasHalted() {
    return halted && !asked || closed || improvement != null;
  }

  boolean hasClosed() {
    return closed;
  }

  boolean isRemoved() {
    return removed;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public long order() {
    return slot;
  }

  @Override
  public int superstep() {
    requireOrdinary("vertex.superstep()");
    return superstep;
  }

  @Override
  public long numVertices() {
    return topology.vertices().size();
  }

  @Override
  public long numEdges() {
    return topology.edges();
  }

  @Override
  public int outDegree() {
    return topology.row(Direction.OUT, id).size();
  }

  @Override
  public int inDegree() {
    return topology.row(Direction.IN, id).size();
  }

  @Override
  public void voteToHalt() {
    halted = true;
  }

  @Override
  public void close() {
    requireOrdinary("vertex.close()");
    closed = true;
  }

  @Override
  public void sendToNeighbors(double message) {
    send(main.channel(), main.fitting(message));
  }

  @Override
  public void sendToNeighbors(long message) {
    send(main.channel(), main.fitting(message));
  }

  @Override
  public void sendToNeighbors(int message) {
    send(main.channel(), main.fitting(message));
  }

  @Override
  public void sendToNeighbors(Object message) {
    send(main.channel(), main.fitting(message));
  }

  @Override
  public void send(long targetId, double message) {
    send(main.channel(), targetId, main.fitting(message));
  }

  @Override
  public void send(long targetId, long message) {
    send(main.channel(), targetId, main.fitting(message));
  }

  @Override
  public void send(long targetId, int message) {
    send(main.channel(), targetId, main.fitting(message));
  }

  @Override
  public void send(long targetId, Object message) {
    send(main.channel(), targetId, main.fitting(message));
  }

  @Override
  protected void broadcast(DoubleChannel channel, double message) {
    send(channel, message);
  }

  @Override
  protected void broadcast(LongChannel channel, long message) {
    send(channel, message);
  }

  @Override
  protected void broadcast(IntChannel channel, int message) {
    send(channel, message);
  }

  @Override
  protected <M> void broadcast(ObjectChannel<M> channel, M message) {
    send(channel, message);
  }

  @Override
  protected void address(DoubleChannel channel, long targetId, double message) {
    send(channel, targetId, message);
  }

  @Override
  protected void address(LongChannel channel, long targetId, long message) {
    send(channel, targetId, message);
  }

  @Override
  protected void address(IntChannel channel, long targetId, int message) {
    send(channel, targetId, message);
  }

  @Override
  protected <M> void address(ObjectChannel<M> channel, long targetId, M message) {
    send(channel, targetId, message);
  }

  private void send(Channel channel, Object message) {
    requireWritten(channel);
    if (improvement != null) {
      if (broadcast) {
        throw Monotone.refused("a second broadcast in one call");
      }
      broadcast = true;
      improvement.broadcast(id, message, topology.row(channel.direction(), id));
    }
    outgoing.mailbox(channel).broadcast(id, message);
  }

  /** Sends to one vertex; for views of edges and neighbours too. */
  void send(Channel channel, long targetId, Object message) {
    requireOrdinary("vertex.send(id, message)");
    requireWritten(channel);
    outgoing.mailbox(channel).send(id, targetId, message);
  }

  private void requireOrdinary(String call) {
    if (improvement != null) {
      throw Monotone.refused(call);
    }
  }

  /** What may be sent through the one channel of a program without phases. */
  MainMessages main() {
    return main;
  }

  private void requireWritten(Channel channel) {
    if (phase != null && !phase.writes().contains(channel)) {
      throw new IllegalStateException(
          phase + " sends through " + channel + " without saying so; call writes in open");
    }
  }

  @Override
  protected DoubleMessages received(DoubleChannel channel) {
    return inbox(channel).asDoubles();
  }

  @Override
  protected LongMessages received(LongChannel channel) {
    return inbox(channel).asLongs();
  }

  @Override
  protected IntMessages received(IntChannel channel) {
    return inbox(channel).asInts();
  }

  @Override
  protected <M> Messages<M> received(ObjectChannel<M> channel) {
    return inbox(channel).asObjects();
  }

  private Inbox inbox(Channel channel) {
    if (phase != null && !phase.reads().contains(channel)) {
      throw new IllegalStateException(
          phase + " receives from " + channel + " without saying so; call reads in open");
    }
    return inboxes.get(channel.index());
  }

  @Override
  protected void ask(Requests requests, long targetId) {
    outgoing.questions().ask(requests, targetId);
    asked = true;
  }

  @Override
  protected long answerOr(LongRequests requests, long targetId, long otherwise) {
    return (long) answers.answerOr(requests, targetId, otherwise);
  }

  @Override
  protected double answerOr(DoubleRequests requests, long targetId, double otherwise) {
    return (double) answers.answerOr(requests, targetId, otherwise);
  }

  @Override
  @SuppressWarnings("unchecked") // these requests gave the answer
  protected <T> T answerOr(ObjectRequests<T> requests, long targetId, T otherwise) {
    return (T) answers.answerOr(requests, targetId, otherwise);
  }

  @Override
  public NeighborList neighborList() {
    requireNeighborLists();
    return new ReferenceNeighborList(topology, this, slot);
  }

  @Override
  public int neighborCount() {
    requireNeighborLists();
    return topology.neighbors(slot).size();
  }

  private void requireNeighborLists() {
    require(schema.needsNeighborLists(), "neighbour lists", "schema.readsNeighborLists");
  }

  @Override
  public Edges outEdges() {
    require(schema.needsOutEdges(), "outgoing edges", "schema.readsEdges(Direction.OUT)");
    return new ReferenceEdges(this, topology, true);
  }

  @Override
  public Edges inEdges() {
    require(schema.needsInEdges(), "incoming edges", "schema.readsEdges(Direction.IN)");
    return new ReferenceEdges(this, topology, false);
  }

  @Override
  public void addEdge(long targetId, double weight) {
    requireChanging();
    if (!schema.keepsEdgesSimple() || !topology.hasEdge(id, targetId)) {
      topology.addEdge(id, targetId, weight);
      changes().mirrorAddedEdge(id, targetId, weight);
    }
  }

  @Override
  public void removeEdges(long targetId) {
    requireChanging();
    topology.removeEdges(id, targetId);
    changes().mirrorRemovedEdges(id, targetId);
  }

  @Override
  public void remove() {
    requireChanging();
    removed = true;
  }

  @Override
  public Mutations mutations() {
    return changes();
  }

  /** What this vertex requests. */
  Changes changes() {
    requireChanging();
    return outgoing.changes().by(id);
  }

  private void requireChanging() {
    require(schema.isTopologyChanging(), "changes of the graph", "schema.changesTopology");
  }

  private static void require(boolean declared, String what, String how) {
    if (!declared) {
      throw new IllegalStateException(what + " are not declared; call " + how + " in open");
    }
  }

  @Override
  public VertexRandom random() {
    requireOrdinary("vertex.random()");
    if (random == null) {
      random = new VertexRandom();
      random.start(seed, superstep, id);
    }
    return random;
  }

  @Override
  protected void contribute(DoubleAggregator aggregator, double value) {
    contribute((Aggregator) aggregator, value);
  }

  @Override
  protected void contribute(LongAggregator aggregator, long value) {
    contribute((Aggregator) aggregator, value);
  }

  @Override
  protected void contribute(BooleanAggregator aggregator, boolean value) {
    contribute((Aggregator) aggregator, value);
  }

  @Override
  protected <T> void contribute(ObjectAggregator<T> aggregator, T value) {
    contribute((Aggregator) aggregator, (Object) value);
  }

  private void contribute(Aggregator aggregator, Object value) {
    aggregates.add(aggregator, slot, value);
  }

  @Override
  protected Object scratch(int index) {
    return scratches.get(index);
  }
}
