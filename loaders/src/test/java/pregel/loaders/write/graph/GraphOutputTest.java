package pregel.loaders.write.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.loaders.generate.GeneratorOptions;
import pregel.loaders.generate.Generators;
import pregel.loaders.generate.Kind;
import pregel.loaders.generate.Listing;
import pregel.loaders.read.GraphReader;
import pregel.loaders.read.ReadGraph;
import pregel.loaders.read.ReadOptions;

class GraphOutputTest {
  /** Enough edges for several pieces. */
  private static final GeneratorOptions RMAT =
      GeneratorOptions.defaults().withScale(13, 16).withWeights(true).withAllVertices(true);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g.txt",
        "g.el",
        "g.e",
        "g.csv",
        "g.tsv",
        "g.txt.gz",
        "g.csv.zst",
        "g.edges.bz2",
        "g.tsv.lz4"
      })
  void writesWhatReadersRead(String name) {
    EdgeInput input = Generators.generate(Kind.RMAT, RMAT, 2);
    long written = write(name, GraphListing.of(input));
    EdgeInput read = read(name, true).edges();
    assertThat(edges(read)).isEqualTo(edges(input)).hasSize((int) written);
  }

  @Test
  void leavesWeightsOutWhereThereAreNone() throws IOException {
    write("g.csv", GraphListing.of(input(false, null, "7 9 1", "9 9 1")));
    assertThat(folder.resolve("g.csv")).content().isEqualTo("source,target\n7,9\n9,9\n");
  }

  @Test
  void writesWholeWeightsWithoutAPoint() throws IOException {
    write(
        "g.txt", GraphListing.of(input(false, null, "0 1 3", "1 2 -0.0", "2 3 0.1", "3 4 1e300")));
    assertThat(folder.resolve("g.txt"))
        .content()
        .startsWith("0 1 3\n1 2 -0.0\n2 3 0.1\n")
        .satisfies(text -> assertThat(text.lines().toList().get(3)).matches("3 4 1(\\.0)?[eE]300"));
  }

  @Test
  void writesAHeaderEvenWithoutEdges() {
    write("g.tsv", GraphListing.of(input(false, null)));
    assertThat(folder.resolve("g.tsv")).content().isEqualTo("source\ttarget\n");
  }

  @Test
  void writesAGraphalyticsGraph() {
    EdgeInput input =
        Generators.generate(
            Kind.RMAT, RMAT.permuted(true).simple(true).listed(Listing.UNDIRECTED), 2);
    long written = write("g.properties", GraphListing.of(input));
    ReadGraph read = read("g.properties", true);
    assertThat(read.edges().undirected()).isTrue();
    assertThat(read.edges().vertices()).hasSize(1 << 13).isSorted();
    assertThat(read.properties())
        .containsEntry("meta.edges", Long.toString(written))
        .containsEntry("meta.vertices", "8192")
        .containsEntry("directed", "false");
    assertThat(edges(read.edges()))
        .allSatisfy(
            edge -> {
              String[] ends = edge.split(" ");
              assertThat(Long.parseLong(ends[0])).isLessThan(Long.parseLong(ends[1]));
            });
    assertThat(edges(read("g", true).edges())).isEqualTo(edges(read.edges()));
  }

  @Test
  void writesVerticesBesideEdges() {
    try (GraphOutput output =
        GraphOutput.open(target("g.txt"), folder.resolve("g.v"), false, System.out)) {
      output.write(GraphListing.of(input(false, new long[] {9, 3, 5, 3}, "3 9 1")), 1);
    }
    assertThat(folder.resolve("g.v")).content().isEqualTo("3\n5\n9\n");
  }

  @Test
  void writesABuiltGraphByIds() {
    EdgeInput input =
        input(false, null, "900 5 1", "5 900 2", "5 5 3", "70 5 4", "5 70 1", "70 5 4", "70 900 1");
    write("g.txt", GraphListing.of(built(input, VertexOrder.DEGREE)));
    assertThat(folder.resolve("g.txt"))
        .content()
        .isEqualTo("5 5 3\n5 70 1\n5 900 2\n70 5 4\n70 5 4\n70 900 1\n900 5 1\n");
  }

  @Test
  void writesAnUndirectedEdgeOnceWithItsSmallerIdFirst() {
    EdgeInput input = input(true, null, "9 4 1", "4 4 2", "4 9 3", "2 9 5");
    write("g.txt", GraphListing.of(built(input, VertexOrder.DEGREE)));
    assertThat(folder.resolve("g.txt")).content().isEqualTo("2 9 5\n4 4 2\n4 9 1\n4 9 3\n");
  }

  @Test
  void writesAnyBuiltGraphInAnyOrderAlike() {
    for (int seed = 0; seed < Integer.getInteger("pregel.seeds", 40); seed++) {
      boolean undirected = seed % 2 == 0;
      String[] lines = randomEdges(seed);
      List<String> expected = new ArrayList<>();
      for (VertexOrder order : List.of(VertexOrder.ID, VertexOrder.DEGREE)) {
        long[] isolated = {1_000_000 + seed, 0};
        Graph graph = built(input(undirected, isolated, lines), order);
        write(seed + order.name() + ".properties", GraphListing.of(graph));
        EdgeInput read = read(seed + order.name() + ".properties", true).edges();
        expected.add(String.join("\n", edges(read)));
        assertThat(edges(read).stream().sorted().toList())
            .as("seed %d", seed)
            .isEqualTo(Stream.of(lines).map(line -> canonical(line, undirected)).sorted().toList());
        assertThat(read.vertices())
            .as("seed %d", seed)
            .contains(isolated)
            .hasSize(graph.vertices());
      }
      assertThat(expected.get(1)).as("seed %d", seed).isEqualTo(expected.get(0));
    }
  }

  @Test
  void writesToStandardOutput() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GraphOutput output =
        GraphOutput.open(
            GraphTarget.of("-"),
            null,
            false,
            new PrintStream(out, false, StandardCharsets.UTF_8))) {
      output.write(GraphListing.of(input(false, null, "1 2 1")), 1);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("1 2\n");
  }

  @Test
  void refusesAnExistingFileBeforeAnyWork() throws IOException {
    Files.writeString(folder.resolve("g.e"), "mine");
    assertThatThrownBy(() -> write("g.properties", null))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.OUTPUT))
        .hasMessageContaining("g.e: exists already");
    assertThat(folder.resolve("g.e")).content().isEqualTo("mine");
    assertThat(folder).isDirectoryNotContaining("glob:**properties*");
  }

  @Test
  void leavesNothingBehindWhenWritingFails() {
    GraphListing broken =
        new GraphListing() {
          @Override
          public boolean undirected() {
            return false;
          }

          @Override
          public boolean weighted() {
            return false;
          }

          @Override
          public int vertices() {
            return 0;
          }

          @Override
          public long vertex(int place) {
            return place;
          }

          @Override
          public int pieces() {
            return 3;
          }

          @Override
          public void list(int piece, EdgeSink to) {
            to.edge(piece, piece, 1);
            if (piece == 2) {
              throw new IllegalStateException("no third piece");
            }
          }
        };
    assertThatThrownBy(() -> write("g.properties", broken)).hasMessage("no third piece");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesEndingsThatPromiseSomethingElse() {
    assertThatThrownBy(() -> GraphTarget.of("graph.parquet"))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
        .hasMessageStartingWith("graph.parquet: ");
    assertThatThrownBy(() -> GraphTarget.of("g.properties.gz")).isInstanceOf(JobException.class);
  }

  private GraphTarget target(String name) {
    return GraphTarget.of(folder.resolve(name).toString());
  }

  private long write(String name, GraphListing graph) {
    try (GraphOutput output = GraphOutput.open(target(name), null, false, System.out)) {
      return output.write(graph, 2);
    }
  }

  private ReadGraph read(String name, boolean weighted) {
    ReadOptions options = ReadOptions.defaults(2);
    return GraphReader.read(
        List.of(folder.resolve(name).toString()), weighted ? options.withWeights() : options);
  }

  private static Graph built(EdgeInput input, VertexOrder order) {
    BuildOptions options =
        new BuildOptions(
            order, BuildOptions.Duplicates.KEEP, false, BuildOptions.UnknownVertices.CREATE, 0, 1);
    return GraphBuilder.build(input, options, Direction.IN).graph();
  }

  /** Edges as "source target weight"; weighted unless every weight is 1. */
  private static EdgeInput input(boolean undirected, long[] vertices, String... lines) {
    boolean weighted = Stream.of(lines).anyMatch(line -> !line.endsWith(" 1"));
    EdgeBlock block = new EdgeBlock(Math.max(1, lines.length), weighted);
    for (String line : lines) {
      String[] fields = line.split(" ");
      if (weighted) {
        block.add(
            Long.parseLong(fields[0]), Long.parseLong(fields[1]), Double.parseDouble(fields[2]));
      } else {
        block.add(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
      }
    }
    return new EdgeInput(
        new ArrayList<>(List.of(block)),
        vertices,
        undirected,
        false,
        weighted,
        new EdgeInput.Counts(0, 0, 0));
  }

  private static String[] randomEdges(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long stride = random.nextBoolean() ? 1 : Long.MAX_VALUE / 20;
    String[] lines = new String[1 + random.nextInt(200)];
    for (int i = 0; i < lines.length; i++) {
      long source = Math.min(random.nextInt(20), random.nextInt(20)) * stride;
      lines[i] = source + " " + random.nextInt(20) * stride + " " + (2 + random.nextInt(3));
    }
    return lines;
  }

  private static String canonical(String line, boolean undirected) {
    String[] fields = line.split(" ");
    boolean swap = undirected && Long.parseLong(fields[0]) > Long.parseLong(fields[1]);
    return fields[swap ? 1 : 0] + " " + fields[swap ? 0 : 1] + " " + Double.valueOf(fields[2]);
  }

  private static List<String> edges(EdgeInput input) {
    List<String> edges = new ArrayList<>();
    for (EdgeBlock block : input.blocks()) {
      for (int i = 0; i < block.size(); i++) {
        edges.add(block.source(i) + " " + block.target(i) + " " + block.weight(i));
      }
    }
    return edges;
  }
}
