package pregel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pregel.api.Direction;
import pregel.api.VertexOrder;
import pregel.cli.inspect.Inspection;
import pregel.cli.inspect.Repetitions;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.BuildOptions.Duplicates;
import pregel.core.graph.BuildOptions.UnknownVertices;
import pregel.core.graph.GraphBuilder;
import pregel.loaders.read.Directedness;
import pregel.loaders.read.GraphReader;
import pregel.loaders.read.ReadGraph;
import pregel.loaders.read.ReadOptions;
import pregel.loaders.read.ResultReader;

/**
 * Real graphs have the sizes, components, triangles and degrees that were published of them.
 *
 * <p>Each line: the file, how to read it, the facts. A fraction is compared to as many decimals as
 * were published.
 */
class PublishedFactsTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
"""
email-Eu-core/email-Eu-core.txt.gz           |                 | vertices 1005, edges 25571, self_loops 642, largest_vertices 986, largest_edges 25552
facebook-combined/facebook_combined.txt.gz   | undirected      | vertices 4039, edges 88234, components 1, average_clustering 0.6055
bitcoin-otc/soc-sign-bitcoinotc.csv.gz       |                 | vertices 5881, edges 35592, components 4
wiki-Vote/wiki-Vote.txt.gz                   |                 | vertices 7115, edges 103689, largest_vertices 7066, largest_edges 103663
wiki-Vote/wiki-Vote.txt.gz                   |                 | average_clustering 0.1409, simple_edges 100762
wiki-Vote/wiki-Vote.txt.gz                   | undirected drop | vertices 7115, edges 100762, average_clustering 0.1409
lastfm-asia/lastfm_asia_edges.csv.gz         | undirected      | vertices 7624, edges 27806, transitivity 0.179
ca-HepPh/ca-HepPh.txt.gz                     |                 | vertices 12008, edges 237010, self_loops 32, largest_vertices 11204, largest_edges 235268
ca-HepPh/ca-HepPh.txt.gz                     | undirected drop | vertices 12008, edges 118521, self_loops 32, simple_edges 118489
ca-HepPh/ca-HepPh.txt.gz                     | undirected drop | largest_vertices 11204, average_clustering 0.6115
ca-HepPh/ca-HepPh.txt.gz                     | undirected drop loopless | vertices 12008, edges 118489, self_loops 32
ca-CondMat/ca-CondMat.txt.gz                 |                 | vertices 23133, edges 186936, self_loops 58, largest_vertices 21363
ca-CondMat/ca-CondMat.txt.gz                 | undirected drop | vertices 23133, edges 93497, self_loops 58, simple_edges 93439
ca-CondMat/ca-CondMat.txt.gz                 | undirected drop | largest_vertices 21363, average_clustering 0.6334
email-Enron/email-Enron.txt.gz               |                 | vertices 36692, edges 367662
email-Enron/email-Enron.txt.gz               | undirected drop | vertices 36692, edges 183831, directed_edges 367662
email-Enron/email-Enron.txt.gz               | undirected drop | largest_vertices 33696, largest_edges 180811, average_clustering 0.4970
musae-github/musae_git_edges.csv.gz          | undirected      | vertices 37700, edges 289003, components 1, transitivity 0.01236, max_degree 9458
deezer-hu/HU_edges.csv.gz                    | undirected      | vertices 47538, edges 222887, components 1, transitivity 0.0929
p2p-31/p2p-31                                |                 | vertices 62586, edges 147892, largest_vertices 62561, largest_edges 147878
p2p-31/p2p-31                                | undirected      | vertices 62586, edges 147892, largest_vertices 62561, largest_edges 147878
p2p-31/p2p-Gnutella31.e.gz                   |                 | vertices 62586, edges 147892, largest_vertices 62561, largest_edges 147878
luxembourg-osm/luxembourg_osm.edges.gz       | undirected      | vertices 114599, edges 119666, components 1
rome99/rome99.gr.gz                          |                 | vertices 3353, edges 8870, components 1
rome99/rome99.gr.gz                          | weighted min    | vertices 3353, edges 8859, components 1
rome99/rome99.gr.gz                          | drop            | vertices 3353, edges 8859
wave/wave.graph.gz                           |                 | vertices 156317, edges 1059331, components 1, max_degree 44
cnr-2000/cnr-2000.graph-txt.gz               |                 | vertices 325557, edges 3216152, self_loops 87442, components 1
lsqb/sf0.1-persons/Person_knows_Person.csv.gz | undirected     | edges 18135
gapbs-formats/4.el                           | drop loopless   | vertices 13, edges 53
gapbs-formats/4.wel                          | drop loopless   | vertices 13, edges 53
gapbs-formats/4.gr                           | drop loopless   | vertices 14, edges 53
gapbs-formats/4.mtx                          | drop loopless   | vertices 14, edges 53
gapbs-formats/4w.mtx                         | drop loopless   | vertices 14, edges 53
gapbs-formats/4.mtx                          |                 | vertices 14, edges 256
networkit-graphs/karate.graph                |                 | vertices 34, edges 78, triangles 45
networkit-graphs/jazz.graph                  |                 | vertices 198, edges 2742, components 1, triangles 17899
networkit-graphs/celegans_metabolic.graph    |                 | vertices 453, edges 2025, components 1
networkit-graphs/lesmis.graph                |                 | vertices 77, edges 254, triangles 467
networkit-graphs/power.graph.gz              |                 | vertices 4941, edges 6594, components 1, triangles 651
networkit-graphs/hep-th.graph.gz             |                 | vertices 8361, edges 15751, largest_vertices 5835
networkit-graphs/PGPgiantcompo.graph.gz      |                 | vertices 10680, edges 24316, components 1
networkit-graphs/polblogs.graph.gz           |                 | vertices 1490, edges 16715, largest_vertices 1222
networkit-graphs/airfoil1.graph.gz           |                 | vertices 4253, edges 12289
networkit-graphs/foodweb-baydry.konect.gz    |                 | vertices 128, edges 2137
networkit-graphs/chesapeake.mtx              |                 | vertices 39, edges 170
networkit-graphs/hamming6-4.edgelist         |                 | vertices 64, edges 704
networkit-graphs/johnson8-4-4.edgelist       |                 | vertices 70, edges 1855
lagraph-matrices/karate.mtx                  |                 | triangles 45, components 1
lagraph-matrices/A.mtx                       |                 | triangles 11, components 1
lagraph-matrices/jagmesh7.mtx.gz             |                 | triangles 2016, components 1
lagraph-matrices/ldbc-cdlp-undirected-example.mtx |            | triangles 6
lagraph-matrices/ldbc-undirected-example.mtx |                 | triangles 4
lagraph-matrices/ldbc-wcc-example.mtx        |                 | triangles 5
lagraph-matrices/bcsstk13.mtx.gz             |                 | triangles 342300, components 1
lagraph-matrices/LFAT5.mtx                   |                 | triangles 0, components 3
lagraph-matrices/LFAT5_two.mtx               |                 | components 6
lagraph-matrices/LFAT5_hypersparse.mtx       |                 | components 1989
lagraph-matrices/tree-example.mtx            |                 | triangles 0, components 1
lagraph-matrices/zenios.mtx.gz               |                 | components 1391
""")
  void realGraphsAreAsPublished(String file, String reading, String facts) {
    Inspection inspection = inspect(Datasets.path(file), words(reading));
    for (String fact : facts.split(", ")) {
      String name = fact.substring(0, fact.indexOf(' '));
      BigDecimal published = new BigDecimal(fact.substring(name.length() + 1));
      assertThat(value(inspection, name).setScale(published.scale(), RoundingMode.HALF_UP))
          .as("%s of %s", name, file)
          .isEqualTo(published);
    }
  }

  @Test
  void theBenchmarksExamplesHaveTheSizesOfTheirProperties() throws IOException {
    Path folder = Datasets.path("graphalytics/properties");
    List<String> seen = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".properties", "");
        Path graph = Datasets.path("graphalytics/test-graphs/" + name);
        if (!Files.exists(graph.resolveSibling(name + ".e"))) {
          continue;
        }
        Properties properties = new Properties();
        try (var in = Files.newInputStream(file)) {
          properties.load(in);
        }
        String key = "graph." + name + ".";
        boolean directed = Boolean.parseBoolean(properties.getProperty(key + "directed"));
        Inspection inspection =
            inspect(graph, directed ? List.of("directed") : List.of("undirected"));
        assertThat(inspection.vertices() + " vertices, " + inspection.edges() + " edges")
            .as(name)
            .isEqualTo(
                "%s vertices, %s edges",
                properties.getProperty(key + "meta.vertices"),
                properties.getProperty(key + "meta.edges"));
        seen.add(name);
      }
    }
    assertThat(seen).hasSize(14);
  }

  @Test
  void averageClusteringIsTheMeanOfThePublishedCoefficients() {
    double[] sum = new double[1];
    long[] count = new long[1];
    ResultReader.read(
        Datasets.path("p2p-31/expected/p2p-31-LCC.gz").toString(),
        new ResultReader.Sink() {
          @Override
          public void whole(long id, long value) {
            real(id, value);
          }

          @Override
          public void real(long id, double value) {
            sum[0] += value;
            count[0]++;
          }

          @Override
          public void absent(long id) {
            throw new AssertionError("no coefficient of " + id);
          }
        });
    Inspection inspection = inspect(Datasets.path("p2p-31/p2p-31"), List.of("undirected"));
    assertThat(count[0]).isEqualTo(inspection.vertices());
    assertThat(sum[0] / count[0])
        .isCloseTo(
            inspection.triangles().averageClustering(),
            org.assertj.core.data.Percentage.withPercentage(1e-9));
  }

  @Test
  void theCommandPrintsThemAsJson() throws IOException {
    String file = Datasets.path("email-Enron/email-Enron.txt.gz").toString();
    JsonNode json =
        new ObjectMapper()
            .readTree(
                output(
                    "inspect",
                    file,
                    "--json",
                    "--triangles",
                    "--undirected",
                    "--duplicates",
                    "drop"));
    assertThat(json.get("vertices").asLong()).isEqualTo(36692);
    assertThat(json.get("edges").asLong()).isEqualTo(183831);
    assertThat(json.get("duplicates").asLong()).isEqualTo(183831);
    assertThat(json.get("components").get("largest_vertices").asLong()).isEqualTo(33696);
    assertThat(json.get("components").get("largest_edges").asLong()).isEqualTo(180811);
    assertThat(json.get("average_clustering").asDouble())
        .isCloseTo(0.4970, org.assertj.core.data.Offset.offset(0.00005));
  }

  @Test
  void theCommandPrintsThemForPeople() {
    String file = Datasets.path("wiki-Vote/wiki-Vote.txt.gz").toString();
    assertThat(
            output("inspect", file, "--triangles").lines().map(line -> line.replaceAll(" +", " ")))
        .contains("vertices 7,115", "edges 103,689", " largest 7,066 vertices", " 103,663 edges");
  }

  private static String output(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(exitCode).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<String> words(String reading) {
    return reading == null ? List.of() : Arrays.asList(reading.split(" "));
  }

  private static Inspection inspect(Path file, List<String> reading) {
    ReadOptions read = ReadOptions.defaults(2);
    if (reading.contains("undirected")) {
      read = read.withDirectedness(Directedness.UNDIRECTED);
    }
    if (reading.contains("weighted")) {
      read = read.withWeights();
    }
    Duplicates duplicates =
        reading.contains("drop")
            ? Duplicates.DROP
            : reading.contains("min") ? Duplicates.MIN : Duplicates.KEEP;
    BuildOptions build =
        new BuildOptions(
            VertexOrder.AUTO, duplicates, reading.contains("loopless"), UnknownVertices.FAIL, 0, 2);
    ReadGraph graph = GraphReader.read(List.of(file.toString()), read);
    GraphBuilder.Built built = GraphBuilder.build(graph.edges(), build, Direction.IN);
    Repetitions met = new Repetitions(built.report().duplicates(), built.report().selfLoops());
    return Inspection.of(built.graph(), file.toString(), graph.format().label(), met, 0, 0, 2);
  }

  private static BigDecimal value(Inspection inspection, String name) {
    return switch (name) {
      case "vertices" -> BigDecimal.valueOf(inspection.vertices());
      case "edges" -> BigDecimal.valueOf(inspection.edges());
      case "directed_edges" -> BigDecimal.valueOf(inspection.directedEdges());
      case "self_loops" -> BigDecimal.valueOf(inspection.met().selfLoops());
      case "components" -> BigDecimal.valueOf(inspection.components().count());
      case "largest_vertices" -> BigDecimal.valueOf(inspection.components().largestVertices());
      case "largest_edges" -> BigDecimal.valueOf(inspection.components().largestEdges());
      case "max_degree" -> BigDecimal.valueOf(inspection.degrees().total().max());
      case "triangles" -> BigDecimal.valueOf(inspection.triangles().count());
      case "simple_edges" -> BigDecimal.valueOf(inspection.triangles().simpleEdges());
      case "average_clustering" -> new BigDecimal(inspection.triangles().averageClustering());
      case "transitivity" -> new BigDecimal(inspection.triangles().transitivity());
      default -> throw new IllegalArgumentException(name);
    };
  }
}
