package pregel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pregel.algorithms.Algorithm;
import pregel.algorithms.Catalogue;
import pregel.algorithms.centrality.HyperAnf;
import pregel.algorithms.cohesion.CoreNumbers;
import pregel.api.Column;
import pregel.api.Direction;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.cli.local.LocalJob;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.BuildOptions.Duplicates;
import pregel.core.graph.BuildOptions.UnknownVertices;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.loaders.read.Directedness;
import pregel.loaders.read.GraphReader;
import pregel.loaders.read.ReadOptions;

/** On real graphs the algorithms find what was published of them. */
class AlgorithmFactsTest {

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
"""
scc       | email-Eu-core/email-Eu-core.txt.gz       |            | groups 203, largest_group 803
scc       | p2p-31/p2p-31                            |            | groups 48438, largest_group 14149
scc       | cnr-2000/cnr-2000.graph-txt.gz           |            | groups 100977
scc       | rome99/rome99.gr.gz                      |            | groups 1
scc       | facebook-combined/facebook_combined.txt.gz | undirected | groups 1
wcc       | email-Eu-core/email-Eu-core.txt.gz       |            | largest_group 986
triangles | networkit-graphs/karate.graph            |            | third_of_sum 45
triangles | networkit-graphs/power.graph.gz          |            | third_of_sum 651
triangles | networkit-graphs/lesmis.graph            |            | third_of_sum 467
triangles | networkit-graphs/jazz.graph              |            | third_of_sum 17899
triangles | lagraph-matrices/A.mtx                   |            | third_of_sum 11
triangles | lagraph-matrices/jagmesh7.mtx.gz         |            | third_of_sum 2016
triangles | lagraph-matrices/bcsstk13.mtx.gz         |            | third_of_sum 342300
kcore     | lagraph-matrices/karate.mtx              |            | max 4
kcore     | lagraph-matrices/west0067.mtx            |            | max 6
degree    | musae-github/musae_git_edges.csv.gz      | undirected | max 9458
degree    | wave/wave.graph.gz                       |            | max 44
""")
  void theAlgorithmsFindWhatWasPublished(
      String name, String file, String reading, String published) {
    Graph graph = read(file, reading != null);
    LocalJob.Result result = run(graph, program(name));
    for (String fact : published.split(", ")) {
      String[] words = fact.split(" ");
      assertThat(value(result.columns().get(0), graph.vertices(), words[0]))
          .as("%s by %s in %s", words[0], name, file)
          .isEqualTo(Long.parseLong(words[1]));
    }
  }

  @Test
  void coreNumbersAreThoseOfBatageljAndZaversnik() throws IOException {
    Path file = Datasets.path("textbook-answers/answers.json");
    JsonNode answer = new ObjectMapper().readTree(file.toFile()).get("batagelj_zaversnik_cores");
    EdgeBlock block = new EdgeBlock(answer.get("edges").size(), false);
    answer.get("edges").forEach(e -> block.add(e.get(0).asLong(), e.get(1).asLong()));
    long[] ids =
        IntStream.range(0, 21).mapToLong(i -> answer.get("vertices").get(i).asLong()).toArray();
    EdgeInput input =
        new EdgeInput(
            new ArrayList<>(List.of(block)),
            ids,
            true,
            false,
            false,
            new EdgeInput.Counts(0, 0, 0));
    Graph graph = GraphBuilder.build(input, options(), Direction.IN).graph();
    IntColumn cores = (IntColumn) run(graph, new CoreNumbers(Parameters.of())).columns().get(0);
    Map<String, Integer> found = new TreeMap<>();
    Map<String, Integer> expected = new TreeMap<>();
    for (long id : ids) {
      found.put(Long.toString(id), cores.at(graph.ids().slot(id)));
      expected.put(Long.toString(id), answer.get("core").get(Long.toString(id)).asInt());
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void theEffectiveDiameterOfThePowerGridIsNearlyThatOfBreadthFirstSearches() {
    Graph graph = read("networkit-graphs/power.graph.gz", false);
    HyperAnf program = new HyperAnf(Parameters.of("precision", "10"));
    LongColumn farthest = (LongColumn) run(graph, program).columns().get(2);
    double[] exact = pairsWithin(graph);
    List<Double> estimated = program.neighborhoodFunction();
    for (int distance = 0; distance < exact.length; distance++) {
      assertThat(estimated.get(distance))
          .as("pairs within %d", distance)
          .isCloseTo(exact[distance], Percentage.withPercentage(5));
    }
    // The diameter of the power grid of the western states is 46.
    assertThat(exact).hasSize(47);
    assertThat(IntStream.range(0, graph.vertices()).mapToLong(farthest::at).max().orElseThrow())
        .isBetween(44L, 46L);
    double wanted = 0.9 * exact[46];
    int below = 0;
    while (exact[below + 1] < wanted) {
      below++;
    }
    assertThat(program.effectiveDiameter(0.9)).isBetween(below - 0.5, below + 1.5);
  }

  /** Pairs of vertices within every distance, by a breadth-first search from each. */
  private static double[] pairsWithin(Graph graph) {
    int n = graph.vertices();
    Adjacency.Rows rows = graph.adjacency(Direction.OUT).rows(0); // so few edges are one partition
    long[] at = new long[n];
    int[] queue = new int[n];
    int[] distances = new int[n];
    for (int source = 0; source < n; source++) {
      Arrays.fill(distances, -1);
      distances[source] = 0;
      queue[0] = source;
      int tail = 1;
      for (int head = 0; head < tail; head++) {
        int vertex = queue[head];
        at[distances[vertex]]++;
        for (int e = rows.offsets().get(vertex); e < rows.offsets().get(vertex + 1); e++) {
          int other = rows.targets()[e];
          if (distances[other] < 0) {
            distances[other] = distances[vertex] + 1;
            queue[tail++] = other;
          }
        }
      }
    }
    long[] within = Arrays.copyOf(at, (int) Arrays.stream(at).filter(count -> count > 0).count());
    Arrays.parallelPrefix(within, Long::sum);
    return Arrays.stream(within).asDoubleStream().toArray();
  }

  private static VertexProgram program(String name) {
    Algorithm algorithm = Catalogue.byName(name).orElseThrow();
    return (VertexProgram)
        algorithm.factory().apply(Parameters.checked(name, algorithm.parameters(), Map.of()));
  }

  private static LocalJob.Result run(Graph graph, VertexProgram program) {
    return LocalJob.run(graph, program, LocalJob.Options.withThreads(2), report -> {});
  }

  private static Graph read(String file, boolean undirected) {
    ReadOptions read = ReadOptions.defaults(2);
    if (undirected) {
      read = read.withDirectedness(Directedness.UNDIRECTED);
    }
    String path = Datasets.path(file).toString();
    return GraphBuilder.build(
            GraphReader.read(List.of(path), read).edges(), options(), Direction.IN)
        .graph();
  }

  private static BuildOptions options() {
    return new BuildOptions(VertexOrder.AUTO, Duplicates.KEEP, false, UnknownVertices.FAIL, 0, 2);
  }

  private static long value(Column column, int vertices, String fact) {
    IntToLongFunction at = column instanceof IntColumn ints ? ints::at : ((LongColumn) column)::at;
    LongStream values = IntStream.range(0, vertices).mapToLong(at);
    return switch (fact) {
      case "max" -> values.max().orElseThrow();
      case "third_of_sum" -> values.sum() / 3;
      case "groups" -> values.distinct().count();
      case "largest_group" -> {
        Map<Long, Long> sizes = new HashMap<>();
        values.forEach(label -> sizes.merge(label, 1L, Long::sum));
        yield sizes.values().stream().max(Long::compare).orElseThrow();
      }
      default -> throw new IllegalArgumentException(fact);
    };
  }
}
