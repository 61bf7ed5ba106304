package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pregel.algorithms.Algorithm;
import pregel.algorithms.Catalogue;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;

/** Every bundled algorithm leaves the same bits on the engine as on the reference runner. */
class CatalogueOnTheEngineTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  /** Programs of several stages; they have a comparison of their own. */
  private static final Set<String> STAGED = Set.of("louvain", "msf");

  static List<String> names() {
    return Catalogue.all().stream()
        .map(Algorithm::name)
        .filter(name -> !STAGED.contains(name))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void leavesTheBitsOfTheReferenceRunner(String name) {
    for (long seed = 0; seed < SEEDS; seed++) {
      ReferenceGraph reference =
          name.equals("matching") ? fromLeftToRight(seed) : RandomGraphs.small(seed);
      Supplier<VertexProgram> program = program(name, reference, seed);
      VertexOrder order = seed % 2 == 0 ? VertexOrder.ID : VertexOrder.DEGREE;
      int partitions = 1 + (int) (seed % 6);
      ReferenceResult expected =
          ReferenceRunner.run(
              program.get(),
              reference,
              ReferenceRunner.Options.DEFAULT
                  .withOrder(order)
                  .withPartitions(partitions)
                  .withSeed(seed));
      for (int threads : new int[] {1, 3}) {
        Graph graph = EngineGraphs.of(reference, order, partitions, threads);
        for (Delivery delivery : Delivery.values()) {
          var options =
              new LocalJob.Options(threads, delivery, Integer.MAX_VALUE, null).withSeed(seed);
          LocalJob.Result actual = LocalJob.run(graph, program.get(), options, report -> {});
          assertThat(bits(actual.columns(), graph.vertices()))
              .as("%s, seed %d, %d threads, %s", name, seed, threads, delivery)
              .isEqualTo(bits(expected.columns(), graph.vertices()));
          assertThat(actual.values())
              .as("%s, seed %d, %d threads, %s", name, seed, threads, delivery)
              .isEqualTo(expected.values());
        }
      }
    }
  }

  private static Supplier<VertexProgram> program(String name, ReferenceGraph graph, long seed) {
    Algorithm algorithm = Catalogue.byName(name).orElseThrow();
    Map<String, String> given = new LinkedHashMap<>();
    if (algorithm.parameters().stream().anyMatch(declared -> declared.name().equals("source"))) {
      given.put("source", Long.toString(graph.ids().get((int) (seed % graph.ids().size()))));
    }
    Parameters parameters = Parameters.checked(name, algorithm.parameters(), given);
    return () -> (VertexProgram) algorithm.factory().apply(parameters);
  }

  /** A random graph without the edges that would put a vertex on both sides. */
  private static ReferenceGraph fromLeftToRight(long seed) {
    ReferenceGraph random = RandomGraphs.small(seed);
    ReferenceGraph.Builder graph = ReferenceGraph.directed();
    random.ids().forEach(graph::vertices);
    long middle = random.ids().get(random.ids().size() / 2);
    for (ReferenceGraph.Edge edge : random.edges()) {
      if (edge.source() < middle && edge.target() >= middle) {
        graph.edge(edge.source(), edge.target());
      }
    }
    return graph.build();
  }

  private static Map<String, List<Long>> bits(List<Column> columns, int vertices) {
    Map<String, List<Long>> bits = new LinkedHashMap<>();
    for (Column column : columns) {
      if (!column.isInternal()) {
        List<Long> values = new ArrayList<>();
        for (int slot = 0; slot < vertices; slot++) {
          values.add(bits(column, slot));
        }
        bits.put(column.name(), values);
      }
    }
    return bits;
  }

  private static long bits(Column column, int slot) {
    if (column instanceof DoubleColumn doubles) {
      return Double.doubleToRawLongBits(doubles.at(slot));
    } else if (column instanceof LongColumn longs) {
      return longs.at(slot);
    } else if (column instanceof IntColumn ints) {
      return ints.at(slot);
    } else if (column instanceof BooleanColumn booleans) {
      return booleans.at(slot) ? 1 : 0;
    }
    throw new IllegalArgumentException("column " + column.name() + " of another type");
  }
}
