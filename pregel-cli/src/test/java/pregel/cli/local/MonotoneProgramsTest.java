package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pregel.algorithms.components.ConnectedComponents;
import pregel.algorithms.traversal.ShortestPaths;
import pregel.api.Column;
import pregel.api.Combiner;
import pregel.api.DoubleColumn;
import pregel.api.FailureKind;
import pregel.api.IntColumn;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;
import pregel.core.job.Verdict;

/**
 * Values that improve in place end as those that improve superstep by superstep, whatever the
 * threads, the order, the floor and the steps.
 */
class MonotoneProgramsTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void programsOfEveryTypeEndAsExpected() {
    for (int seed = 0; seed < SEEDS; seed++) {
      ReferenceGraph reference = EngineGraphs.random(seed);
      MonotonePlan plan = new MonotonePlan(seed);
      Map<Long, Integer> expected = plan.expected(reference);
      for (VertexOrder order : List.of(VertexOrder.ID, VertexOrder.DEGREE)) {
        for (int threads : List.of(1, 2, 3, 8)) {
          Graph graph = EngineGraphs.of(reference, order, 1 + seed % 6, threads);
          for (LocalJob.Options options : ways(threads)) {
            String where = plan + ", order " + order + ", " + options;
            requireValues(where, graph, plan.ofLongs(), options, expected);
            requireValues(where, graph, plan.ofInts(), options, expected);
            requireValues(where, graph, plan.ofDoubles(), options, expected);
          }
        }
      }
    }
  }

  private static List<LocalJob.Options> ways(int threads) {
    LocalJob.Options any = LocalJob.Options.withThreads(threads);
    return List.of(
        any,
        any.withoutImprovingInPlace(),
        new LocalJob.Options(threads, Delivery.PUSH, Integer.MAX_VALUE, null),
        new LocalJob.Options(threads, Delivery.PULL, Integer.MAX_VALUE, null));
  }

  private static void requireValues(
      String where,
      Graph graph,
      VertexProgram program,
      LocalJob.Options options,
      Map<Long, Integer> expected) {
    LocalJob.Result result = LocalJob.run(graph, program, options, report -> {});
    assertThat(result.verdict()).as(where).isEqualTo(Verdict.FINISH);
    Column column = result.columns().get(0);
    for (int slot = 0; slot < graph.vertices(); slot++) {
      int value =
          column instanceof LongColumn longs
              ? Math.toIntExact(longs.at(slot))
              : column instanceof IntColumn ints
                  ? ints.at(slot)
                  : (int) ((DoubleColumn) column).at(slot);
      long id = graph.ids().id(slot);
      if (value != expected.get(id)) {
        assertThat(value)
            .as("%s, %s, vertex %s", where, program.getClass().getSimpleName(), id)
            .isEqualTo(expected.get(id));
      }
    }
  }

  @Test
  void agreesWithTheReferenceRunnerOnAGrid() {
    // In an order without locality, so that values travel in small steps.
    var grid = ReferenceGraph.undirected();
    int side = 40;
    for (int at = 0; at < side * side; at++) {
      long id = at * 7919L % (side * side);
      if ((at + 1) % side != 0) {
        grid.edge(id, (at + 1) * 7919L % (side * side), at * 31L % 17 / 4.0);
      }
      if (at + side < side * side) {
        grid.edge(id, (at + side) * 7919L % (side * side), at * 37L % 23 / 4.0);
      }
    }
    ReferenceGraph reference = grid.build();
    requireReference(reference, () -> new ConnectedComponents(Parameters.of()));
    requireReference(reference, () -> new ShortestPaths(Parameters.of("source", "7")));
    requireReference(
        reference, () -> new ShortestPaths(Parameters.of("source", "7", "delta", "100")));
    requireReference(
        reference, () -> new ShortestPaths(Parameters.of("source", "7", "delta", "0.01")));
  }

  private static void requireReference(ReferenceGraph reference, Supplier<VertexProgram> program) {
    ReferenceResult expected =
        ReferenceRunner.run(program.get(), reference, ReferenceRunner.Options.DEFAULT);
    for (int threads : List.of(1, 2, 4)) {
      Graph graph = EngineGraphs.of(reference, VertexOrder.AUTO, 0, threads);
      LocalJob.Result actual =
          LocalJob.run(graph, program.get(), LocalJob.Options.withThreads(threads), report -> {});
      Column column = actual.columns().get(0);
      for (int slot = 0; slot < graph.vertices(); slot++) {
        Object value =
            column instanceof LongColumn longs
                ? (Object) longs.at(slot)
                : (Object) ((DoubleColumn) column).at(slot);
        long id = graph.ids().id(slot);
        Object wanted =
            column instanceof LongColumn
                ? (Object) expected.longs(column.name()).get(id)
                : (Object) expected.doubles(column.name()).get(id);
        assertThat(value).as("%s threads, vertex %s", threads, id).isEqualTo(wanted);
      }
    }
  }

  @Test
  void endsInFewSuperstepsWhereOrdinaryOnesAreMany() {
    var path = ReferenceGraph.undirected();
    for (int at = 0; at < 3000; at++) {
      path.edge(at, at + 1);
    }
    Graph graph = EngineGraphs.of(path.build(), VertexOrder.ID, 0, 2);
    VertexProgram program = new ConnectedComponents(Parameters.of());

    int supersteps =
        LocalJob.run(graph, program, LocalJob.Options.withThreads(2), report -> {}).supersteps();

    assertThat(supersteps).isLessThan(20);
  }

  @Test
  void namesTheVertexAtWhichAProgramThrows() {
    assertFails(
        vertex -> {
          if (vertex.id() == 3) {
            throw new IllegalArgumentException("no threes");
          }
        },
        "vertex 3, superstep 0",
        "no threes");
  }

  @Test
  void refusesWhatAMonotoneProgramGivesUp() {
    assertFails(Vertex::superstep, "vertex.superstep(): a monotone program gives this up");
    assertFails(Vertex::random, "vertex.random(): a monotone program gives this up");
    assertFails(Vertex::close, "vertex.close(): a monotone program gives this up");
    assertFails(vertex -> vertex.send(1, 2), "vertex.send(id, message): a monotone program");
    assertFails(
        vertex -> {
          vertex.sendToNeighbors(2);
          vertex.sendToNeighbors(1);
        },
        "a second broadcast in one call: a monotone program gives this up");
  }

  private static void assertFails(Consumer<Vertex> deed, String... parts) {
    ReferenceGraph reference = ReferenceGraph.undirected().edge(1, 2).edge(2, 3).build();
    Graph graph = EngineGraphs.of(reference, VertexOrder.ID, 0, 2);
    for (LocalJob.Options options : ways(2)) {
      assertThatThrownBy(() -> LocalJob.run(graph, new Doing(deed), options, report -> {}))
          .isInstanceOfSatisfying(
              JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USER_PROGRAM))
          .hasMessageContainingAll(parts);
    }
    assertThatThrownBy(() -> ReferenceRunner.run(new Doing(deed), reference))
        .isInstanceOf(JobException.class)
        .hasMessageContaining(parts[parts.length - 1]);
  }

  @Test
  void aProgramThatNeverEndsIsStoppedByLimitAndTime() {
    ReferenceGraph reference = ReferenceGraph.undirected().edge(1, 2).build();
    Graph graph = EngineGraphs.of(reference, VertexOrder.ID, 0, 2);
    LocalJob.Result result =
        LocalJob.run(
            graph, new Falling(), new LocalJob.Options(2, Delivery.AUTO, 5, null), report -> {});
    assertThat(result.verdict()).isEqualTo(Verdict.STOP_AT_LIMIT);
    assertThatThrownBy(
            () ->
                LocalJob.run(
                    graph,
                    new Falling(),
                    new LocalJob.Options(
                        2, Delivery.AUTO, Integer.MAX_VALUE, Duration.ofMillis(50)),
                    report -> {}))
        .isInstanceOf(JobException.class);
  }

  /** Does something with every vertex. */
  private record Doing(Consumer<Vertex> deed) implements VertexProgram.OfLong {
    @Override
    public void open(Schema schema) {
      schema.combine(Combiner.MIN).monotone();
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      deed.accept(vertex);
    }
  }

  /** Every message is one less than the one before. */
  private static final class Falling implements VertexProgram.OfLong {
    @Override
    public void open(Schema schema) {
      schema.combine(Combiner.MIN).monotone();
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      vertex.sendToNeighbors(messages.combinedOr(0) - 1);
    }
  }
}
