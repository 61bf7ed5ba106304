package pregel.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a program declares in {@link VertexProgram#open}: its columns, how its messages travel and
 * combine, its aggregators. Engines read the declarations afterwards.
 */
public final class Schema {
  private final int vertices;
  private final List<Column> columns = new ArrayList<>();
  private final List<DoubleAggregator> doubleAggregators = new ArrayList<>();
  private final List<LongAggregator> longAggregators = new ArrayList<>();
  private final List<Supplier<?>> scratches = new ArrayList<>();
  private Direction direction = Direction.OUT;
  private Object combiner;
  private Object edgeFunction;
  private Codec<?> messageCodec;
  private boolean readsNeighborLists;

  /**
   * For engines.
   *
   * @param vertices slots of every column
   */
  public Schema(int vertices) {
    this.vertices = vertices;
  }

  public DoubleColumn doubleColumn(String name) {
    return declare(new DoubleColumn(name, vertices));
  }

  public LongColumn longColumn(String name) {
    return declare(new LongColumn(name, vertices));
  }

  public IntColumn intColumn(String name) {
    return declare(new IntColumn(name, vertices));
  }

  public BooleanColumn booleanColumn(String name) {
    return declare(new BooleanColumn(name, vertices));
  }

  public <T> ObjectColumn<T> objectColumn(String name, Codec<T> codec) {
    return declare(new ObjectColumn<>(name, vertices, Objects.requireNonNull(codec)));
  }

  /** Broadcasts travel in this direction instead of along outgoing edges. */
  public Schema sendAlong(Direction along) {
    direction = Objects.requireNonNull(along);
    return this;
  }

  /** Messages to one vertex are folded by a combiner with a loop of its own. */
  public Schema combine(Combiner chosen) {
    combiner = Objects.requireNonNull(chosen);
    return this;
  }

  /** Double messages to one vertex are folded by the program's own combiner. */
  public Schema combine(DoubleCombiner chosen) {
    combiner = Objects.requireNonNull(chosen);
    return this;
  }

  /** Long messages to one vertex are folded by the program's own combiner. */
  public Schema combine(LongCombiner chosen) {
    combiner = Objects.requireNonNull(chosen);
    return this;
  }

  /** Int messages to one vertex are folded by the program's own combiner. */
  public Schema combine(IntCombiner chosen) {
    combiner = Objects.requireNonNull(chosen);
    return this;
  }

  /** Object messages to one vertex are folded by the program's own combiner. */
  public <M> Schema combine(ObjectCombiner<M> chosen) {
    combiner = Objects.requireNonNull(chosen);
    return this;
  }

  /** Broadcast doubles pass through a function of the edge's weight. */
  public Schema alongEdges(DoubleEdgeFunction function) {
    edgeFunction = Objects.requireNonNull(function);
    return this;
  }

  /** Broadcast longs pass through a function of the edge's weight. */
  public Schema alongEdges(LongEdgeFunction function) {
    edgeFunction = Objects.requireNonNull(function);
    return this;
  }

  /** Broadcast ints pass through a function of the edge's weight. */
  public Schema alongEdges(IntEdgeFunction function) {
    edgeFunction = Objects.requireNonNull(function);
    return this;
  }

  /** Broadcast objects pass through a function of the edge's weight. */
  public <M> Schema alongEdges(ObjectEdgeFunction<M> function) {
    edgeFunction = Objects.requireNonNull(function);
    return this;
  }

  /** How object messages are written and read; needed by programs of {@link VertexProgram.Of}. */
  public <M> Schema messages(Codec<M> codec) {
    messageCodec = Objects.requireNonNull(codec);
    return this;
  }

  /** The program reads {@link Vertex#neighborList}. */
  public Schema readsNeighborLists() {
    readsNeighborLists = true;
    return this;
  }

  /** An aggregator that sums, takes the least or the greatest. */
  public DoubleAggregator doubleAggregator(String name, Combiner fold) {
    requireAggregate(fold);
    var aggregator = new DoubleAggregator(name, fold, doubleAggregators.size());
    doubleAggregators.add(aggregator);
    return aggregator;
  }

  /** An aggregator that sums, takes the least or the greatest. */
  public LongAggregator longAggregator(String name, Combiner fold) {
    requireAggregate(fold);
    var aggregator = new LongAggregator(name, fold, longAggregators.size());
    longAggregators.add(aggregator);
    return aggregator;
  }

  /** Working space for {@code compute}, one per thread; the supplier is called by any thread. */
  public <T> Scratch<T> scratch(Supplier<T> supplier) {
    var scratch = new Scratch<T>(scratches.size());
    scratches.add(Objects.requireNonNull(supplier));
    return scratch;
  }

  /** Every declared column, in order. */
  public List<Column> columns() {
    return Collections.unmodifiableList(columns);
  }

  /** The columns that make up the result, in order. */
  public List<Column> resultColumns() {
    return columns.stream().filter(column -> !column.isInternal()).toList();
  }

  public List<DoubleAggregator> doubleAggregators() {
    return Collections.unmodifiableList(doubleAggregators);
  }

  public List<LongAggregator> longAggregators() {
    return Collections.unmodifiableList(longAggregators);
  }

  /** What makes the working space of a thread, by index of {@link Vertex#scratch}. */
  public List<Supplier<?>> scratches() {
    return Collections.unmodifiableList(scratches);
  }

  public Direction direction() {
    return direction;
  }

  /** A {@link Combiner}, one of the combiner interfaces of the message type, or null. */
  public Object combiner() {
    return combiner;
  }

  /** The edge function of the message type, or null. */
  public Object edgeFunction() {
    return edgeFunction;
  }

  /** The codec of object messages, or null. */
  public Codec<?> messageCodec() {
    return messageCodec;
  }

  public boolean needsNeighborLists() {
    return readsNeighborLists;
  }

  private <C extends Column> C declare(C column) {
    for (Column other : columns) {
      if (other.name().equals(column.name())) {
        throw new IllegalArgumentException(
            "column \""
                + column.name()
                + "\" is declared twice; give each column a name of its own");
      }
    }
    columns.add(column);
    return column;
  }

  private static void requireAggregate(Combiner fold) {
    if (fold == Combiner.FIRST) {
      throw new IllegalArgumentException("an aggregator folds with SUM, MIN or MAX, not FIRST");
    }
  }
}
