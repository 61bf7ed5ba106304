package pregel.cli.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pregel.algorithms.Algorithm;
import pregel.algorithms.Catalogue;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.RandomGraphs;
import pregel.cli.local.LocalJob;
import pregel.cli.testing.BuiltGraph;
import pregel.core.graph.Graph;

/** Checks pass what algorithms compute, and nothing of which a vertex was changed. */
class ChecksTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  static List<String> algorithms() {
    return List.copyOf(new TreeSet<>(Check.BY_ALGORITHM.keySet()));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void tellRightFromWrong(String name) {
    Check check = Check.BY_ALGORITHM.get(name);
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Graph graph =
          BuiltGraph.of(
              RandomGraphs.of(seed % 2 == 0, 2 + seed, 4 * seed, seed),
              seed % 3 == 0 ? VertexOrder.ID : VertexOrder.DEGREE,
              1 + seed % 3,
              1);
      Algorithm algorithm = Catalogue.byName(name).orElseThrow();
      Map<String, String> given = new HashMap<>();
      if (algorithm.parameters().stream().anyMatch(p -> p.name().equals("source"))) {
        given.put("source", Long.toString(graph.ids().id(random.nextInt(graph.vertices()))));
      }
      Parameters parameters = Parameters.checked(name, algorithm.parameters(), given);
      VertexProgram program = (VertexProgram) algorithm.factory().apply(parameters);
      List<Column> columns =
          LocalJob.run(graph, program, LocalJob.Options.withThreads(1), report -> {}).columns();
      assertThat(check.fault(graph, parameters, columns)).as("seed %d", seed).isNull();
      change(columns.get(0), random.nextInt(graph.vertices()));
      assertThat(check.fault(graph, parameters, columns))
          .as("seed %d", seed)
          .startsWith("vertex ")
          .contains(" has ");
    }
  }

  private static void change(Column column, int slot) {
    if (column instanceof LongColumn longs) {
      longs.put(slot, longs.at(slot) == Long.MAX_VALUE ? 1 : longs.at(slot) + 1);
    } else {
      DoubleColumn doubles = (DoubleColumn) column;
      doubles.put(slot, Double.isInfinite(doubles.at(slot)) ? 0.5 : doubles.at(slot) + 0.5);
    }
  }
}
