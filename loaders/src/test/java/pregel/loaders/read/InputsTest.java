package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** Which files inputs name, and what they are taken for. */
class InputsTest {
  private static final ReadOptions PLAIN = ReadOptions.defaults(2);

  @TempDir Path directory;

  @Test
  void readsFilesInTheOrderGivenAndThoseOfDirectoriesByName() throws IOException {
    Path last = write("z.txt", "9 9\n");
    Files.createDirectory(directory.resolve("parts"));
    write("parts/part-2", "2 2\n");
    write("parts/part-1", "1 1\n");
    write("parts/_SUCCESS", "");
    write("parts/.part-0.crc", "0 0\n");
    ReadGraph graph = read(List.of(last.toString(), directory.resolve("parts").toString()));
    assertThat(Edges.of(graph.edges())).containsExactly("9 9 1.0", "1 1 1.0", "2 2 1.0");
    assertThat(graph.edges().read().lines()).isEqualTo(3);
    assertThat(graph.edges().read().bytes()).isEqualTo(12);
  }

  @Test
  void expandsPatterns() throws IOException {
    Files.createDirectories(directory.resolve("a/b"));
    write("a/x.txt", "1 1\n");
    write("a/b/y.txt", "2 2\n");
    write("a/z.csv", "3 3\n");
    assertThat(Edges.of(read(List.of(directory + "/a/*.txt")).edges())).containsExactly("1 1 1.0");
    assertThat(Edges.of(read(List.of(directory + "/*/*.{txt,csv}")).edges()))
        .containsExactly("1 1 1.0", "3 3 1.0");
    assertThat(Edges.of(read(List.of(directory + "/**.txt")).edges()))
        .containsExactly("2 2 1.0", "1 1 1.0");
  }

  @Test
  void readsStandardInputPackedOrNot() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("1 2\n3 4\n".getBytes(StandardCharsets.US_ASCII));
    }
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("1 2\n3 4\n".getBytes(StandardCharsets.US_ASCII)));
      assertThat(Edges.of(read(List.of("-")).edges())).hasSize(2);
      System.setIn(new ByteArrayInputStream(packed.toByteArray()));
      assertThat(Edges.of(read(List.of("-")).edges())).hasSize(2);
      System.setIn(new ByteArrayInputStream("1 x\n".getBytes(StandardCharsets.US_ASCII)));
      assertThat(failure(List.of("-"))).hasMessageStartingWith("standard input:1: expected");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void readsManyFilesOnlyInFormatsWithoutAHeader() throws IOException {
    Path one = write("a.gr", "p sp 1 0\n");
    assertThat(failure(List.of(one.toString(), one.toString())))
        .hasMessage(one + ": dimacs is read from one file; name one, or convert them")
        .extracting(JobException::kind)
        .isEqualTo(FailureKind.USAGE);
  }

  @Test
  void readsAHeaderInEveryCsvFile() throws IOException {
    Path one = write("a.csv", "source,target\n1,2\n");
    Path other = write("b.csv", "target;weight;source\n1;0.5;2\n");
    assertThat(Edges.of(read(List.of(one.toString(), other.toString())).edges()))
        .containsExactly("1 2 1.0", "2 1 1.0");
  }

  @Test
  void readsCsvWithAnUnnamedFirstColumn() throws IOException {
    Path file = write("a.csv", ",source,target\n0,1,2\n1,3,4\n");
    assertThat(Edges.of(read(List.of(file.toString())).edges()))
        .containsExactly("1 2 1.0", "3 4 1.0");
  }

  @Test
  void addsVerticesOfAList() throws IOException {
    Path edges = write("edges.txt", "1 2\n");
    Path vertices = write("vertices.txt", "# ids\n3 x\n\n1\n9223372036854775807\n");
    ReadOptions options = PLAIN.withVertices(vertices);
    assertThat(GraphReader.read(List.of(edges.toString()), options).edges().vertices())
        .containsExactly(3, 1, Long.MAX_VALUE);
  }

  @Test
  void keepsMillionsOfEdgesInOrder() throws IOException {
    StringBuilder text = new StringBuilder();
    int edges = 300_000;
    for (int i = 0; i < edges; i++) {
      text.append(i).append('\t').append(i == 250_000 ? Long.MAX_VALUE : i + 1L).append('\n');
    }
    Path file = write("edges.txt", text.toString());
    ReadGraph graph = read(List.of(file.toString()));
    List<String> found = Edges.of(graph.edges());
    assertThat(found).hasSize(edges);
    for (int i = 0; i < edges; i++) {
      assertThat(found.get(i))
          .isEqualTo(i + " " + (i == 250_000 ? Long.MAX_VALUE : i + 1L) + " 1.0");
    }
    assertThat(graph.edges().blocks().get(0).size()).isEqualTo(1 << 12);
  }

  @Test
  void readsGraphalyticsByPrefixEdgesOrProperties() throws IOException {
    write("g.v", "1 x\n2\n3\n");
    write("g.e", "1 2 0.5\n");
    write(
        "g.properties",
        "graph.g.vertex-file = g.v\ngraph.g.edge-file = g.e\ngraph.g.directed = false\n"
            + "graph.g.bfs.source-vertex = 1\ngraph.g.pr.damping-factor = 0.85\n");
    for (String input : List.of("g", "g.e", "g.properties")) {
      ReadGraph graph =
          GraphReader.read(List.of(directory.resolve(input).toString()), PLAIN.withWeights());
      assertThat(graph.format()).isEqualTo(GraphFormat.GRAPHALYTICS);
      assertThat(graph.properties())
          .containsEntry("bfs.source-vertex", "1")
          .containsEntry("pr.damping-factor", "0.85")
          .containsEntry("directed", "false");
      assertThat(graph.edges().undirected()).isTrue();
      assertThat(graph.edges().vertices()).containsExactly(1, 2, 3);
      assertThat(Edges.of(graph.edges())).containsExactly("1 2 0.5");
    }
    ReadOptions directed = PLAIN.withDirectedness(Directedness.DIRECTED);
    assertThat(
            GraphReader.read(List.of(directory.resolve("g").toString()), directed)
                .edges()
                .undirected())
        .isFalse();
  }

  @Test
  void namesTheFileThatAGraphalyticsGraphLacks() throws IOException {
    Path properties = write("g.properties", "graph.g.vertex-file = g.v\ngraph.g.edge-file = g.e\n");
    assertThat(failure(List.of(properties.toString())))
        .hasMessage(
            directory.resolve("g.v")
                + ": no such file, though "
                + properties
                + " names it; give the graph's prefix as well");
    ReadOptions given = PLAIN.withFormat(GraphFormat.GRAPHALYTICS);
    assertThat(
            catchThrowableOfType(
                JobException.class,
                () -> GraphReader.read(List.of(directory.resolve("g").toString()), given)))
        .hasMessage(
            directory.resolve("g")
                + ": expected PREFIX.v and PREFIX.e but found none; name the prefix");
    assertThat(failure(List.of(directory.resolve("none").toString())))
        .hasMessage(directory.resolve("none") + ": no such file; check the path");
  }

  @Test
  void takesPropertiesFromAnotherFolder() {
    ReadGraph graph =
        read(
            List.of(
                Datasets.path("graphalytics/test-graphs/test-bfs-undirected"),
                Datasets.path("graphalytics/properties/test-bfs-undirected.properties")));
    assertThat(graph.properties()).containsEntry("bfs.source-vertex", "1");
    assertThat(graph.edges().undirected()).isTrue();
    assertThat(Edges.vertices(graph.edges()))
        .isEqualTo(Integer.parseInt(graph.properties().get("meta.vertices")));
    assertThat(Edges.count(graph.edges()))
        .isEqualTo(Long.parseLong(graph.properties().get("meta.edges")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.txt|1 2;3 4|EDGELIST",
        "x.txt|1 2;17;3 4|EDGELIST",
        "x.txt|1 2 3;1 2|EDGELIST",
        "x.txt|1 2 3 5;2 1;3;4 5 6|ADJACENCY",
        "x.txt|source,target;1,2|CSV",
        "x.txt|FromNodeId\tToNodeId;1\t2|CSV",
        "x.txt|alice bob|EDGELIST",
        "x.txt|x1,2;3,4|EDGELIST",
        "x.csv|1,2;3,4|CSV",
        "x.csv.gz.txt|% asym posweighted;1 2|EDGELIST",
        "x.edgelist|%%MatrixMarket matrix coordinate pattern general;1 1 0|MATRIXMARKET",
        "x.mtx|1 1 0|MATRIXMARKET",
        "x.txt|c comment;p sp 3 1;a 1 2 3|DIMACS",
        "x.gr|1 2|DIMACS",
        "x.graph|3 2;2;1 3;2|METIS",
        "x.graph|3;1;2;|WEBGRAPH",
        "x.graph-txt|3;1;2;|WEBGRAPH",
        "x|PRGS|SNAPSHOT",
        "x|PAR1|PARQUET",
        "x.txt||EDGELIST",
      })
  void detectsFormatsFromContentFirst(String name, String lines, GraphFormat format)
      throws IOException {
    Path file = write(name, lines == null ? "" : lines.replace(';', '\n') + "\n");
    assertThat(GraphReader.detect(List.of(file.toString()))).isEqualTo(format);
  }

  private ReadGraph read(List<String> inputs) {
    return GraphReader.read(inputs, PLAIN);
  }

  private static JobException failure(List<String> inputs) {
    JobException failure =
        catchThrowableOfType(JobException.class, () -> GraphReader.read(inputs, PLAIN));
    assertThat(failure).isNotNull();
    return failure;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
