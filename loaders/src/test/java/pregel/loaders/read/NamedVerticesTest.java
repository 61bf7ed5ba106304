package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.BuildOptions.UnknownVertices;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.loaders.snapshot.SnapshotFile;
import pregel.loaders.write.graph.GraphListing;
import pregel.loaders.write.graph.GraphOutput;
import pregel.loaders.write.graph.GraphTarget;

class NamedVerticesTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);
  private static final String PLAIN = "abcXYZ019.-_/:@äß€𝄞'\\|;\u00a0";
  private static final String ANY = PLAIN + " ,\"\t#%{\n\r";

  @TempDir Path directory;

  record Edge(String source, String target, double weight) {}

  @Test
  void randomNamesSurviveEveryFormatAndBack() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      for (String ending : List.of("txt", "csv", "tsv", "snapshot")) {
        boolean plain = ending.equals("txt");
        List<Edge> edges = edges(random, names(random, plain ? PLAIN : ANY));
        Path text = directory.resolve("in-" + seed + ".csv");
        Files.writeString(text, csv(edges));
        Graph graph = build(read(text, GraphFormat.CSV, random), random);
        Path copy = directory.resolve("copy-" + seed + "." + ending);
        Graph again;
        if (ending.equals("snapshot")) {
          SnapshotFile.write(graph, copy);
          assertThat(SnapshotFile.hasNames(copy)).as("seed %d", seed).isTrue();
          again = SnapshotFile.open(copy, true, 2);
        } else {
          try (GraphOutput output =
              GraphOutput.open(
                  GraphTarget.of(copy.toString()), null, false, new ByteArrayOutputStream())) {
            output.write(GraphListing.of(graph), 2);
          }
          again = build(read(copy, plain ? GraphFormat.EDGELIST : GraphFormat.CSV, random), random);
        }
        assertIs(graph, edges, seed + " csv");
        assertIs(again, edges, seed + " " + ending);
      }
    }
  }

  @Test
  void numbersNamesInUnsignedUtf8Order() throws IOException {
    Graph graph =
        build(read(write("e.txt", "z ä\n\uFFFD \uD834\uDD1E\nZ 10\n9 a\n")), new Random(1));
    List<String> names = new ArrayList<>();
    for (int rank = 0; rank < graph.vertices(); rank++) {
      assertThat(graph.ids().idOfRank(rank)).isEqualTo(rank);
      names.add(graph.ids().text(rank));
    }
    assertThat(names).containsExactly("10", "9", "Z", "a", "z", "ä", "\uFFFD", "\uD834\uDD1E");
  }

  @Test
  void manyNamesOnManyThreadsGetTheSameNumbersAsOnOne() throws IOException {
    StringBuilder text = new StringBuilder();
    Random random = new Random(7);
    TreeSet<String> expected = new TreeSet<>();
    for (int i = 0; i < 150_000; i++) {
      String source = "https://example.org/people/" + random.nextInt(90_000);
      String target = Integer.toString(random.nextInt(90_000), 36);
      expected.add(source);
      expected.add(target);
      text.append(source).append('\t').append(target).append('\n');
    }
    Path file = write("many.txt", text.toString());
    for (int threads : new int[] {1, 4}) {
      ReadGraph read =
          GraphReader.read(
              List.of(file.toString()),
              ReadOptions.defaults(threads).withIds(IdKind.STRING).withFormat(GraphFormat.EDGELIST),
              1 << 14);
      Graph graph =
          GraphBuilder.build(read.edges(), BuildOptions.defaults(threads), Direction.IN).graph();
      assertThat(graph.vertices()).isEqualTo(expected.size());
      int rank = 0;
      for (String name : expected) {
        assertThat(graph.ids().text(rank)).isEqualTo(name);
        assertThat(graph.ids().names().number(name)).isEqualTo(rank++);
      }
      assertThat(graph.ids().names().number("nobody")).isEqualTo(-1);
    }
  }

  @Test
  void readsAdjacencyListsOfNames() throws IOException {
    Path file = write("friends.adj", "bob alice carol\ndave\nalice bob\n");
    Graph graph = build(read(file), new Random(1));
    assertThat(listing(graph)).containsExactly("alice>bob 1.0", "bob>alice 1.0", "bob>carol 1.0");
    assertThat(graph.vertices()).isEqualTo(4);
    assertThat(graph.ids().names().number("dave")).isEqualTo(3);
  }

  @Test
  void namesOfDroppedEdgesAndBadLinesLeaveNoGap() throws IOException {
    Path file = write("e.txt", "a c 1\nb d x\nc zoe 2\nc c 3\n");
    Path list = write("v.txt", "c\na\nlonely\n");
    ReadOptions options =
        ReadOptions.defaults(2)
            .withIds(IdKind.STRING)
            .withVertices(list)
            .withWeights()
            .withBadLines(1, null);
    BuildOptions dropping =
        new BuildOptions(
            pregel.api.VertexOrder.AUTO,
            BuildOptions.Duplicates.KEEP,
            false,
            UnknownVertices.DROP,
            0,
            2);
    ReadGraph read = GraphReader.read(List.of(file.toString()), options);
    Graph graph = GraphBuilder.build(read.edges(), dropping, Direction.IN).graph();
    assertThat(listing(graph)).containsExactly("a>c 1.0", "c>c 3.0");
    assertThat(graph.ids().names().count()).isEqualTo(3);
    assertThat(graph.ids().text(2)).isEqualTo("lonely");

    ReadGraph again = GraphReader.read(List.of(file.toString()), options);
    assertThatThrownBy(
            () -> GraphBuilder.build(again.edges(), BuildOptions.defaults(2), Direction.IN))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("edge c zoe: vertex zoe is not in the vertex list");
  }

  @Test
  void refusesFormatsThatNumberTheirVertices() throws IOException {
    for (String[] file :
        new String[][] {
          {"m.mtx", "%%MatrixMarket matrix coordinate pattern general\n1 1 1\n1 1\n"},
          {"r.gr", "p sp 2 1\na 1 2 3\n"},
          {"g.metis", "2 1\n2\n1\n"}
        }) {
      assertThatThrownBy(() -> read(write(file[0], file[1])))
          .isInstanceOfSatisfying(
              JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
          .hasMessageContaining("numbers its vertices; leave --ids string out");
    }
  }

  @Test
  void saysWhichLineIsNotAnEdgeBetweenNames() throws IOException {
    assertRefused("New York Boston\n", "e.txt:1: expected source,target but found more columns");
    assertRefused("a b\nc\n", "e.txt:2: expected source,target but found 1 column");
    assertRefused("a b\n,c\n", "e.txt:2: expected source,target but found an empty source");
    assertRefused(
        "a b\n" + "x".repeat(40_000) + " c\n",
        "e.txt:2: expected source,target but found a source of more than 32767 bytes");
    Path csv = write("e.csv", "ann,bob\nbob,cem\n");
    assertThatThrownBy(() -> read(csv))
        .hasMessageContaining("e.csv:1: expected names of columns, source and target among them");
  }

  @Test
  void refusesToWriteNamesThatTheFormatCannotHold() throws IOException {
    Graph graph =
        build(read(write("e.csv", "source,target\n\"New York\",Boston\n")), new Random(1));
    for (String name : List.of("out.txt", "out.properties")) {
      try (GraphOutput output =
          GraphOutput.open(
              GraphTarget.of(directory.resolve(name).toString()),
              null,
              false,
              new ByteArrayOutputStream())) {
        assertThatThrownBy(() -> output.write(GraphListing.of(graph), 1))
            .isInstanceOf(JobException.class)
            .hasMessageContaining(
                name.endsWith("txt")
                    ? "vertex \"New York\" could not be read back from this format; write .csv"
                    : "graphalytics numbers its vertices and these have names");
      }
      assertThat(directory.resolve(name)).doesNotExist();
    }
  }

  private void assertRefused(String text, String message) throws IOException {
    Path file = write("e.txt", text);
    assertThatThrownBy(
            () ->
                GraphReader.read(
                    List.of(file.toString()),
                    ReadOptions.defaults(2)
                        .withIds(IdKind.STRING)
                        .withFormat(GraphFormat.EDGELIST)))
        .isInstanceOf(JobException.class)
        .hasMessageContaining(message);
  }

  private static List<String> names(Random random, String alphabet) {
    int[] points = alphabet.codePoints().toArray();
    TreeSet<String> names = new TreeSet<>(List.of("7", "07"));
    int count = 1 + random.nextInt(60);
    int longest = 1 + random.nextInt(30);
    String shared = random.nextBoolean() ? "" : "prefix".repeat(random.nextInt(9));
    for (int n = 0; n < count; n++) {
      StringBuilder name = new StringBuilder(shared);
      for (int i = random.nextInt(longest); i >= 0; i--) {
        name.appendCodePoint(points[random.nextInt(points.length)]);
      }
      String line = name.toString().replace('\n', '~').replace('\r', '~');
      names.add(line);
    }
    return new ArrayList<>(names);
  }

  private static List<Edge> edges(Random random, List<String> names) {
    List<Edge> edges = new ArrayList<>();
    for (int i = random.nextInt(200); i >= 0; i--) {
      String source = names.get(random.nextInt(names.size()));
      edges.add(new Edge(source, names.get(random.nextInt(names.size())), random.nextInt(9)));
    }
    return edges;
  }

  private static String csv(List<Edge> edges) {
    StringBuilder text = new StringBuilder("source,target,weight\n");
    for (Edge edge : edges) {
      text.append('"').append(edge.source.replace("\"", "\"\"")).append("\",\"");
      text.append(edge.target.replace("\"", "\"\"")).append("\",").append(edge.weight);
      text.append('\n');
    }
    return text.toString();
  }

  private ReadGraph read(Path file, GraphFormat format, Random random) {
    ReadOptions options = ReadOptions.defaults(1 + random.nextInt(3)).withIds(IdKind.STRING);
    return GraphReader.read(
        List.of(file.toString()),
        options.withFormat(format).withWeights(),
        64 << random.nextInt(8));
  }

  private static ReadGraph read(Path file) {
    return GraphReader.read(
        List.of(file.toString()), ReadOptions.defaults(2).withIds(IdKind.STRING));
  }

  private static Graph build(ReadGraph read, Random random) {
    BuildOptions options =
        new BuildOptions(
            pregel.api.VertexOrder.values()[random.nextInt(3)],
            BuildOptions.Duplicates.KEEP,
            false,
            UnknownVertices.FAIL,
            0,
            2);
    return GraphBuilder.build(read.edges(), options, Direction.IN).graph();
  }

  /** Compares with a naive map: names in unsigned byte order, numbered. */
  private static void assertIs(Graph graph, List<Edge> edges, String what) {
    TreeSet<byte[]> names = new TreeSet<>(Arrays::compareUnsigned);
    List<String> expected = new ArrayList<>();
    for (Edge edge : edges) {
      names.add(edge.source.getBytes(StandardCharsets.UTF_8));
      names.add(edge.target.getBytes(StandardCharsets.UTF_8));
      expected.add(edge.source + ">" + edge.target + " " + edge.weight);
    }
    assertThat(graph.vertices()).as("seed %s", what).isEqualTo(names.size());
    int rank = 0;
    for (byte[] name : names) {
      String text = new String(name, StandardCharsets.UTF_8);
      assertThat(graph.ids().text(rank)).as("seed %s", what).isEqualTo(text);
      assertThat(graph.ids().names().number(text)).as("seed %s", what).isEqualTo(rank++);
    }
    Collections.sort(expected);
    assertThat(listing(graph)).as("seed %s", what).isEqualTo(expected);
  }

  private static List<String> listing(Graph graph) {
    List<String> edges = new ArrayList<>();
    Adjacency out = graph.adjacency(Direction.OUT);
    for (int slot = 0; slot < graph.vertices(); slot++) {
      Adjacency.Rows rows = out.rows(out.partitions().partitionOf(slot));
      int row = slot - rows.firstSlot();
      for (int at = rows.offsets().get(row); at < rows.offsets().get(row + 1); at++) {
        edges.add(
            graph.ids().text(graph.ids().id(slot))
                + ">"
                + graph.ids().text(graph.ids().id(rows.targets()[at]))
                + " "
                + (rows.weights() == null ? 1.0 : rows.weights().get(at)));
      }
    }
    Collections.sort(edges);
    return edges;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
