package pregel.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import pregel.api.Parameters;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;

/** Every expected output of the benchmark's small graphs, by the benchmark's own rules. */
class GraphalyticsTest {

  @TestFactory
  List<DynamicTest> matchesEveryTestGraph() throws IOException {
    Path folder = Datasets.folder("graphalytics");
    Path graphs = folder.resolve("test-graphs");
    List<DynamicTest> tests = new ArrayList<>();
    for (Path expected : outputs(graphs)) {
      String[] parts = expected.getFileName().toString().split("-(?=[A-Z]+$)", -1);
      tests.add(
          DynamicTest.dynamicTest(
              expected.getFileName().toString(),
              () -> {
                Run run = Run.of(folder, parts[0], parts[1].toLowerCase(Locale.ROOT));
                run.assertMatches(
                    Datasets.graphalytics(graphs.resolve(parts[0]), run.directed()), expected);
              }));
    }
    assertThat(tests).as("expected outputs").hasSize(24);
    return tests;
  }

  @TestFactory
  List<DynamicTest> matchesEveryValidationGraph() {
    Path folder = Datasets.folder("graphalytics");
    List<DynamicTest> tests = new ArrayList<>();
    for (String algorithm : List.of("bfs", "cdlp", "lcc", "pr", "sssp", "wcc")) {
      for (boolean directed : new boolean[] {true, false}) {
        Path graphs = folder.resolve("validation-graphs").resolve(algorithm);
        String kind = directed ? "dir" : "undir";
        String name = "test-" + algorithm + (directed ? "-directed" : "-undirected");
        tests.add(
            DynamicTest.dynamicTest(
                algorithm + "/" + kind + "-output",
                () -> {
                  Path input = graphs.resolve(kind + "-input");
                  ReferenceGraph graph =
                      Files.exists(input)
                          ? Datasets.adjacency(input, directed)
                          : Datasets.graphalytics(input, directed);
                  Run.of(folder, name, algorithm)
                      .assertMatches(graph, graphs.resolve(kind + "-output"));
                }));
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> matchesTheAdjacencyListsOfTheExampleGraphs() throws IOException {
    Path folder = Datasets.folder("graphalytics");
    Path graphs = folder.resolve("validation-graphs").resolve("example");
    List<DynamicTest> tests = new ArrayList<>();
    for (Path expected : outputs(graphs)) {
      String[] parts = expected.getFileName().toString().split("-(?=[A-Z]+$)", -1);
      tests.add(
          DynamicTest.dynamicTest(
              expected.getFileName().toString(),
              () -> {
                Run run = Run.of(folder, parts[0], parts[1].toLowerCase(Locale.ROOT));
                run.assertMatches(
                    Datasets.graphalytics(graphs.resolve(parts[0]), run.directed()), expected);
              }));
    }
    assertThat(tests).as("expected outputs").hasSize(12);
    return tests;
  }

  @TestFactory
  List<DynamicTest> matchesPeerToPeer31() {
    Path folder = Datasets.folder("p2p-31");
    ReferenceGraph graph = Datasets.graphalytics(folder.resolve("p2p-31"), false);
    assertThat(graph.ids()).hasSize(62_586);
    assertThat(graph.edges()).hasSize(147_892);
    return Stream.of("bfs", "cdlp", "lcc", "pr", "sssp", "wcc")
        .map(
            algorithm ->
                DynamicTest.dynamicTest(
                    "p2p-31 " + algorithm,
                    () ->
                        new Run(algorithm, false, Parameters.of("source", "6", "iterations", "10"))
                            .assertMatches(
                                graph,
                                folder
                                    .resolve("expected")
                                    .resolve(
                                        "p2p-31-" + algorithm.toUpperCase(Locale.ROOT) + ".gz"))))
        .toList();
  }

  /** An algorithm by the benchmark's name for it, with its parameters for one graph. */
  private record Run(String algorithm, boolean directed, Parameters parameters) {

    static Run of(Path folder, String graph, String algorithm) throws IOException {
      Properties properties = new Properties();
      Path file = folder.resolve("properties").resolve(graph + ".properties");
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      String prefix = "graph." + graph + ".";
      boolean directed = Boolean.parseBoolean(properties.getProperty(prefix + "directed"));
      String own = prefix + algorithm + ".";
      Parameters parameters =
          switch (algorithm) {
            case "bfs", "sssp" ->
                Parameters.of("source", properties.getProperty(own + "source-vertex"));
            case "cdlp" ->
                Parameters.of("iterations", properties.getProperty(own + "max-iterations"));
            case "pr" ->
                Parameters.of(
                    "damping", properties.getProperty(own + "damping-factor"),
                    "iterations", properties.getProperty(own + "num-iterations"));
            default -> Parameters.of();
          };
      return new Run(algorithm, directed, parameters);
    }

    void assertMatches(ReferenceGraph graph, Path expected) {
      String name = algorithm.equals("pr") ? "pagerank" : algorithm;
      Algorithm found = Catalogue.byName(name).orElseThrow();
      var result = ReferenceRunner.run((VertexProgram) found.factory().apply(parameters), graph);
      String column = found.columns().get(0).name();
      switch (algorithm) {
        case "bfs", "cdlp" -> Matching.assertEqual(Datasets.longs(expected), result.longs(column));
        case "wcc" -> Matching.assertEquivalent(Datasets.longs(expected), result.longs(column));
        case "pr", "lcc", "sssp" ->
            Matching.assertClose(Datasets.doubles(expected), result.doubles(column));
        default -> throw new IllegalArgumentException(algorithm);
      }
    }
  }

  private static List<Path> outputs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*-[A-Z]+"))
          .sorted()
          .toList();
    }
  }
}
