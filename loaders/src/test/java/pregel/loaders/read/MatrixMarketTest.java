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

class MatrixMarketTest {
  private static final ReadOptions PLAIN = ReadOptions.defaults(2);

  @TempDir Path directory;

  @Test
  void readsSymmetricMatricesAsUndirectedGraphs() throws IOException {
    String text =
        "%%MatrixMarket matrix coordinate real symmetric\n% c\n\n3 3 2\n2 1 .5\n\n3 3 2\n";
    EdgeInput undirected = read(text, PLAIN.withWeights()).edges();
    assertThat(undirected.undirected()).isTrue();
    assertThat(undirected.symmetric()).isFalse();
    assertThat(undirected.vertices()).containsExactly(1, 2, 3);
    assertThat(Edges.of(undirected)).containsExactly("2 1 0.5", "3 3 2.0");
    EdgeInput directed =
        read(text, PLAIN.withWeights().withDirectedness(Directedness.DIRECTED)).edges();
    assertThat(directed.undirected()).isFalse();
    assertThat(Edges.of(directed)).containsExactly("2 1 0.5", "1 2 0.5", "3 3 2.0");
  }

  @Test
  void readsSkewSymmetricMatricesInBothDirections() throws IOException {
    String text = "%%MatrixMarket matrix coordinate integer skew-symmetric\n3 3 1\n2 1 5\n";
    EdgeInput input = read(text, PLAIN.withWeights()).edges();
    assertThat(input.undirected()).isFalse();
    assertThat(Edges.of(input)).containsExactly("2 1 5.0", "1 2 -5.0");
    assertThat(failure(text, PLAIN.withWeights().withDirectedness(Directedness.UNDIRECTED)).kind())
        .isEqualTo(FailureKind.USAGE);
  }

  @Test
  void readsDenseMatricesColumnByColumn() throws IOException {
    String general = "%%MatrixMarket matrix array real general\n2 3\n1\n0\n% c\n2\n3\n0\n4\n";
    String symmetric = "%%MatrixMarket matrix array integer symmetric\n3 3\n1\n0\n2\n3\n0\n4\n";
    String skew = "%%MatrixMarket matrix array integer skew-symmetric\n3 3\n1\n0\n2\n";
    for (int chunkBytes = 1; chunkBytes < 30; chunkBytes += 3) {
      assertThat(Edges.of(read(general, PLAIN.withWeights(), chunkBytes).edges()))
          .containsExactly("1 1 1.0", "1 2 2.0", "2 2 3.0", "2 3 4.0");
      assertThat(Edges.of(read(symmetric, PLAIN.withWeights(), chunkBytes).edges()))
          .containsExactly("1 1 1.0", "3 1 2.0", "2 2 3.0", "3 3 4.0");
      assertThat(Edges.of(read(skew, PLAIN.withWeights(), chunkBytes).edges()))
          .containsExactly("2 1 1.0", "1 2 -1.0", "3 2 2.0", "2 3 -2.0");
    }
  }

  @Test
  void toleratesAMissingBannerOnlyIfTheFormatIsGiven() {
    String path = Datasets.path("lagraph-matrices/west0067_noheader.mtx");
    assertThat(
            catchThrowableOfType(JobException.class, () -> GraphReader.read(List.of(path), PLAIN)))
        .hasMessageStartingWith(path + ":1: expected \"%%MatrixMarket matrix");
    ReadOptions given = PLAIN.withFormat(GraphFormat.MATRIXMARKET);
    assertThat(Edges.count(GraphReader.read(List.of(path), given).edges())).isEqualTo(294);
    String dense = Datasets.path("lagraph-matrices/full_noheader.mtx");
    assertThat(Edges.count(GraphReader.read(List.of(dense), given).edges())).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mangled1", "mangled2", "mangled3", "mangled4", "mangled5", "mangled6", "mangled7",
        "mangled8", "mangled9", "mangled10", "mangled11", "mangled12", "mangled13", "mangled15",
        "mangled16", "mangled_format", "complex"
      })
  void refusesMangledMatrices(String name) {
    String path = Datasets.path("lagraph-matrices/" + name + ".mtx");
    JobException failure =
        catchThrowableOfType(JobException.class, () -> GraphReader.read(List.of(path), PLAIN));
    assertThat(failure).hasMessageStartingWith(path + ":");
    assertThat(failure.kind()).isEqualTo(FailureKind.INPUT);
  }

  /** Their defect is in a remark of another program, or no defect in a multigraph. */
  @ParameterizedTest
  @CsvSource({
    "mangled14, 3",
    "mangled_bool, 12",
    "mangled_int8, 12",
    "mangled_int16, 12",
    "mangled_int32, 12",
    "mangled_uint8, 12",
    "mangled_uint16, 12",
    "mangled_uint32, 12",
    "mangled_skew, 20"
  })
  void readsMatricesThatAreMangledForOthersOnly(String name, int edges) {
    String path = Datasets.path("lagraph-matrices/" + name + ".mtx");
    assertThat(Edges.count(GraphReader.read(List.of(path), PLAIN).edges())).isEqualTo(edges);
  }

  @Test
  void saysWhatIsWrongWithAnEntry() throws IOException {
    String start = "%%MatrixMarket matrix coordinate real general\n3 4 2\n1 1 1\n";
    assertThat(failure(start + "4 4 1\n", PLAIN))
        .hasMessage(
            file()
                + ":4: expected row,column,value but found row 4: \"4 4 1\" at byte 58; the header"
                + " declares rows 1 to 3");
    assertThat(failure(start + "3 0 1\n", PLAIN))
        .hasMessage(
            file()
                + ":4: expected row,column,value but found column 0: \"3 0 1\" at byte 58; the"
                + " header declares columns 1 to 4");
    assertThat(failure(start, PLAIN))
        .hasMessage(
            file()
                + ": expected 2 entries as the header says but found 1; check that the file is"
                + " complete");
    assertThat(failure(start + "3 1\n", PLAIN))
        .hasMessageContaining(":4: expected row,column,value but found 2 columns: \"3 1\"");
  }

  @Test
  void refusesWeightsOfAPattern() throws IOException {
    String text = "%%MatrixMarket matrix coordinate pattern general\n3 3 1\n2 1\n";
    assertThat(failure(text, PLAIN.withWeights()))
        .hasMessage(file() + ": a pattern matrix has no values; leave --weighted out");
  }

  private ReadGraph read(String text, ReadOptions options) throws IOException {
    return read(text, options, TextLayout.CHUNK_BYTES);
  }

  private ReadGraph read(String text, ReadOptions options, int chunkBytes) throws IOException {
    Files.writeString(file(), text);
    return GraphReader.read(List.of(file().toString()), options, chunkBytes);
  }

  private JobException failure(String text, ReadOptions options) throws IOException {
    Files.writeString(file(), text);
    JobException failure =
        catchThrowableOfType(
            JobException.class, () -> GraphReader.read(List.of(file().toString()), options));
    assertThat(failure).isNotNull();
    return failure;
  }

  private Path file() {
    return directory.resolve("matrix.mtx");
  }
}
