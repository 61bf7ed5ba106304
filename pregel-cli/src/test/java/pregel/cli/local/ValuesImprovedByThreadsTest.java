package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pregel.algorithms.Catalogue;
import pregel.api.Column;
import pregel.api.Direction;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.cli.bench.check.Check;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.loaders.generate.GeneratorOptions;
import pregel.loaders.generate.Generators;
import pregel.loaders.generate.Kind;
import pregel.loaders.generate.Listing;

/**
 * Threads that improve the values of the same vertices at the same time lose nothing. It takes a
 * wide front of neighbours for them to meet: on a grid of a million vertices, with what was said
 * read once and compared and exchanged without another look, two runs of five were wrong.
 */
class ValuesImprovedByThreadsTest {
  private static final int SIDE = 1000;
  private static final int RUNS = 12;

  private final Graph grid = grid();

  private static Graph grid() {
    GeneratorOptions options =
        GeneratorOptions.defaults()
            .withGrid(SIDE, SIDE)
            .withWeights(true)
            .listed(Listing.UNDIRECTED);
    return GraphBuilder.build(
            Generators.generate(Kind.GRID, options, 2),
            new BuildOptions(
                VertexOrder.AUTO,
                BuildOptions.Duplicates.KEEP,
                false,
                BuildOptions.UnknownVertices.FAIL,
                0,
                2),
            Direction.IN)
        .graph();
  }

  @Test
  void shortestWaysAreTheShortest() {
    Random random = new Random(1);
    for (int run = 0; run < RUNS; run++) {
      long source = grid.ids().id(random.nextInt(grid.vertices()));
      assertRight("sssp", Map.of("source", Long.toString(source)), 2 + run % 3);
    }
  }

  @Test
  void componentsAreWhole() {
    for (int run = 0; run < RUNS; run++) {
      assertRight("wcc", Map.of(), 2 + run % 3);
    }
  }

  private void assertRight(String name, Map<String, String> given, int threads) {
    var algorithm = Catalogue.byName(name).orElseThrow();
    Parameters parameters = Parameters.checked(name, algorithm.parameters(), given);
    List<Column> columns =
        LocalJob.run(
                grid,
                (VertexProgram) algorithm.factory().apply(parameters),
                LocalJob.Options.withThreads(threads),
                report -> {})
            .columns();
    assertThat(Check.BY_ALGORITHM.get(name).fault(grid, parameters, columns))
        .as("%s %s, %d threads", name, given, threads)
        .isNull();
  }
}
