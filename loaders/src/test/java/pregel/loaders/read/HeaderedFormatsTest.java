package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.EdgeInput;

/** METIS, DIMACS, WebGraph and adjacency lists. */
class HeaderedFormatsTest {
  private static final ReadOptions PLAIN = ReadOptions.defaults(2);

  @TempDir Path directory;

  @Test
  void readsMetisFromBothEndsWithBlankLinesForIsolatedVertices() throws IOException {
    EdgeInput input = read("a.graph", "% c\n4 2\n2 3\n1\n% c\n1\n\n\n", PLAIN).edges();
    assertThat(input.undirected()).isTrue();
    assertThat(input.symmetric()).isTrue();
    assertThat(input.vertices()).containsExactly(1, 2, 3, 4);
    assertThat(Edges.of(input)).containsExactly("1 2 1.0", "1 3 1.0", "2 1 1.0", "3 1 1.0");
  }

  @Test
  void readsMetisWeightsAndSkipsThoseOfVertices() throws IOException {
    String text = "2 1 111 2\n9 7 8 2 .5\n9 7 8 1 .5\n";
    assertThat(Edges.of(read("a.graph", text, PLAIN.withWeights()).edges()))
        .containsExactly("1 2 0.5", "2 1 0.5");
    assertThat(Edges.of(read("a.graph", text, PLAIN).edges()))
        .containsExactly("1 2 1.0", "2 1 1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 1|2 |1 3|2|: expected 1 edges as the header says but found 2, each listed from both"
            + " ends; check that the file is complete",
        "3 2|2 3|1||: expected every edge from both ends but vertex 1 lists 3 and vertex 3 does not"
            + " list it back; list edges at both ends, or use another format",
        "3 1|2|1|3|: expected no self-loops in a METIS graph but vertex 3 lists itself; remove them,"
            + " or use another format",
        "3 1|2|1|4|:4: expected neighbours from 1 to 3 but found neighbour 4: \"4\" at byte 8;"
            + " correct the line, or give --max-bad-lines to skip such lines",
        "2 1|2|1|1|: expected 2 vertices as the header says but found neighbours of one more;"
            + " check that the file is complete",
        "9 1|2|1||: expected 9 vertices as the header says but found lines for 3; check that the"
            + " file is complete",
        "3 1 2|2|1||:1: expected \"vertices edges [fmt [ncon]]\" but found: \"3 1 2\"; check the"
            + " header, or give the right --format",
      })
  void refusesMetisThatIsNotStrict(
      String header, String first, String second, String third, String message) throws IOException {
    String text = String.join("\n", header, first, second, third == null ? "" : third) + "\n";
    JobException failure = failure("a.graph", text, PLAIN);
    assertThat(failure).hasMessage(directory.resolve("a.graph") + message);
    assertThat(failure.kind()).isEqualTo(FailureKind.INPUT);
  }

  @Test
  void refusesMetisWhoseWeightsDifferBetweenTheEnds() throws IOException {
    assertThat(failure("a.graph", "2 1 1\n2 5\n1 6\n", PLAIN.withWeights()))
        .hasMessageContaining(
            "expected every edge from both ends with the same weight but vertex 2 lists 1 with"
                + " weight 6.0 and vertex 1 does not list it back");
    assertThat(failure("a.graph", "2 1 1\n2 5\n1 6\n", PLAIN))
        .hasMessageContaining(
            "expected every edge from both ends with the same weight but some weights differ");
    assertThat(failure("a.graph", "2 1\n2\n1\n", PLAIN.withWeights()))
        .hasMessageContaining("the graph has no edge weights; leave --weighted out");
  }

  @Test
  void readsDimacsWithAnyWordInItsHeader() throws IOException {
    String text = "c a comment\np sp 5 2\nc more\na 1 2 7\na 2 1 3.5\n";
    EdgeInput input = read("a.gr", text, PLAIN.withWeights()).edges();
    assertThat(Edges.of(input)).containsExactly("1 2 7.0", "2 1 3.5");
    assertThat(input.vertices()).containsExactly(1, 2, 3, 4, 5);
    assertThat(input.undirected()).isFalse();
    assertThat(read("a.txt", text, PLAIN).format()).isEqualTo(GraphFormat.DIMACS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a 1 6 7|:2: expected a source target weight but found target 6: \"a 1 6 7\" at byte 9;"
            + " the header declares vertices 1 to 5",
        "b 1 2 7|:2: expected a source target weight but found another line: \"b 1 2 7\" at byte 9;"
            + " correct the line, or give --max-bad-lines to skip such lines",
        "a 1|:2: expected a source target weight but found 2 columns: \"a 1\" at byte 9; correct"
            + " the line, or give --max-bad-lines to skip such lines",
        "c none|: expected 1 edges as the header says but found 0; check that the file is complete",
      })
  void refusesDimacsThatBreaksItsHeader(String line, String message) throws IOException {
    assertThat(failure("a.gr", "p sp 5 1\n" + line + "\n", PLAIN))
        .hasMessage(directory.resolve("a.gr") + message);
  }

  @Test
  void readsWebGraphsFromZero() throws IOException {
    EdgeInput input = read("a.graph-txt", "3\n1 2 \n\n0 2\n", PLAIN).edges();
    assertThat(Edges.of(input)).containsExactly("0 1 1.0", "0 2 1.0", "2 0 1.0", "2 2 1.0");
    assertThat(input.vertices()).containsExactly(0, 1, 2);
    assertThat(failure("a.graph-txt", "2\n1 2\n0\n", PLAIN))
        .hasMessageContaining(":2: expected neighbours from 0 to 1 but found neighbour 2: \"1 2\"");
    assertThat(failure("a.graph-txt", "3\n1 2\n0\n", PLAIN))
        .hasMessageContaining("expected 3 vertices as the header says but found lines for 2");
  }

  @Test
  void keepsLaterRowsInPlaceWhenABadOneIsSkipped() throws IOException {
    ReadGraph graph = read("a.graph-txt", "3\n1\nx\n0\n", PLAIN.withBadLines(1, null));
    assertThat(Edges.of(graph.edges())).containsExactly("0 1 1.0", "2 0 1.0");
  }

  @Test
  void keepsIsolatedVerticesOfAdjacencyLists() throws IOException {
    EdgeInput input = read("a.adj", "1 2 3\n7\n", PLAIN).edges();
    assertThat(input.vertices()).containsExactlyInAnyOrder(1, 2, 3, 7);
    assertThat(read("a.adj", "1 2 3\n", PLAIN).edges().vertices()).isNull();
  }

  @Test
  void readsUndirectedAdjacencyListsFromBothEndsOrFromOne() throws IOException {
    ReadOptions undirected = PLAIN.withDirectedness(Directedness.UNDIRECTED);
    EdgeInput both = read("a.adj", "1 2 3\n2 1\n3 1\n", undirected).edges();
    assertThat(both.undirected()).isTrue();
    assertThat(both.symmetric()).isTrue();
    EdgeInput one = read("a.adj", "1 2 3\n3 2\n", undirected).edges();
    assertThat(one.undirected()).isTrue();
    assertThat(one.symmetric()).isFalse();
    assertThat(failure("a.adj", "1 2 3\n2 1\n", undirected))
        .hasMessageContaining("vertex 1 lists 3 and not the other way round");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bfs", "cdlp", "lcc", "pr", "wcc", "ffm", "example/example"})
  void readsTheValidationGraphs(String name) {
    boolean example = name.startsWith("example");
    String folder = "graphalytics/validation-graphs/" + name;
    String directed = Datasets.path(folder + (example ? "-directed-input" : "/dir-input"));
    String undirected = Datasets.path(folder + (example ? "-undirected-input" : "/undir-input"));
    assertThat(GraphReader.read(List.of(directed), PLAIN).format())
        .isEqualTo(GraphFormat.ADJACENCY);
    EdgeInput input =
        GraphReader.read(List.of(undirected), PLAIN.withDirectedness(Directedness.UNDIRECTED))
            .edges();
    assertThat(input.undirected()).isTrue();
    assertThat(input.symmetric()).isTrue();
  }

  private ReadGraph read(String name, String text, ReadOptions options) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return GraphReader.read(List.of(file.toString()), options);
  }

  private JobException failure(String name, String text, ReadOptions options) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    JobException failure =
        catchThrowableOfType(
            JobException.class, () -> GraphReader.read(List.of(file.toString()), options));
    assertThat(failure).as(text).isNotNull();
    return failure;
  }
}
