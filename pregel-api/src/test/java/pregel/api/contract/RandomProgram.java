package pregel.api.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pregel.api.BooleanAggregator;
import pregel.api.BooleanColumn;
import pregel.api.Channel;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleColumn;
import pregel.api.DoubleEdgeColumn;
import pregel.api.DoubleRequests;
import pregel.api.Edges;
import pregel.api.IntColumn;
import pregel.api.LongAggregator;
import pregel.api.LongColumn;
import pregel.api.LongEdgeColumn;
import pregel.api.LongRequests;
import pregel.api.Master;
import pregel.api.MasterState;
import pregel.api.NeighborList;
import pregel.api.NewVertex;
import pregel.api.ObjectAggregator;
import pregel.api.ObjectColumn;
import pregel.api.ObjectRequests;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.UnknownTargets;
import pregel.api.Vertex;
import pregel.api.VertexProgram;
import pregel.api.VertexResolver;
import pregel.api.WorkerContext;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;

/**
 * A program that does at random whatever a program may do. All it does follows from the seed, the
 * superstep, the vertex and its columns; all it perceives ends up in its columns, so that two
 * runners that differ anywhere soon differ in the result.
 */
public final class RandomProgram implements VertexProgram.OfPhases {
  /** After so many supersteps there is nothing new to see. */
  public static final int MAX_SUPERSTEPS = 12;

  private final long seed;
  private final List<Long> ids;
  private final Set<Ingredient> ingredients;
  private final List<RandomChannel> channels = new ArrayList<>();
  private final List<Phase> phases = new ArrayList<>();

  private LongColumn state;
  private DoubleColumn real;
  private IntColumn calls;
  private BooleanColumn flag;
  private ObjectColumn<String> text;
  private LongColumn lastAsked;
  private BooleanColumn askedMore;
  private LongColumn age;
  private LongEdgeColumn length;
  private DoubleEdgeColumn cost;

  private DoubleAggregator sum;
  private DoubleAggregator least;
  private LongAggregator count;
  private LongAggregator greatest;
  private BooleanAggregator all;
  private BooleanAggregator any;
  private ObjectAggregator<Long> brackets;
  private long prepared;

  private LongRequests longQuestions;
  private DoubleRequests doubleQuestions;
  private ObjectRequests<String> textQuestions;

  private MasterState<Long> phaseBefore;

  /**
   * A program for a graph.
   *
   * @param graph one that {@link #graph} made for the same ingredients
   */
  public RandomProgram(long seed, ReferenceGraph graph, Set<Ingredient> ingredients) {
    this.seed = seed;
    this.ids = idsFor(graph);
    this.ingredients = Set.copyOf(ingredients);
  }

  /** A small random graph; directed if the seed is even. */
  public static ReferenceGraph graph(long seed, Set<Ingredient> ingredients) {
    return graph(RandomGraphs.small(seed), seed, ingredients);
  }

  /** A graph with what the ingredients need besides. */
  public static ReferenceGraph graph(ReferenceGraph plain, long seed, Set<Ingredient> ingredients) {
    if (!ingredients.contains(Ingredient.INPUT_COLUMNS)) {
      return plain;
    }
    ReferenceGraph.Builder graph =
        plain.isUndirected() ? ReferenceGraph.undirected() : ReferenceGraph.directed();
    for (long id : plain.ids()) {
      if (Whims.chance(70, seed, id)) {
        graph.vertexValue(id, "age", Whims.mix(seed, id));
      } else {
        graph.vertices(id);
      }
    }
    graph.vertexValue(plain.ids().get(0), "age", 5L);
    int number = 0;
    for (ReferenceGraph.Edge edge : plain.edges()) {
      graph.edge(edge.source(), edge.target(), edge.weight());
      graph.edgeValue("length", Whims.below(4, seed, number, 1));
      graph.edgeValue("cost", Whims.below(4, seed, number++, 2) / 2.0);
    }
    if (number == 0) {
      long id = plain.ids().get(0);
      graph.edge(id, id).edgeValue("length", 1L).edgeValue("cost", 0.5);
    }
    return graph.build();
  }

  /** The graph's ids, and some more before, between and behind them. */
  private static List<Long> idsFor(ReferenceGraph graph) {
    List<Long> ids = new ArrayList<>(graph.ids());
    for (int i = 0; i < 3; i++) {
      long id = graph.ids().get(i * (graph.ids().size() - 1) / 2);
      ids.add(Math.max(0, id - 1 - i));
      ids.add(id > Long.MAX_VALUE - 10 ? id - 10 : id + 1 + i);
    }
    return List.copyOf(new HashSet<>(ids)).stream().sorted().toList();
  }

  private boolean has(Ingredient ingredient) {
    return ingredients.contains(ingredient);
  }

  private boolean changesGraph() {
    return has(Ingredient.LOCAL_CHANGES) || has(Ingredient.REQUESTED_CHANGES);
  }

  @Override
  public void open(Schema schema) {
    state = schema.longColumn("state").initially(seed);
    real = schema.doubleColumn("real").initially(0.1);
    calls = schema.intColumn("calls").initially(3);
    flag = schema.booleanColumn("flag");
    text = schema.objectColumn("text", Codecs.TEXT);
    lastAsked = schema.longColumn("lastAsked").initially(-1);
    askedMore = schema.booleanColumn("askedMore");
    openChannels(schema);
    openPhases(schema);
    if (has(Ingredient.AGGREGATORS)) {
      openAggregators(schema);
    }
    if (has(Ingredient.QUESTIONS)) {
      longQuestions = schema.longRequests("state", state::get);
      doubleQuestions = schema.doubleRequests("real", real::get);
      textQuestions =
          schema.objectRequests("text", Codecs.TEXT, asked -> "it says " + text.get(asked));
    }
    if (has(Ingredient.EDGES)) {
      schema.readsEdges(Direction.BOTH);
    }
    if (has(Ingredient.NEIGHBORS)) {
      schema.readsNeighborLists();
    }
    if (has(Ingredient.INPUT_COLUMNS)) {
      age = schema.longColumn("age").initially(11).fromInput();
      cost = schema.doubleEdgeColumn("cost");
      length = schema.longEdgeColumn("length");
    }
    if (changesGraph()) {
      schema.changesTopology();
    }
    if (has(Ingredient.SIMPLE_EDGES)) {
      schema.simpleEdges();
    }
    if (has(Ingredient.CREATION)) {
      schema.unknownTargets(UnknownTargets.CREATE);
    }
    if (has(Ingredient.RESOLVER)) {
      schema.resolve(this::resolve);
    }
  }

  private void openChannels(Schema schema) {
    int count = 1 + Whims.below(3, seed, 1);
    for (int index = 0; index < count; index++) {
      channels.add(RandomChannel.of(schema, seed, index));
    }
  }

  private void openPhases(Schema schema) {
    int count = has(Ingredient.PHASES) ? 1 + Whims.below(3, seed, 2) : 1;
    for (int index = 0; index < count; index++) {
      int which = index;
      phases.add(schema.phase("phase" + index, vertex -> compute(vertex, phases.get(which))));
    }
    for (Phase phase : phases) {
      for (RandomChannel channel : channels) {
        if (Whims.chance(70, seed, 3, phase.index(), channel.channel().index())) {
          phase.writes(channel.channel());
        }
      }
      Phase other = phases.get((phase.index() + 1) % count);
      Phase third = phases.get((phase.index() + 2) % count);
      switch (count == 1 ? 0 : Whims.below(4, seed, 6, phase.index())) {
        case 1 -> phase.then(other);
        case 2 -> phase.then(phase, other);
        case 3 -> phase.then(other, third);
        default -> {
          // Followed by itself.
        }
      }
      if (has(Ingredient.PHASES) && Whims.chance(50, seed, 7, phase.index())) {
        phase.whenQuiet(other);
      }
    }
    for (Phase phase : phases) {
      Set<Channel> reads = new HashSet<>();
      for (Phase before : phases) {
        if (before.followers().contains(phase)) {
          reads.addAll(before.writes());
        }
      }
      phase.reads(reads.toArray(Channel[]::new));
    }
    if (has(Ingredient.PHASES)) {
      phaseBefore = schema.masterState("phaseBefore", 0L, Codecs.LONG);
      schema.master(this::decide);
    }
  }

  private void openAggregators(Schema schema) {
    sum = schema.doubleAggregator("sum", Combiner.SUM);
    least = schema.doubleAggregator("least", Combiner.MIN);
    count = schema.count("count").persistent();
    greatest = schema.longAggregator("greatest", Combiner.MAX).initially(17);
    all = schema.all("all");
    any = schema.any("any");
    brackets =
        schema.objectAggregator(
            "brackets",
            0L,
            (left, right) -> left == 0 ? right : right == 0 ? left : (Long) Whims.mix(left, right),
            Codecs.LONG);
    if (Whims.chance(30, seed, 8)) {
      sum.persistent().initially(0.3);
      any.persistent();
      brackets.persistent().initially(23L);
    }
    schema.beforeSuperstep(worker -> prepared = Whims.mix(seen(), known(worker)));
  }

  private static long known(WorkerContext worker) {
    return Whims.mix(worker.superstep(), worker.numVertices(), worker.numEdges());
  }

  /** What all aggregators read. */
  private long seen() {
    return Whims.mix(
        Double.doubleToRawLongBits(sum.value()),
        Double.doubleToRawLongBits(least.value()),
        count.value(),
        greatest.value(),
        all.value() ? 1 : 2,
        any.value() ? 1 : 2,
        brackets.value());
  }

  private void decide(Master master) {
    long known =
        Whims.mix(
            seed,
            master.superstep(),
            master.numVertices(),
            master.numEdges(),
            master.activeVertices(),
            master.messages(),
            has(Ingredient.AGGREGATORS) ? seen() : 0);
    if (has(Ingredient.AGGREGATORS) && Whims.chance(30, known, 1)) {
      sum.set(master, Whims.real(known));
      count.set(master, known % 1000);
      brackets.set(master, known | 1);
      any.set(master, known % 2 == 0);
    }
    Phase next = master.phase();
    boolean mayRest = master.activeVertices() == 0 && master.messages() == 0;
    if (next == null || (master.superstep() > 0 && !mayRest && Whims.chance(30, known, 2))) {
      List<Phase> followers = phases.get(phaseBefore.get().intValue()).followers();
      next = followers.get(Whims.below(followers.size(), known, 3));
      master.switchTo(next);
    }
    phaseBefore.set((long) next.index());
    if (master.superstep() > 3 && Whims.chance(4, known, 4)) {
      master.stop();
    }
  }

  private void compute(Vertex vertex, Phase phase) {
    int superstep = vertex.superstep();
    long heard = Whims.mix(state.get(vertex), perceive(vertex, phase));
    state.set(vertex, heard);
    real.set(vertex, real.get(vertex) / 3 + Whims.real(heard));
    calls.set(vertex, calls.get(vertex) + 1);
    flag.set(vertex, Whims.chance(50, heard, 1));
    text.set(vertex, Long.toHexString(heard) + "@" + superstep);
    long whim = Whims.mix(seed, superstep, vertex.id(), heard);
    if (Whims.chance(60, whim, 2)) {
      talk(vertex, phase, Whims.mix(whim, 3));
    }
    if (has(Ingredient.AGGREGATORS) && Whims.chance(50, whim, 4)) {
      contribute(vertex, whim);
    }
    lastAsked.set(vertex, -1);
    if (has(Ingredient.QUESTIONS) && Whims.chance(25, whim, 5)) {
      ask(vertex, whim);
    }
    if (has(Ingredient.LOCAL_CHANGES) && Whims.chance(30, whim, 6)) {
      changeOwnEdges(vertex, whim);
      if (Whims.chance(50, whim, 7)) {
        talk(vertex, phase, Whims.mix(whim, 8));
      }
    }
    if (has(Ingredient.REQUESTED_CHANGES) && Whims.chance(30, whim, 9)) {
      request(vertex, whim);
    }
    if (has(Ingredient.LOCAL_CHANGES) && Whims.chance(4, whim, 10)) {
      vertex.remove();
    }
    if (Whims.chance(5, whim, 11)) {
      vertex.close();
    } else if (Whims.chance(60, whim, 12)) {
      vertex.voteToHalt();
    }
  }

  /** Everything that a vertex can read. */
  private long perceive(Vertex vertex, Phase phase) {
    long heard =
        Whims.mix(
            vertex.order(),
            vertex.numVertices(),
            vertex.numEdges(),
            vertex.outDegree(),
            vertex.inDegree());
    for (RandomChannel channel : channels) {
      if (phase.reads().contains(channel.channel())) {
        heard = Whims.mix(heard, channel.hear(vertex));
      }
    }
    if (has(Ingredient.AGGREGATORS)) {
      heard = Whims.mix(heard, seen(), prepared);
    }
    if (has(Ingredient.QUESTIONS) && lastAsked.get(vertex) >= 0) {
      long asked = lastAsked.get(vertex);
      heard =
          Whims.mix(
              heard,
              longQuestions.answerOr(vertex, asked, -7),
              askedMore.get(vertex) ? answersMore(vertex, asked) : 0);
    }
    if (has(Ingredient.RANDOM_NUMBERS) && Whims.chance(40, heard, 1)) {
      heard = Whims.mix(heard, vertex.random().nextLong(), vertex.random().nextInt(1000));
    }
    if (has(Ingredient.EDGES) && Whims.chance(60, heard, 2)) {
      heard = Whims.mix(heard, read(vertex.outEdges()), read(vertex.inEdges()));
    }
    if (has(Ingredient.NEIGHBORS) && Whims.chance(50, heard, 3)) {
      heard = Whims.mix(heard, vertex.neighborCount(), read(vertex.neighborList()));
    }
    return has(Ingredient.INPUT_COLUMNS) ? Whims.mix(heard, age.get(vertex)) : heard;
  }

  /** Edges stand in canonical order, so that their order counts. */
  private long read(Edges edges) {
    long read = edges.size();
    while (edges.next()) {
      read = Whims.mix(read, edges.otherId(), Double.doubleToRawLongBits(edges.weight()));
      if (has(Ingredient.INPUT_COLUMNS)) {
        read = Whims.mix(read, length.get(edges), Double.doubleToRawLongBits(cost.get(edges)));
      }
    }
    return read;
  }

  private static long read(NeighborList list) {
    long read = list.size();
    for (int i = 0; i < list.size(); i++) {
      read = Whims.mix(read, list.order(i), list.arcs(i));
      NeighborList.CommonNeighbors common = list.commonWith(i);
      while (common.next()) {
        read = Whims.mix(read, common.order(), common.arcs(), common.otherArcs());
      }
    }
    return read;
  }

  private void talk(Vertex vertex, Phase phase, long whim) {
    for (RandomChannel channel : channels) {
      if (phase.writes().contains(channel.channel())) {
        talk(vertex, channel, Whims.mix(whim, channel.channel().index()));
      }
    }
  }

  private void talk(Vertex vertex, RandomChannel channel, long whim) {
    int broadcasts = Whims.below(8, whim, 1);
    if (broadcasts < 5) {
      channel.broadcast(vertex, Whims.mix(whim, 2));
    }
    if (broadcasts == 0) {
      channel.broadcast(vertex, Whims.mix(whim, 3));
    }
    for (int letter = Whims.below(6, whim, 4) - 3; letter > 0; letter--) {
      channel.send(vertex, someId(whim, 5, letter), Whims.mix(whim, 6, letter));
    }
    if (has(Ingredient.EDGES) && Whims.chance(20, whim, 7)) {
      Edges edges = Whims.chance(50, whim, 8) ? vertex.outEdges() : vertex.inEdges();
      while (edges.next()) {
        if (Whims.chance(40, whim, 9, edges.otherId())) {
          channel.send(edges, Whims.mix(whim, 10, edges.otherId()));
        }
      }
    }
  }

  private long someId(long... numbers) {
    return ids.get(Whims.below(ids.size(), numbers));
  }

  private void contribute(Vertex vertex, long whim) {
    sum.add(vertex, Whims.real(whim, 21));
    if (Whims.chance(50, whim, 22)) {
      sum.add(vertex, Whims.real(whim, 23));
      least.add(vertex, Whims.real(whim, 24));
      count.add(vertex, 1);
    } else {
      greatest.add(vertex, Whims.mix(whim, 25));
      brackets.add(vertex, Whims.mix(whim, 26) | 1);
    }
    all.add(vertex, Whims.chance(95, whim, 27));
    any.add(vertex, Whims.chance(5, whim, 28));
  }

  private long answersMore(Vertex vertex, long asked) {
    return Whims.mix(
        Double.doubleToRawLongBits(doubleQuestions.answerOr(vertex, asked, -7)),
        textQuestions.answerOr(vertex, asked, "nothing").hashCode());
  }

  private void ask(Vertex vertex, long whim) {
    long asked = someId(whim, 31);
    lastAsked.set(vertex, asked);
    longQuestions.ask(vertex, asked);
    askedMore.set(vertex, Whims.chance(50, whim, 32));
    if (askedMore.get(vertex)) {
      doubleQuestions.ask(vertex, asked);
      textQuestions.ask(vertex, asked);
      textQuestions.ask(vertex, asked);
    }
  }

  private void changeOwnEdges(Vertex vertex, long whim) {
    switch (Whims.below(has(Ingredient.EDGES) ? 4 : 2, whim, 41)) {
      case 0 -> {
        vertex.addEdge(someId(whim, 42), weight(whim, 43));
        vertex.addEdge(someId(whim, 44), weight(whim, 45));
      }
      case 1 -> vertex.removeEdges(someId(whim, 46));
      case 2 -> {
        Edges edges = vertex.outEdges();
        while (edges.next()) {
          if (Whims.chance(30, whim, 47, edges.otherId())) {
            edges.remove();
          }
        }
      }
      default -> {
        Edges edges = vertex.outEdges();
        while (edges.next()) {
          if (Whims.chance(30, whim, 48, edges.otherId())) {
            edges.setWeight(weight(whim, 49, edges.otherId()));
            if (has(Ingredient.INPUT_COLUMNS)) {
              cost.set(edges, weight(whim, 50, edges.otherId()));
              length.set(edges, Whims.below(4, whim, 57, edges.otherId()));
            }
          }
        }
      }
    }
  }

  /** Few different ones, so that parallel edges are alike. */
  private static double weight(long... numbers) {
    return Whims.below(4, numbers) / 2.0;
  }

  private void request(Vertex vertex, long whim) {
    for (int number = Whims.below(3, whim, 51); number >= 0; number--) {
      long id = someId(whim, 52, number);
      long other = someId(whim, 53, number);
      switch (Whims.below(6, whim, 54, number)) {
        case 0 -> {
          NewVertex added = vertex.mutations().addVertex(id).with(state, whim).with(real, 0.25);
          added.with(flag, true).with(calls, number).with(text, "new");
        }
        case 1 -> vertex.mutations().removeVertex(id);
        case 2 -> vertex.mutations().removeEdge(id, other);
        case 3 -> vertex.mutations().removeEdge(vertex.id(), other);
        case 4 -> vertex.mutations().addEdge(vertex.id(), other, weight(whim, 55, number));
        default -> vertex.mutations().addEdge(id, other, weight(whim, 56, number));
      }
    }
  }

  private VertexResolver.Resolution resolve(VertexResolver.Change change) {
    long known =
        Whims.mix(
            seed,
            change.id(),
            change.exists() ? 1 : 2,
            change.removals(),
            change.additions().size(),
            change.hasMessages() ? 1 : 2,
            change.isCreatedByMessage() ? 1 : 2);
    return switch (Whims.below(4, known)) {
      case 0 -> VertexResolver.Resolution.keep();
      case 1 -> VertexResolver.Resolution.absent();
      case 2 ->
          VertexResolver.Resolution.add(
              change.additions().isEmpty()
                  ? change.plain().with(state, known)
                  : change.additions().get(change.additions().size() - 1));
      default -> VertexResolver.DEFAULT.resolve(change);
    };
  }
}
