package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pregel.algorithms.centrality.PageRank;
import pregel.algorithms.cohesion.LocalClustering;
import pregel.algorithms.community.LabelPropagation;
import pregel.algorithms.components.ConnectedComponents;
import pregel.algorithms.traversal.BreadthFirstSearch;
import pregel.algorithms.traversal.ShortestPaths;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.ObjectColumn;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;

/**
 * The reference runner is the specification: on any graph the engine leaves the same bits, however
 * it runs.
 */
class EngineAgreesWithReferenceTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);
  private static final int MAX_SUPERSTEPS = 40;

  /** Seeds whose graphs run every way; later ones run in a way drawn from the seed. */
  private static final int EXHAUSTIVE = 40;

  @Test
  void randomProgramsOfDoubles() {
    forRandomGraphs((seed, ids) -> () -> new RandomDoubleProgram(seed, ids));
  }

  @Test
  void randomProgramsOfLongs() {
    forRandomGraphs((seed, ids) -> () -> new RandomLongProgram(seed, ids));
  }

  @Test
  void randomProgramsOfInts() {
    forRandomGraphs((seed, ids) -> () -> new RandomIntProgram(seed, ids));
  }

  @Test
  void randomProgramsOfObjects() {
    forRandomGraphs((seed, ids) -> () -> new RandomObjectProgram(seed, ids));
  }

  @Test
  void bundledAlgorithms() {
    forRandomGraphs((seed, ids) -> () -> new PageRank(Parameters.of("iterations", "7")));
    forRandomGraphs((seed, ids) -> () -> new PageRank(Parameters.of("tolerance", "0.01")));
    forRandomGraphs((seed, ids) -> () -> new ConnectedComponents(Parameters.of()));
    forRandomGraphs((seed, ids) -> () -> new LabelPropagation(Parameters.of("iterations", "5")));
    forRandomGraphs((seed, ids) -> () -> new LocalClustering(Parameters.of()));
    forRandomGraphs(
        (seed, ids) -> {
          String source = Long.toString(ids[(int) (seed % ids.length)]);
          return () -> new BreadthFirstSearch(Parameters.of("source", source));
        });
    forRandomGraphs(
        (seed, ids) -> {
          String source = Long.toString(ids[(int) (seed % ids.length)]);
          return () -> new ShortestPaths(Parameters.of("source", source));
        });
  }

  @Test
  void foldsRowsLongerThanABlockInBlocks() {
    for (int seed = 0; seed < 4; seed++) {
      var star = ReferenceGraph.directed();
      for (int leaf = 1; leaf <= 70_000; leaf++) {
        star.edge(leaf, 0, 1 + leaf % 7);
      }
      ReferenceGraph graph = star.build();
      long programSeed = seed;
      long[] ids = {0, 1, 2, 3};
      compare(
          "star seed " + seed, graph, 1, Ways.ALL, () -> new RandomDoubleProgram(programSeed, ids));
      compare(
          "star PageRank",
          graph,
          1,
          Ways.ALL,
          () -> new PageRank(Parameters.of("iterations", "3")));
    }
  }

  private interface Programs {
    Supplier<VertexProgram> of(long seed, long[] ids);
  }

  /** The orders and numbers of threads to run with; deliveries are compared all three. */
  private record Ways(List<VertexOrder> orders, List<Integer> threads) {
    static final Ways ALL =
        new Ways(List.of(VertexOrder.ID, VertexOrder.DEGREE), List.of(1, 2, 3, 8));

    static Ways of(int seed) {
      return seed < EXHAUSTIVE ? ALL : drawn(new Whim(seed));
    }

    private static Ways drawn(Whim whim) {
      return new Ways(
          List.of(ALL.orders.get(whim.pick(101, ALL.orders.size()))),
          List.of(ALL.threads.get(whim.pick(102, ALL.threads.size()))));
    }
  }

  private static void forRandomGraphs(Programs programs) {
    for (int seed = 0; seed < SEEDS; seed++) {
      ReferenceGraph graph = EngineGraphs.random(seed);
      long[] ids = graph.ids().stream().mapToLong(id -> id).toArray();
      compare("seed " + seed, graph, 1 + seed % 6, Ways.of(seed), programs.of(seed, ids));
    }
  }

  private static void compare(
      String what,
      ReferenceGraph reference,
      int partitions,
      Ways ways,
      Supplier<VertexProgram> program) {
    for (VertexOrder order : ways.orders()) {
      // Of a monotone program only the end is promised, not what a limit leaves.
      boolean isMonotone = Schema.of(program.get(), 0).isMonotone();
      int limit = isMonotone ? Integer.MAX_VALUE : MAX_SUPERSTEPS;
      ReferenceResult expected =
          ReferenceRunner.run(program.get(), reference, order, partitions, limit);
      for (int threads : ways.threads()) {
        Graph graph = EngineGraphs.of(reference, order, partitions, threads);
        for (Delivery delivery : Delivery.values()) {
          LocalJob.Result actual =
              LocalJob.run(
                  graph,
                  program.get(),
                  new LocalJob.Options(threads, delivery, limit, null),
                  report -> {});
          String where =
              what
                  + ", "
                  + program.get().getClass().getSimpleName()
                  + ", order "
                  + order
                  + ", "
                  + partitions
                  + " partitions, "
                  + threads
                  + " threads, "
                  + delivery;
          if (!isMonotone || delivery != Delivery.AUTO) {
            assertThat(steps(actual)).as(where).isEqualTo(expected.supersteps());
          }
          List<Column> columns =
              expected.columns().stream().filter(column -> !column.isInternal()).toList();
          for (int c = 0; c < columns.size(); c++) {
            assertThat(bits(actual.columns().get(c), graph.vertices()))
                .as(where + ", column " + columns.get(c).name())
                .isEqualTo(bits(columns.get(c), graph.vertices()));
          }
        }
      }
    }
  }

  private static List<ReferenceResult.Superstep> steps(LocalJob.Result result) {
    List<ReferenceResult.Superstep> steps = new ArrayList<>();
    for (SuperstepReport report : result.trace()) {
      steps.add(
          new ReferenceResult.Superstep(
              report.computed(),
              report.active(),
              report.messages(),
              report.dropped(),
              report.lost()));
    }
    return steps;
  }

  private static List<Object> bits(Column column, int vertices) {
    List<Object> bits = new ArrayList<>();
    for (int slot = 0; slot < vertices; slot++) {
      if (column instanceof DoubleColumn doubles) {
        bits.add(Double.doubleToRawLongBits(doubles.at(slot)));
      } else if (column instanceof LongColumn longs) {
        bits.add(longs.at(slot));
      } else if (column instanceof IntColumn ints) {
        bits.add(ints.at(slot));
      } else if (column instanceof BooleanColumn booleans) {
        bits.add(booleans.at(slot));
      } else if (column instanceof ObjectColumn<?> objects) {
        bits.add(String.valueOf(objects.at(slot)));
      }
    }
    return bits;
  }
}
