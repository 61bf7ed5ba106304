package pregel.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pregel.cli.Datasets;
import pregel.cli.command.Session;

/** Every reference output of the benchmark, met by its own rule. */
class GraphalyticsTest {
  private static final String TEST_GRAPHS = "graphalytics/test-graphs";
  private static final String VALIDATION_GRAPHS = "graphalytics/validation-graphs";

  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void aSession() {
    session = new Session(directory);
  }

  /** Source, iterations, damping, weights and direction come from the properties alone. */
  @TestFactory
  List<DynamicTest> testGraphsNamedByPrefixTakeTheirParametersFromTheirProperties()
      throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path reference : references(TEST_GRAPHS)) {
      String name = reference.getFileName().toString();
      String graph = name.substring(0, name.lastIndexOf('-'));
      tests.add(
          dynamicTest(
              name,
              () -> {
                copy(TEST_GRAPHS, graph + ".v", graph + ".e");
                copy("graphalytics/properties", graph + ".properties");
                new Variants(session).agree(benchmark(name), "--input @" + graph, reference);
              }));
    }
    assertThat(tests).as("reference outputs").hasSize(24);
    return tests;
  }

  @TestFactory
  List<DynamicTest> examplesGivenAsAdjacencyListsAgreeWithTheSameReferences() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path reference : references(VALIDATION_GRAPHS + "/example")) {
      String name = reference.getFileName().toString();
      if (name.endsWith("SSSP")) {
        continue; // Adjacency lists carry no weights.
      }
      String graph = name.substring(0, name.lastIndexOf('-'));
      boolean directed = graph.endsWith("-directed");
      String parameters =
          switch (benchmark(name)) {
            case BFS -> directed ? " -p source=1" : " -p source=2";
            case CDLP -> " -p iterations=2";
            case PR -> " -p iterations=2 -p damping=0.85";
            case LCC, SSSP, WCC -> "";
          };
      String run = adjacency(reference.resolveSibling(graph + "-input"), directed) + parameters;
      tests.add(
          dynamicTest(name, () -> new Variants(session).agree(benchmark(name), run, reference)));
    }
    assertThat(tests).as("reference outputs").hasSize(10);
    return tests;
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "BFS, dir, -p source=1",
    "BFS, undir, -p source=1",
    "CDLP, dir, -p iterations=5",
    "CDLP, undir, -p iterations=5",
    "LCC, dir, ''",
    "LCC, undir, ''",
    "PR, dir, -p iterations=14",
    "PR, undir, -p iterations=26",
    "WCC, dir, ''",
    "WCC, undir, ''",
  })
  void validationGraphsGivenAsAdjacencyLists(Benchmark benchmark, String kind, String parameters) {
    Path folder = folder(benchmark);
    String run = adjacency(folder.resolve(kind + "-input"), kind.equals("dir")) + " " + parameters;
    new Variants(session).agree(benchmark, run.strip(), folder.resolve(kind + "-output"));
  }

  @ParameterizedTest
  @CsvSource({"dir, --directed", "undir, --undirected"})
  void validationGraphsWithWeights(String kind, String direction) {
    Path folder = folder(Benchmark.SSSP);
    String run =
        "-i %s --weighted -p source=1 %s".formatted(folder.resolve(kind + "-input"), direction);
    new Variants(session).agree(Benchmark.SSSP, run, folder.resolve(kind + "-output"));
  }

  /** The same edges listed as such, with the vertices in a file of their own. */
  @Test
  void anEdgeListWithItsVertexListIsTheSameGraph() {
    Path graph = Datasets.path(TEST_GRAPHS + "/example-directed");
    String run =
        "--format edgelist -i %s.e --vertices %s.v --weighted -p source=1".formatted(graph, graph);
    new Variants(session).agree(Benchmark.SSSP, run, graph.resolveSibling("example-directed-SSSP"));
  }

  @ParameterizedTest
  @CsvSource({
    "BFS, -p source=6",
    "CDLP, -p iterations=10",
    "LCC, ''",
    "PR, -p iterations=10",
    "SSSP, --weighted -p source=6",
    "WCC, ''",
  })
  void aRealNetworkWithSixtyThousandVertices(Benchmark benchmark, String parameters) {
    String run = "--undirected -i " + Datasets.path("p2p-31/p2p-31") + " " + parameters;
    new Variants(session)
        .agree(
            benchmark, run.strip(), Datasets.path("p2p-31/expected/p2p-31-" + benchmark + ".gz"));
  }

  private static String adjacency(Path file, boolean directed) {
    return "--format adjacency %s -i %s".formatted(directed ? "--directed" : "--undirected", file);
  }

  private static Path folder(Benchmark benchmark) {
    return Datasets.path(VALIDATION_GRAPHS + "/" + benchmark.name().toLowerCase(Locale.ROOT));
  }

  private static Benchmark benchmark(String reference) {
    return Benchmark.valueOf(reference.substring(reference.lastIndexOf('-') + 1));
  }

  private static List<Path> references(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Datasets.path(folder))) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*-(BFS|CDLP|LCC|PR|SSSP|WCC)"))
          .sorted()
          .toList();
    }
  }

  private void copy(String folder, String... names) throws IOException {
    for (String name : names) {
      Path copy = session.path(name);
      if (!Files.exists(copy)) {
        Files.copy(Datasets.path(folder + "/" + name), copy);
      }
    }
  }
}
