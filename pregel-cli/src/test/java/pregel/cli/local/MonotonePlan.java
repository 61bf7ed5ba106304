package pregel.cli.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.IntColumn;
import pregel.api.IntMessages;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Monotone;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;

/**
 * A monotone program drawn from a seed, in three types of messages, and what comes out of it: some
 * vertices start with a value, every vertex and every edge adds something to what comes along, and
 * the least wins; or all of it with the sign changed. Whole numbers throughout.
 */
final class MonotonePlan {
  private static final int NOTHING = Integer.MAX_VALUE;

  private final long seed;
  private final int sign;
  private final Direction direction;
  private final boolean addsWeights;
  private final boolean addsOffsets;
  private final int oneIn;
  private final boolean hasFloor;
  private final int steps;

  MonotonePlan(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.seed = seed;
    this.sign = random.nextBoolean() ? 1 : -1;
    this.direction = Direction.values()[random.nextInt(3)];
    this.addsWeights = random.nextBoolean();
    this.addsOffsets = random.nextInt(3) == 0;
    this.oneIn = random.nextBoolean() ? 1 : 1 + random.nextInt(50);
    this.hasFloor = random.nextBoolean();
    this.steps = random.nextInt(4);
  }

  @Override
  public String toString() {
    return "plan of seed " + seed;
  }

  private int draw(long id, int salt, int bound) {
    long mixed = (id ^ seed * 31 + salt) * 0x9E3779B97F4A7C15L;
    return (int) Long.remainderUnsigned(mixed ^ mixed >>> 29, bound);
  }

  /** What a vertex starts with. */
  private int own(long id) {
    return draw(id, 1, oneIn) == 0 ? draw(id, 2, 60) : NOTHING;
  }

  private int offset(long id) {
    return addsOffsets ? draw(id, 3, 4) : 0;
  }

  private int along(double weight) {
    return (int) (8 * weight);
  }

  private void declare(Schema schema) {
    Monotone monotone =
        schema.sendAlong(direction).combine(sign > 0 ? Combiner.MIN : Combiner.MAX).monotone();
    if (hasFloor) {
      monotone.floor(0);
    }
    switch (steps) {
      case 0 -> {}
      case 1 -> monotone.bestFirst();
      case 2 -> monotone.bestFirst(9);
      default -> monotone.bestFirst(0.001);
    }
  }

  /** What comes out, by id, found by trying every edge until nothing changes. */
  Map<Long, Integer> expected(ReferenceGraph graph) {
    Map<Long, Integer> values = new HashMap<>();
    graph.ids().forEach(id -> values.put(id, own(id)));
    boolean changes = true;
    while (changes) {
      changes = false;
      for (ReferenceGraph.Edge edge : graph.edges()) {
        if (direction != Direction.IN || graph.isUndirected()) {
          changes |= improve(values, edge.source(), edge.target(), edge.weight());
        }
        if (direction != Direction.OUT || graph.isUndirected()) {
          changes |= improve(values, edge.target(), edge.source(), edge.weight());
        }
      }
    }
    return values;
  }

  private boolean improve(Map<Long, Integer> values, long from, long to, double weight) {
    int told = values.get(from);
    if (told == NOTHING) {
      return false;
    }
    int value = told + (addsWeights ? along(weight) : 0) + offset(to);
    return value < values.put(to, Math.min(value, values.get(to)));
  }

  VertexProgram ofLongs() {
    return new Longs();
  }

  VertexProgram ofInts() {
    return new Ints();
  }

  VertexProgram ofDoubles() {
    return new Doubles();
  }

  private final class Longs implements VertexProgram.OfLong {
    private LongColumn value;

    @Override
    public void open(Schema schema) {
      value = schema.longColumn("value").initially(NOTHING);
      declare(schema);
      if (addsWeights) {
        schema.alongEdges((long message, double weight) -> message + sign * along(weight));
      }
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      long told = messages.isEmpty() ? NOTHING : sign * messages.combined() + offset(vertex.id());
      long best = Math.min(told, own(vertex.id()));
      if (best < value.get(vertex)) {
        value.set(vertex, best);
        vertex.sendToNeighbors(sign * best);
      }
    }
  }

  private final class Ints implements VertexProgram.OfInt {
    private IntColumn value;

    @Override
    public void open(Schema schema) {
      value = schema.intColumn("value").initially(NOTHING);
      declare(schema);
      if (addsWeights) {
        schema.alongEdges((int message, double weight) -> message + sign * along(weight));
      }
    }

    @Override
    public void compute(Vertex vertex, IntMessages messages) {
      int told = messages.isEmpty() ? NOTHING : sign * messages.combined() + offset(vertex.id());
      int best = Math.min(told, own(vertex.id()));
      if (best < value.get(vertex)) {
        value.set(vertex, best);
        vertex.sendToNeighbors(sign * best);
      }
    }
  }

  private final class Doubles implements VertexProgram.OfDouble {
    private DoubleColumn value;

    @Override
    public void open(Schema schema) {
      value = schema.doubleColumn("value").initially(NOTHING);
      declare(schema);
      if (addsWeights) {
        schema.alongEdges((double message, double weight) -> message + sign * along(weight));
      }
    }

    @Override
    public void compute(Vertex vertex, DoubleMessages messages) {
      double told = messages.isEmpty() ? NOTHING : sign * messages.combined() + offset(vertex.id());
      double best = Math.min(told, own(vertex.id()));
      if (best < value.get(vertex)) {
        value.set(vertex, best);
        vertex.sendToNeighbors(0 + sign * best); // no negative zero
      }
    }
  }
}
