package pregel.api.reference;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import pregel.api.Direction;
import pregel.api.DoubleAggregator;
import pregel.api.LongAggregator;
import pregel.api.NeighborList;
import pregel.api.Schema;
import pregel.api.Vertex;

/** The vertex being computed; notes what it decides until the runner reads it. */
final class ReferenceVertex extends Vertex {
  private final Arrangement arrangement;
  private final Rows rows;
  private final long directedEdges;
  private final Aggregates aggregates;
  private final MessageRules.Kind kind;
  private final boolean mayReadNeighborLists;
  private final List<Object> scratches;
  private Mailbox outbox;
  private int superstep;
  private boolean halted;
  private boolean closed;

  ReferenceVertex(
      ReferenceGraph graph,
      Arrangement arrangement,
      Rows rows,
      Aggregates aggregates,
      MessageRules.Kind kind,
      Schema schema) {
    this.arrangement = arrangement;
    this.rows = rows;
    this.directedEdges = graph.directedEdges().size();
    this.aggregates = aggregates;
    this.kind = kind;
    this.mayReadNeighborLists = schema.needsNeighborLists();
    this.scratches = madeBy(schema.scratches());
  }

  private static List<Object> madeBy(Collection<Supplier<?>> suppliers) {
    return suppliers.stream().<Object>map(Supplier::get).toList();
  }

  void moveTo(int newSuperstep, int position, Mailbox newOutbox) {
    superstep = newSuperstep;
    slot = position;
    outbox = newOutbox;
    halted = false;
    closed = false;
  }

  boolean hasHalted() {
    return halted;
  }

  boolean hasClosed() {
    return closed;
  }

  @Override
  public long id() {
    return arrangement.ids().get(slot);
  }

  @Override
  public long order() {
    return slot;
  }

  @Override
  public int superstep() {
    return superstep;
  }

  @Override
  public long numVertices() {
    return arrangement.ids().size();
  }

  @Override
  public long numEdges() {
    return directedEdges;
  }

  @Override
  public int outDegree() {
    return rows.row(Direction.OUT, slot).size();
  }

  @Override
  public int inDegree() {
    return rows.row(Direction.IN, slot).size();
  }

  @Override
  public void voteToHalt() {
    halted = true;
  }

  @Override
  public void close() {
    halted = true;
    closed = true;
  }

  @Override
  public void sendToNeighbors(double message) {
    outbox.broadcast(slot, fitting(message));
  }

  @Override
  public void sendToNeighbors(long message) {
    outbox.broadcast(slot, fitting(message));
  }

  @Override
  public void sendToNeighbors(int message) {
    outbox.broadcast(slot, fitting(message));
  }

  @Override
  public void sendToNeighbors(Object message) {
    outbox.broadcast(slot, fitting(message));
  }

  @Override
  public void send(long targetId, double message) {
    outbox.send(slot, targetId, fitting(message));
  }

  @Override
  public void send(long targetId, long message) {
    outbox.send(slot, targetId, fitting(message));
  }

  @Override
  public void send(long targetId, int message) {
    outbox.send(slot, targetId, fitting(message));
  }

  @Override
  public void send(long targetId, Object message) {
    outbox.send(slot, targetId, fitting(message));
  }

  /** For neighbour lists. */
  void sendToPosition(int target, long message) {
    outbox.sendToPosition(slot, target, fitting(message));
  }

  private Object fitting(double message) {
    requireKind(kind == MessageRules.Kind.DOUBLE, "a double");
    return message;
  }

  private Object fitting(long message) {
    requireKind(kind == MessageRules.Kind.LONG, "a long");
    return message;
  }

  private Object fitting(int message) {
    return switch (kind) {
      case DOUBLE -> (double) message;
      case LONG -> (long) message;
      case INT -> message;
      case OBJECT -> {
        requireKind(false, "an int");
        yield null;
      }
    };
  }

  private Object fitting(Object message) {
    requireKind(kind == MessageRules.Kind.OBJECT, "an object");
    return message;
  }

  private void requireKind(boolean fits, String sent) {
    if (!fits) {
      String declared =
          switch (kind) {
            case DOUBLE -> "double";
            case LONG -> "long";
            case INT -> "int";
            case OBJECT -> "object";
          };
      throw new IllegalStateException(
          "the program's messages are of type " + declared + " but it sends " + sent);
    }
  }

  @Override
  public NeighborList neighborList() {
    requireNeighborLists();
    return new ReferenceNeighborList(rows, this, slot);
  }

  @Override
  public int neighborCount() {
    requireNeighborLists();
    return rows.neighbors(slot).size();
  }

  private void requireNeighborLists() {
    if (!mayReadNeighborLists) {
      throw new IllegalStateException(
          "neighbour lists are not declared; call schema.readsNeighborLists in open");
    }
  }

  @Override
  protected void contribute(DoubleAggregator aggregator, double value) {
    aggregates.add(aggregator, slot, value);
  }

  @Override
  protected void contribute(LongAggregator aggregator, long value) {
    aggregates.add(aggregator, slot, value);
  }

  @Override
  protected Object scratch(int index) {
    return scratches.get(index);
  }
}
