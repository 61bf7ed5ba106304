package pregel.cli.local;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleChannel;
import pregel.api.DoubleColumn;
import pregel.api.DoubleCombiner;
import pregel.api.DoubleEdgeFunction;
import pregel.api.DoubleMessages;
import pregel.api.Edges;
import pregel.api.LongAggregator;
import pregel.api.LongChannel;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.LongRequests;
import pregel.api.Mutations;
import pregel.api.NewVertex;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.UnknownTargets;
import pregel.api.Vertex;
import pregel.api.VertexProgram;
import pregel.api.VertexResolver;

/** A program that changes the graph at random while it sends through two channels. */
final class RandomChangingProgram implements VertexProgram.OfPhases {
  private static final int LAST = 6;

  private final Whim whim;
  private final long[] ids;
  private DoubleColumn value;
  private LongColumn seen;
  private DoubleChannel doubles;
  private LongChannel longs;
  private LongAggregator most;
  private LongRequests asks;

  RandomChangingProgram(long seed, long[] ids) {
    this.whim = new Whim(seed);
    this.ids = ids;
  }

  @Override
  public void open(Schema schema) {
    value = schema.doubleColumn("value").initially(5);
    seen = schema.longColumn("seen").initially(3);
    doubles = schema.doubleChannel("doubles").along(whim.direction());
    if (whim.combiner() != null) {
      doubles.combine(whim.combiner());
    } else if (whim.hasOwnCombiner()) {
      doubles.combine(
          new DoubleCombiner() {
            @Override
            public double combine(double left, double right) {
              return left + right;
            }

            @Override
            public double identity() {
              return -0.0;
            }
          });
    }
    if (whim.edgeFunction() >= 2) {
      doubles.alongEdges(
          whim.edgeFunction() == 2
              ? DoubleEdgeFunction.PLUS_WEIGHT
              : (message, weight) -> message * weight + 1);
    }
    longs = schema.longChannel("longs").along(Direction.values()[whim.pick(30, 3)]);
    most = schema.longAggregator("most", Combiner.MAX);
    asks = schema.longRequests("asks", vertex -> seen.get(vertex) + vertex.outDegree());
    Phase only = schema.phase("only", this::compute);
    only.reads(doubles, longs).writes(doubles, longs);
    schema.changesTopology().readsEdges(Direction.BOTH);
    if (whim.pick(31, 3) == 0) {
      schema.simpleEdges();
    }
    if (whim.pick(32, 2) == 0) {
      schema.unknownTargets(UnknownTargets.CREATE);
    }
    if (whim.pick(33, 4) == 0) {
      schema.resolve(
          change ->
              (change.id() + change.removals() + change.additions().size()) % 3 == 0
                  ? VertexResolver.Resolution.absent()
                  : change.id() % 5 == 0
                      ? VertexResolver.Resolution.add(change.plain().with(seen, change.id()))
                      : VertexResolver.DEFAULT.resolve(change));
    }
  }

  private void compute(Vertex vertex) {
    long id = vertex.id();
    int step = vertex.superstep();
    see(vertex, vertex.order() * 7 + vertex.numVertices() * 11 + vertex.numEdges() * 13);
    receive(vertex);
    see(vertex, asks.answerOr(vertex, known(id, step, 44), -7));
    if (step > 0) {
      see(vertex, asks.answerOr(vertex, known(id, step - 1, 41), -9) + most.value());
    }
    most.add(vertex, seen.get(vertex) % 1000);
    if (step >= LAST) {
      vertex.voteToHalt();
      return;
    }
    for (int i = 0; i < 4; i++) {
      act(vertex, whim.pick(id, step, 50 + i, whim.pick(34, 2) == 0 ? 16 : 40), 60 + 10 * i);
    }
    see(vertex, vertex.outDegree() * 3L + vertex.inDegree());
    if (whim.chance(id, step, 42, 20)) {
      asks.ask(vertex, known(id, step, 41));
    }
    if (whim.chance(id, step, 43, 40)) {
      vertex.voteToHalt();
    }
    if (whim.closes(id, step)) {
      vertex.close();
    }
  }

  private void receive(Vertex vertex) {
    DoubleMessages received = doubles.received(vertex);
    while (received.hasNext()) {
      double message = received.next();
      value.set(vertex, value.get(vertex) / 3 + message);
      if (!whim.combines()) {
        break; // the order of several is nobody's
      }
    }
    LongMessages listed = longs.received(vertex);
    long sum = 0;
    while (listed.hasNext()) {
      sum += listed.next() * 5 + 1;
    }
    see(vertex, sum);
  }

  private void act(Vertex vertex, int action, int purpose) {
    long id = vertex.id();
    int step = vertex.superstep();
    double weight = whim.pick(id, step, purpose, 4);
    switch (action) {
      case 0, 1 -> doubles.sendToNeighbors(vertex, value.get(vertex) / 7 + purpose);
      case 2 -> longs.sendToNeighbors(vertex, seen.get(vertex) + purpose);
      case 3 -> vertex.addEdge(any(id, step, purpose + 1), weight);
      case 4 -> vertex.removeEdges(known(id, step, purpose + 1));
      case 5 -> walk(vertex, purpose);
      case 6 -> longs.send(vertex, any(id, step, purpose + 1), id + purpose);
      case 7 -> doubles.send(vertex, any(id, step, purpose + 1), value.get(vertex) / 11);
      default -> request(vertex, vertex.mutations(), action, purpose);
    }
  }

  private void request(Vertex vertex, Mutations mutations, int action, int purpose) {
    long id = vertex.id();
    int step = vertex.superstep();
    long one = any(id, step, purpose + 1);
    long other = any(id, step, purpose + 2);
    switch (action) {
      case 8 -> {
        NewVertex added = mutations.addVertex(one);
        added.with(value, purpose / 9.0);
      }
      case 9 -> mutations.removeVertex(known(id, step, purpose + 1));
      case 10, 11 -> mutations.addEdge(one, other, whim.pick(id, step, purpose, 4));
      case 12 -> mutations.removeEdge(known(id, step, purpose + 1), other);
      case 13 -> {
        if (whim.chance(id, step, purpose, 30)) {
          vertex.remove();
        }
      }
      default -> {}
    }
  }

  private void walk(Vertex vertex, int purpose) {
    long id = vertex.id();
    int step = vertex.superstep();
    Edges in = vertex.inEdges();
    long sum = in.size();
    while (in.next()) {
      sum = sum * 31 + in.otherId() + (long) (in.weight() * 8);
    }
    Edges out = vertex.outEdges();
    int place = 0;
    while (out.next()) {
      sum = sum * 31 + out.otherId() + (long) (out.weight() * 8);
      switch (whim.pick(id, step, purpose + 100 + place++, 9)) {
        case 0 -> out.remove();
        case 1 -> out.setWeight(place % 5);
        case 2 -> longs.send(out, sum);
        case 3 -> doubles.send(out, sum % 100 / 3.0);
        default -> {}
      }
    }
    see(vertex, sum);
  }

  private void see(Vertex vertex, long what) {
    seen.set(vertex, seen.get(vertex) * 31 + what);
  }

  /** An id of the input, or one that may come to be. */
  private long any(long id, int step, int purpose) {
    return whim.chance(id, step, purpose, 70)
        ? ids[whim.pick(id, step, purpose + 1, ids.length)]
        : 1_000 + 7L * whim.pick(id, step, purpose + 1, 60);
  }

  private long known(long id, int step, int purpose) {
    return any(id, step, purpose);
  }
}
