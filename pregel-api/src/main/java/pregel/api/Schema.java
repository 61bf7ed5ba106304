package pregel.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
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
  private final List<BooleanAggregator> booleanAggregators = new ArrayList<>();
  private final List<ObjectAggregator<?>> objectAggregators = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private final List<Phase> phases = new ArrayList<>();
  private final List<Requests> requests = new ArrayList<>();
  private final List<EdgeColumn> edgeColumns = new ArrayList<>();
  private final List<MasterState<?>> masterStates = new ArrayList<>();
  private final Map<String, DoubleSupplier> reports = new LinkedHashMap<>();
  private final List<Supplier<?>> scratches = new ArrayList<>();
  private final Channel main;
  private BiFunction<Integer, PhaseFunction, PhaseFunction> aroundPhases = (phase, own) -> own;
  private MasterProgram master;
  private WorkerHook beforeSuperstep;
  private WorkerHook afterSuperstep;
  private UnknownTargets unknownTargets = UnknownTargets.DROP;
  private VertexResolver resolver = VertexResolver.DEFAULT;
  private boolean readsNeighborLists;
  private boolean readsOutEdges;
  private boolean readsInEdges;
  private boolean changesTopology;
  private boolean simpleEdges;
  private Monotone monotone;

  /**
   * Columns only, without a program.
   *
   * @param vertices slots of every column
   */
  public Schema(int vertices) {
    this(vertices, null);
  }

  private Schema(int vertices, Channel main) {
    this.vertices = vertices;
    this.main = main;
    if (main != null) {
      channels.add(main);
    }
  }

  /**
   * Opens a program; for engines.
   *
   * @param vertices slots of every column
   * @throws IllegalArgumentException if what the program declares does not fit together
   */
  public static Schema of(VertexProgram program, int vertices) {
    Schema schema = new Schema(vertices, mainChannel(program));
    program.open(schema);
    schema.requireFitting();
    return schema;
  }

  private static Channel mainChannel(VertexProgram program) {
    if (program instanceof VertexProgram.OfDouble) {
      return new DoubleChannel("messages", 0);
    } else if (program instanceof VertexProgram.OfLong) {
      return new LongChannel("messages", 0);
    } else if (program instanceof VertexProgram.OfInt) {
      return new IntChannel("messages", 0);
    } else if (program instanceof VertexProgram.Of) {
      return new ObjectChannel<>("messages", 0, null);
    } else if (program instanceof VertexProgram.OfPhases) {
      return null;
    }
    throw new IllegalArgumentException(
        program.getClass().getName()
            + " implements none of VertexProgram.OfDouble, OfLong, OfInt, Of, OfPhases; implement"
            + " one");
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
    main("sendAlong").setDirection(along);
    return this;
  }

  /** Messages to one vertex are folded by a combiner with a loop of its own. */
  public Schema combine(Combiner chosen) {
    main("combine").setCombiner(chosen);
    return this;
  }

  /** Double messages to one vertex are folded by the program's own combiner. */
  public Schema combine(DoubleCombiner chosen) {
    main(DoubleChannel.class, "DoubleCombiner").setCombiner(chosen);
    return this;
  }

  /** Long messages to one vertex are folded by the program's own combiner. */
  public Schema combine(LongCombiner chosen) {
    main(LongChannel.class, "LongCombiner").setCombiner(chosen);
    return this;
  }

  /** Int messages to one vertex are folded by the program's own combiner. */
  public Schema combine(IntCombiner chosen) {
    main(IntChannel.class, "IntCombiner").setCombiner(chosen);
    return this;
  }

  /** Object messages to one vertex are folded by the program's own combiner. */
  public <M> Schema combine(ObjectCombiner<M> chosen) {
    main(ObjectChannel.class, "ObjectCombiner").setCombiner(chosen);
    return this;
  }

  /** Broadcast doubles pass through a function of the edge's weight. */
  public Schema alongEdges(DoubleEdgeFunction function) {
    main(DoubleChannel.class, "DoubleEdgeFunction").setEdgeFunction(function);
    return this;
  }

  /** Broadcast longs pass through a function of the edge's weight. */
  public Schema alongEdges(LongEdgeFunction function) {
    main(LongChannel.class, "LongEdgeFunction").setEdgeFunction(function);
    return this;
  }

  /** Broadcast ints pass through a function of the edge's weight. */
  public Schema alongEdges(IntEdgeFunction function) {
    main(IntChannel.class, "IntEdgeFunction").setEdgeFunction(function);
    return this;
  }

  /** Broadcast objects pass through a function of the edge's weight. */
  public <M> Schema alongEdges(ObjectEdgeFunction<M> function) {
    main(ObjectChannel.class, "ObjectEdgeFunction").setEdgeFunction(function);
    return this;
  }

  /** How object messages are written and read; needed by programs of {@link VertexProgram.Of}. */
  @SuppressWarnings("unchecked") // the program alone knows the type of its messages
  public <M> Schema messages(Codec<M> codec) {
    ((ObjectChannel<M>) main(ObjectChannel.class, "Codec")).setCodec(codec);
    return this;
  }

  /**
   * Values only improve: the engine may compute vertices in whatever order comes to an end soonest.
   * See {@link Monotone} for what that means and what the program gives up.
   */
  public Monotone monotone() {
    if (main == null) {
      throw new IllegalStateException(
          "a monotone program has no phases; implement one of the other interfaces of VertexProgram");
    }
    monotone = new Monotone(main);
    return monotone;
  }

  /** A channel of double messages; for programs of phases. */
  public DoubleChannel doubleChannel(String name) {
    return declare(new DoubleChannel(name, channels.size()));
  }

  /** A channel of long messages; for programs of phases. */
  public LongChannel longChannel(String name) {
    return declare(new LongChannel(name, channels.size()));
  }

  /** A channel of int messages; for programs of phases. */
  public IntChannel intChannel(String name) {
    return declare(new IntChannel(name, channels.size()));
  }

  /** A channel of object messages; for programs of phases. */
  public <M> ObjectChannel<M> objectChannel(String name, Codec<M> codec) {
    return declare(new ObjectChannel<>(name, channels.size(), Objects.requireNonNull(codec)));
  }

  /** A phase; the one declared first runs first. For programs of phases. */
  public Phase phase(String name, PhaseFunction function) {
    if (main != null) {
      throw new IllegalStateException(
          "phase \"" + name + "\": only a VertexProgram.OfPhases has phases");
    }
    requireNewName("phase", name, phases.stream().map(Phase::name).toList());
    Objects.requireNonNull(function);
    var phase = new Phase(name, phases.size(), aroundPhases.apply(phases.size(), function));
    phases.add(phase);
    return phase;
  }

  /**
   * Puts something around the function of every phase declared from now on, told the phase's index;
   * for tools that look on while a program runs.
   */
  public void aroundPhases(BiFunction<Integer, PhaseFunction, PhaseFunction> around) {
    aroundPhases = Objects.requireNonNull(around);
  }

  /** What happens between supersteps, before any vertex computes. */
  public Schema master(MasterProgram program) {
    master = Objects.requireNonNull(program);
    return this;
  }

  /** A value that the master program keeps from superstep to superstep. */
  public <T> MasterState<T> masterState(String name, T initial, Codec<T> codec) {
    requireNewName("master state", name, masterStates.stream().map(MasterState::name).toList());
    var state = new MasterState<>(name, initial, codec);
    masterStates.add(state);
    return state;
  }

  /**
   * Tells a value of the whole job, such as a total or the quality of its result; shown in its
   * summary. Asked once, after the last superstep: aggregators then hold what was last folded, and
   * the master program's state is what that left.
   *
   * @param value finite
   */
  public Schema report(String name, DoubleSupplier value) {
    requireNewName("value", name, reports.keySet());
    reports.put(name, Objects.requireNonNull(value));
    return this;
  }

  /** What every worker does before the vertices of a superstep. */
  public Schema beforeSuperstep(WorkerHook hook) {
    beforeSuperstep = Objects.requireNonNull(hook);
    return this;
  }

  /** What every worker does after the vertices of a superstep. */
  public Schema afterSuperstep(WorkerHook hook) {
    afterSuperstep = Objects.requireNonNull(hook);
    return this;
  }

  /** Questions to other vertices, answered by longs. */
  public LongRequests longRequests(String name, LongRequests.Answer answer) {
    return declare(new LongRequests(name, requests.size(), answer));
  }

  /** Questions to other vertices, answered by doubles. */
  public DoubleRequests doubleRequests(String name, DoubleRequests.Answer answer) {
    return declare(new DoubleRequests(name, requests.size(), answer));
  }

  /** Questions to other vertices, answered by objects. */
  public <T> ObjectRequests<T> objectRequests(
      String name, Codec<T> codec, ObjectRequests.Answer<T> answer) {
    return declare(new ObjectRequests<>(name, requests.size(), codec, answer));
  }

  /** What becomes of messages to ids that no vertex has; dropped if nothing is said. */
  public Schema unknownTargets(UnknownTargets policy) {
    unknownTargets = Objects.requireNonNull(policy);
    return this;
  }

  /** The program adds or removes vertices or edges, or changes the values of edges. */
  public Schema changesTopology() {
    changesTopology = true;
    return this;
  }

  /** Of edges with the same ends, an added one gives way to the one that is there. */
  public Schema simpleEdges() {
    simpleEdges = true;
    return this;
  }

  /** Decides in place of {@link VertexResolver#DEFAULT}. */
  public Schema resolve(VertexResolver chosen) {
    resolver = Objects.requireNonNull(chosen);
    return this;
  }

  /** The program reads {@link Vertex#outEdges}, {@link Vertex#inEdges}, or both. */
  public Schema readsEdges(Direction direction) {
    readsOutEdges |= direction != Direction.IN;
    readsInEdges |= direction != Direction.OUT;
    return this;
  }

  /** A double per edge, from the input's edge column of this name. */
  public DoubleEdgeColumn doubleEdgeColumn(String name) {
    return declare(new DoubleEdgeColumn(name, edgeColumns.size()));
  }

  /** A long per edge, from the input's edge column of this name. */
  public LongEdgeColumn longEdgeColumn(String name) {
    return declare(new LongEdgeColumn(name, edgeColumns.size()));
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

  /** An aggregator that counts what is added to it, 1 at a time or more. */
  public LongAggregator count(String name) {
    return longAggregator(name, Combiner.SUM);
  }

  /** An aggregator that tells whether all who contributed said true; true if nobody did. */
  public BooleanAggregator all(String name) {
    return booleanAggregator(name, true);
  }

  /** An aggregator that tells whether any who contributed said true; false if nobody did. */
  public BooleanAggregator any(String name) {
    return booleanAggregator(name, false);
  }

  private BooleanAggregator booleanAggregator(String name, boolean identity) {
    var aggregator = new BooleanAggregator(name, identity, booleanAggregators.size());
    booleanAggregators.add(aggregator);
    return aggregator;
  }

  /**
   * An aggregator of the program's own: {@code fold} is commutative and associative, and {@code
   * identity} changes nothing.
   */
  public <T> ObjectAggregator<T> objectAggregator(
      String name, T identity, ObjectCombiner<T> fold, Codec<T> codec) {
    var aggregator = new ObjectAggregator<>(name, identity, fold, codec, objectAggregators.size());
    objectAggregators.add(aggregator);
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

  public List<BooleanAggregator> booleanAggregators() {
    return Collections.unmodifiableList(booleanAggregators);
  }

  public List<ObjectAggregator<?>> objectAggregators() {
    return Collections.unmodifiableList(objectAggregators);
  }

  /** Every channel, in order; a program of one message type has one. */
  public List<Channel> channels() {
    return Collections.unmodifiableList(channels);
  }

  /** The one channel of a program of one message type; null for a program of phases. */
  public Channel mainChannel() {
    return main;
  }

  /** Every phase, in order; none in a program of one message type. */
  public List<Phase> phases() {
    return Collections.unmodifiableList(phases);
  }

  public List<Requests> requests() {
    return Collections.unmodifiableList(requests);
  }

  public List<EdgeColumn> edgeColumns() {
    return Collections.unmodifiableList(edgeColumns);
  }

  /** What the job as a whole has come to, by name, in the order of declaration; at its end. */
  public Map<String, Double> reports() {
    Map<String, Double> values = new LinkedHashMap<>();
    reports.forEach((name, value) -> values.put(name, value.getAsDouble()));
    return values;
  }

  /** The master program, or null. */
  public MasterProgram masterProgram() {
    return master;
  }

  public List<MasterState<?>> masterStates() {
    return Collections.unmodifiableList(masterStates);
  }

  /** What workers do before the vertices of a superstep, or null. */
  public WorkerHook beforeSuperstep() {
    return beforeSuperstep;
  }

  /** What workers do after the vertices of a superstep, or null. */
  public WorkerHook afterSuperstep() {
    return afterSuperstep;
  }

  public UnknownTargets unknownTargets() {
    return unknownTargets;
  }

  public VertexResolver resolver() {
    return resolver;
  }

  /** Whether the graph may change while the program runs. */
  public boolean isTopologyChanging() {
    return changesTopology || unknownTargets == UnknownTargets.CREATE;
  }

  /** Whether an added edge gives way to one with the same ends. */
  public boolean keepsEdgesSimple() {
    return simpleEdges;
  }

  /** Whether vertices read their outgoing edges. */
  public boolean needsOutEdges() {
    return readsOutEdges;
  }

  /** Whether vertices read their incoming edges. */
  public boolean needsInEdges() {
    return readsInEdges;
  }

  /** What makes the working space of a thread, by index of {@link Vertex#scratch}. */
  public List<Supplier<?>> scratches() {
    return Collections.unmodifiableList(scratches);
  }

  public boolean needsNeighborLists() {
    return readsNeighborLists;
  }

  /** What a monotone program declared; null if the program is none. */
  public Monotone declaredMonotone() {
    return monotone;
  }

  public boolean isMonotone() {
    return monotone != null;
  }

  private <C extends Column> C declare(C column) {
    requireNewName("column", column.name(), columns.stream().map(Column::name).toList());
    columns.add(column);
    return column;
  }

  private <C extends Channel> C declare(C channel) {
    if (main != null) {
      throw new IllegalStateException(
          channel + ": only a VertexProgram.OfPhases declares channels; implement it");
    }
    requireNewName("channel", channel.name(), channels.stream().map(Channel::name).toList());
    channels.add(channel);
    return channel;
  }

  private <R extends Requests> R declare(R declared) {
    requireNewName("request", declared.name(), requests.stream().map(Requests::name).toList());
    requests.add(declared);
    return declared;
  }

  private <C extends EdgeColumn> C declare(C column) {
    requireNewName(
        "edge column", column.name(), edgeColumns.stream().map(EdgeColumn::name).toList());
    edgeColumns.add(column);
    return column;
  }

  private static void requireNewName(String kind, String name, Collection<String> names) {
    if (names.contains(name)) {
      throw new IllegalArgumentException(
          kind + " \"" + name + "\" is declared twice; give each " + kind + " a name of its own");
    }
  }

  private Channel main(String what) {
    if (main == null) {
      throw new IllegalStateException(
          what + ": a VertexProgram.OfPhases declares this of each of its channels");
    }
    return main;
  }

  private <C extends Channel> C main(Class<C> type, String what) {
    Channel channel = main(what);
    if (!type.isInstance(channel)) {
      String declared = channel.getClass().getSimpleName().replace("Channel", "");
      throw new IllegalArgumentException(
          "the messages are of type "
              + declared.toLowerCase(Locale.ROOT)
              + "; declare a "
              + (declared + what.replaceFirst("^(Double|Long|Int|Object)", "")));
    }
    return type.cast(channel);
  }

  private void requireFitting() {
    for (Channel channel : channels) {
      requireFitting(channel);
    }
    if (monotone != null) {
      monotone.requireFitting(this);
    }
    if (main == null && phases.isEmpty()) {
      throw new IllegalArgumentException(
          "a VertexProgram.OfPhases needs a phase; call schema.phase in open");
    }
    for (Phase phase : phases) {
      phase.followers().forEach(follower -> requireFitting(phase, follower));
    }
  }

  private static void requireFitting(Channel channel) {
    if (channel instanceof ObjectChannel<?> objects) {
      if (objects.codec() == null) {
        throw new IllegalArgumentException(
            "object messages need a codec; call schema.messages(codec) in open");
      }
      if (channel.combiner() instanceof Combiner known && known != Combiner.FIRST) {
        throw new IllegalArgumentException(
            "object messages combine with an ObjectCombiner or FIRST, not with " + known);
      }
    }
  }

  private static void requireFitting(Phase phase, Phase follower) {
    for (Channel channel : phase.writes()) {
      if (!follower.reads().contains(channel)) {
        throw new IllegalArgumentException(
            phase
                + " writes "
                + channel
                + ", which "
                + follower
                + " may follow without reading it; add reads(...) there or name the followers with"
                + " then(...)");
      }
    }
  }

  private static void requireAggregate(Combiner fold) {
    if (fold == Combiner.FIRST) {
      throw new IllegalArgumentException("an aggregator folds with SUM, MIN or MAX, not FIRST");
    }
  }
}
