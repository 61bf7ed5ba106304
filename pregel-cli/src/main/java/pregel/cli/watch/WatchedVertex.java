package pregel.cli.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import pregel.api.BooleanAggregator;
import pregel.api.Channel;
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
import pregel.api.Requests;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexRandom;
import pregel.cli.watch.VertexRecord.Received;
import pregel.cli.watch.VertexRecord.Sent;
import pregel.cli.watch.VertexRecord.State;

/** The view of a vertex that passes every call on to the engine's own and remembers it. */
final class WatchedVertex extends Vertex {
  private final Schema schema;
  private final Object[] scratch;
  private final Replay[] replays;
  private final List<Sent> sent = new ArrayList<>();
  private Vertex vertex;
  private Map<String, Object> before;
  private State state;

  WatchedVertex(Schema schema) {
    this.schema = schema;
    this.scratch = new Object[schema.scratches().size()];
    this.replays = new Replay[schema.channels().size()];
  }

  /** Becomes the view of another vertex. */
  void begin(Vertex viewed, Map<String, Object> values) {
    vertex = viewed;
    slot = slotOf(viewed);
    before = values;
    state = schema.isMonotone() ? State.HALTED : State.ACTIVE;
    sent.clear();
    Arrays.fill(replays, null);
  }

  /** What was remembered since {@link #begin}. */
  VertexRecord record(String phase, Map<String, Object> after) {
    List<Received> received = new ArrayList<>();
    for (Replay replay : replays) {
      if (replay != null) {
        received.add(replay.received());
      }
    }
    return new VertexRecord(
        vertex.superstep(), phase, id(), before, after, received, List.copyOf(sent), state);
  }

  /** Reads all messages of a channel, so that they are recorded even if the program does not. */
  void readAll(Channel channel) {
    if (channel instanceof DoubleChannel doubles) {
      keep(Replay.of(channel, doubles.received(vertex)));
    } else if (channel instanceof LongChannel longs) {
      keep(Replay.of(channel, longs.received(vertex)));
    } else if (channel instanceof IntChannel ints) {
      keep(Replay.of(channel, ints.received(vertex)));
    } else if (channel instanceof ObjectChannel<?> objects) {
      keep(Replay.of(channel, objects.received(vertex)));
    }
  }

  DoubleMessages read(DoubleMessages messages) {
    return keep(Replay.of(schema.mainChannel(), messages)).doubles();
  }

  LongMessages read(LongMessages messages) {
    return keep(Replay.of(schema.mainChannel(), messages)).longs();
  }

  IntMessages read(IntMessages messages) {
    return keep(Replay.of(schema.mainChannel(), messages)).ints();
  }

  <M> Messages<M> read(Messages<M> messages) {
    return keep(Replay.of(schema.mainChannel(), messages)).objects();
  }

  private Replay keep(Replay replay) {
    replays[replay.channel().index()] = replay;
    return replay;
  }

  /** Notes a message; the target is null for a broadcast. */
  void note(Channel channel, Long target, Object message) {
    sent.add(new Sent(channel.name(), target, Replay.lasting(message)));
  }

  /** As {@link #note(Channel, Long, Object)}, for a program of one message type. */
  void note(Long target, Object message) {
    note(schema.mainChannel(), target, message);
  }

  @Override
  public long id() {
    return vertex.id();
  }

  @Override
  public long order() {
    return vertex.order();
  }

  @Override
  public int superstep() {
    if (schema.isMonotone()) {
      throw Monotone.refused("vertex.superstep()");
    }
    return vertex.superstep();
  }

  @Override
  public long numVertices() {
    return vertex.numVertices();
  }

  @Override
  public long numEdges() {
    return vertex.numEdges();
  }

  @Override
  public int outDegree() {
    return vertex.outDegree();
  }

  @Override
  public int inDegree() {
    return vertex.inDegree();
  }

  @Override
  public void voteToHalt() {
    vertex.voteToHalt();
    state = state == State.ACTIVE ? State.HALTED : state;
  }

  @Override
  public void close() {
    vertex.close();
    state = state == State.REMOVED ? state : State.CLOSED;
  }

  @Override
  public void remove() {
    vertex.remove();
    state = State.REMOVED;
  }

  @Override
  public void sendToNeighbors(double message) {
    vertex.sendToNeighbors(message);
    note(null, message);
  }

  @Override
  public void send(long targetId, double message) {
    vertex.send(targetId, message);
    note(targetId, message);
  }

  @Override
  public void sendToNeighbors(long message) {
    vertex.sendToNeighbors(message);
    note(null, message);
  }

  @Override
  public void send(long targetId, long message) {
    vertex.send(targetId, message);
    note(targetId, message);
  }

  @Override
  public void sendToNeighbors(int message) {
    vertex.sendToNeighbors(message);
    note(null, message);
  }

  @Override
  public void send(long targetId, int message) {
    vertex.send(targetId, message);
    note(targetId, message);
  }

  @Override
  public void sendToNeighbors(Object message) {
    vertex.sendToNeighbors(message);
    note(null, message);
  }

  @Override
  public void send(long targetId, Object message) {
    vertex.send(targetId, message);
    note(targetId, message);
  }

  @Override
  public NeighborList neighborList() {
    return vertex.neighborList();
  }

  @Override
  public int neighborCount() {
    return vertex.neighborCount();
  }

  @Override
  public Edges outEdges() {
    return new WatchedEdges(vertex.outEdges(), this);
  }

  @Override
  public Edges inEdges() {
    return new WatchedEdges(vertex.inEdges(), this);
  }

  @Override
  public void addEdge(long targetId, double weight) {
    vertex.addEdge(targetId, weight);
  }

  @Override
  public void removeEdges(long targetId) {
    vertex.removeEdges(targetId);
  }

  @Override
  public Mutations mutations() {
    return vertex.mutations();
  }

  @Override
  public VertexRandom random() {
    return vertex.random();
  }

  @Override
  protected void contribute(DoubleAggregator aggregator, double value) {
    aggregator.add(vertex, value);
  }

  @Override
  protected void contribute(LongAggregator aggregator, long value) {
    aggregator.add(vertex, value);
  }

  @Override
  protected void contribute(BooleanAggregator aggregator, boolean value) {
    aggregator.add(vertex, value);
  }

  @Override
  protected <T> void contribute(ObjectAggregator<T> aggregator, T value) {
    aggregator.add(vertex, value);
  }

  @Override
  protected DoubleMessages received(DoubleChannel channel) {
    Replay replay = replays[channel.index()];
    if (replay == null) {
      replay = keep(Replay.of(channel, channel.received(vertex)));
    }
    return replay.doubles();
  }

  @Override
  protected void broadcast(DoubleChannel channel, double message) {
    channel.sendToNeighbors(vertex, message);
    note(channel, null, message);
  }

  @Override
  protected void address(DoubleChannel channel, long targetId, double message) {
    channel.send(vertex, targetId, message);
    note(channel, targetId, message);
  }

  @Override
  protected LongMessages received(LongChannel channel) {
    Replay replay = replays[channel.index()];
    if (replay == null) {
      replay = keep(Replay.of(channel, channel.received(vertex)));
    }
    return replay.longs();
  }

  @Override
  protected void broadcast(LongChannel channel, long message) {
    channel.sendToNeighbors(vertex, message);
    note(channel, null, message);
  }

  @Override
  protected void address(LongChannel channel, long targetId, long message) {
    channel.send(vertex, targetId, message);
    note(channel, targetId, message);
  }

  @Override
  protected IntMessages received(IntChannel channel) {
    Replay replay = replays[channel.index()];
    if (replay == null) {
      replay = keep(Replay.of(channel, channel.received(vertex)));
    }
    return replay.ints();
  }

  @Override
  protected void broadcast(IntChannel channel, int message) {
    channel.sendToNeighbors(vertex, message);
    note(channel, null, message);
  }

  @Override
  protected void address(IntChannel channel, long targetId, int message) {
    channel.send(vertex, targetId, message);
    note(channel, targetId, message);
  }

  @Override
  protected <M> Messages<M> received(ObjectChannel<M> channel) {
    Replay replay = replays[channel.index()];
    if (replay == null) {
      replay = keep(Replay.of(channel, channel.received(vertex)));
    }
    return replay.objects();
  }

  @Override
  protected <M> void broadcast(ObjectChannel<M> channel, M message) {
    channel.sendToNeighbors(vertex, message);
    note(channel, null, message);
  }

  @Override
  protected <M> void address(ObjectChannel<M> channel, long targetId, M message) {
    channel.send(vertex, targetId, message);
    note(channel, targetId, message);
  }

  @Override
  protected void ask(Requests requests, long targetId) {
    if (requests instanceof LongRequests longs) {
      longs.ask(vertex, targetId);
    } else if (requests instanceof DoubleRequests doubles) {
      doubles.ask(vertex, targetId);
    } else if (requests instanceof ObjectRequests<?> objects) {
      objects.ask(vertex, targetId);
    }
    sent.add(new Sent(requests.name(), targetId, null));
  }

  @Override
  protected long answerOr(LongRequests requests, long targetId, long otherwise) {
    return requests.answerOr(vertex, targetId, otherwise);
  }

  @Override
  protected double answerOr(DoubleRequests requests, long targetId, double otherwise) {
    return requests.answerOr(vertex, targetId, otherwise);
  }

  @Override
  protected <T> T answerOr(ObjectRequests<T> requests, long targetId, T otherwise) {
    return requests.answerOr(vertex, targetId, otherwise);
  }

  @Override
  protected Object scratch(int index) {
    if (scratch[index] == null) {
      scratch[index] = schema.scratches().get(index).get();
    }
    return scratch[index];
  }
}
