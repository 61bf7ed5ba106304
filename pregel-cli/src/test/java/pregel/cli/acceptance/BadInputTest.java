package pregel.cli.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pregel.cli.Datasets;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;

/** What is wrong is said in one line, with the place and the right exit code; nothing is left. */
class BadInputTest {
  @TempDir Path directory;
  private Session session;
  private Path results;

  @BeforeEach
  void aGoodGraphAndAnEmptyFolderOfResults() throws IOException {
    session = new Session(directory);
    session.file("good.txt", "1 2\n2 3\n");
    results = Files.createDirectory(session.path("results"));
  }

  static Stream<Arguments> badGraphs() {
    return Stream.of(
        // Malformed lines and wrong column counts, in every format.
        bad("a.txt", "1 2\nfoo bar\n", "", "a.txt:2:", "byte 4"),
        bad("a.txt", "# c\n1 2\n3\n", "", "a.txt:3:", "byte 8"),
        bad("a.txt", "1 2 0.5\n3 4\n", "--weighted", "a.txt:2:", "\"3 4\""),
        bad("a.txt", "1,2\n3,\n", "", "a.txt:2:", "\"3,\""),
        bad("a.csv", "source,target\n1,2\n3\n", "", "a.csv:3:", "byte 18"),
        bad("a.csv", "source,target\n1,2\n\"3,4\n", "", "a.csv:3:", "unclosed quote"),
        bad("a.adj", "1 2 3\n2 x\n", "--format adjacency", "a.adj:2:", "byte 6"),
        bad("a.gr", "p sp 3 2\na 1 2 4\na 1 9 4\n", "", "a.gr:3:", "vertices 1 to 3"),
        bad("a.gr", "p sp 3 2\na 1 2 4\n", "", "a.gr:", "expected 2 edges"),
        bad("a.graph", "3 2\n2\n1 3\n\n", "", "a.graph:", "both ends"),
        bad("a.graph", "3 3\n2\n1 3\n2\n", "", "a.graph:", "expected 3 edges"),
        bad("a.graph", "3 2\n2\n1 3\n2 4\n", "", "a.graph:4:", "4"),
        bad("a.mtx", MATRIX + "3 3 2\n1 2 1\n4 1 1\n", "", "a.mtx:4:", "rows 1 to 3"),
        bad("a.mtx", MATRIX + "3 3 2\n1 2 1\n", "", "a.mtx:", "expected 2 entries"),
        bad("a.mtx", "%%MatrixMarket matrix wrong\n", "", "a.mtx:1:", "%%MatrixMarket"),
        bad("a.graph-txt", "3\n1\n7\n\n", "--format webgraph", "a.graph-txt:3:", "0 to 2"),
        // Bytes that are not text.
        bad("a.txt", "1 2\n\u00ff\u00fe 3\n", "", "a.txt:2:", "UTF-8"),
        bad("a.txt", "1 2\n1\0002 3\n", "", "a.txt:2:", "NUL"),
        bad("a.txt", "1 2\n1 " + "2".repeat(2 << 20) + "\n", "", "a.txt:2:", "1 MiB"),
        // Ids.
        bad("a.txt", "1 2\n9223372036854775808 3\n", "", "a.txt:2:", "9223372036854775807"),
        bad("a.txt", "1 2\n3 18446744073709551617\n", "", "a.txt:2:", "9223372036854775807"),
        bad("a.txt", "1 2\n-1 3\n", "", "a.txt:2:", "negative"),
        bad("a.txt", "1 2\nanna bert\n", "", "a.txt:2:", "--ids string"),
        // Weights.
        bad("a.txt", "1 2 1\n1 2 heavy\n", "--weighted", "a.txt:2:", "not a number"),
        bad("a.txt", "1 2 NaN\n", "--weighted", "a.txt:1:", "--allow-nan"),
        bad("a.txt", "1 2 -inf\n", "--weighted", "a.txt:1:", "--allow-nan"),
        bad("a.txt", "1 2 1\n2 3 -0.5\n", "--weighted", "a.txt:2:", "negative weight"),
        // Packed text.
        bad("a.txt.gz", cutShort(gzip("1 2\n2 3\n".repeat(1000))), "", "a.txt.gz:", "complete"),
        bad("a.txt.gz", "1 2\n2 3\n", "", "a.txt.gz:", "gzip"),
        bad("a.txt.zst", "1 2\n2 3\n", "", "a.txt.zst:", "zstd"));
  }

  private static final String MATRIX = "%%MatrixMarket matrix coordinate real general\n";

  @ParameterizedTest(name = "{0} {2} {4}")
  @MethodSource("badGraphs")
  void aBadGraphIsToldByPlaceAndLeavesNothing(
      String file, String text, String options, String place, String what) throws IOException {
    Files.write(session.path(file), text.getBytes(ISO_8859_1));
    for (String output : new String[] {"out.csv", "out.txt.gz", "parts"}) {
      Outcome outcome =
          session.run(
              "run sssp -p source=1 -i @%s -o @results/%s --stats @results/stats.json %s"
                  .formatted(file, output, options)
                  .strip());
      assertFails(outcome, 10, session.path(place).toString(), what);
    }
  }

  @ParameterizedTest
  @MethodSource("badCommands")
  void aCommandThatCannotSucceedLeavesNothing(String command, int exitCode, String what) {
    assertFails(session.run("run " + command), exitCode, what);
  }

  static Stream<Arguments> badCommands() {
    return Stream.of(
        Arguments.of("wcc -i @missing.txt -o @results/o.csv", 10, "missing.txt"),
        Arguments.of("wcc -i @results -o @results/o.csv", 10, "without files"),
        Arguments.of("wcc -i @none* -o @results/o.csv", 10, "no file matches"),
        Arguments.of("wcc -i @good.txt --vertices @no.v -o @results/o.csv", 10, "no.v"),
        Arguments.of("bfs -p source=9 -i @good.txt -o @results/o.csv", 10, "vertex 9"),
        Arguments.of("sssp -p source=9 -i @good.txt -o @results/o", 10, "vertex 9"),
        Arguments.of("wcc -i @good.txt -o @good.txt/o.csv", 11, "good.txt/o.csv"),
        Arguments.of("wcc -i @good.txt -o @no/where.csv", 11, "does not exist"),
        Arguments.of("wcc -i @good.txt -o @good.txt", 11, "--overwrite"),
        Arguments.of("wcc -i @good.txt -o @results", 11, "--overwrite"),
        Arguments.of("wcc -i @good.txt -o @results/o.csv --stats @no/s.json", 11, "s.json"),
        Arguments.of("wcc -i @good.txt -o @good.txt --overwrite", 2, "is read"),
        Arguments.of("wcc -i @good.txt -o @results/o --stats @results/o", 2, "--stats"),
        Arguments.of("wcc -p k=1 -i @good.txt -o @results/o.csv", 2, "no such parameter"),
        Arguments.of("cdlp -p k=1 -i @good.txt -o @results/o.csv", 2, "iterations"),
        Arguments.of("bfs -p source=x -i @good.txt -o @results/o.csv", 2, "vertex id"),
        Arguments.of(
            "nope -i @good.txt -o @results/o.csv", 2, "pagerank, bfs, wcc, sssp, cdlp, lcc"));
  }

  @Test
  void asManyBadLinesAsAllowedAreSkippedCountedAndKept() {
    session.file("bad.txt", "1 2\nx y\n2 3\n4\n");
    String run =
        "run wcc -i @bad.txt -o @results/o.csv --bad-lines @results/bad.txt --max-bad-lines ";
    assertFails(session.run(run + "1"), 10, "bad.txt:4");
    Outcome tolerant = session.run(run + "2 --stats @stats.json");
    assertThat(tolerant.exitCode()).as(tolerant.err()).isZero();
    assertThat(tolerant.err()).contains("2 malformed lines skipped");
    assertThat(session.text("stats.json")).contains("\"skipped\" : 2");
    assertThat(session.text("results/bad.txt")).isEqualTo("x y\n4\n");
    assertThat(session.text("results/o.csv")).isEqualTo("id,component\n1,1\n2,1\n3,1\n");
  }

  @Test
  void anEdgeToAnUnlistedVertexFailsUnlessARuleSaysOtherwise() {
    session.file("v.txt", "1\n2\n7\n");
    String run = "run wcc -q --overwrite -i @good.txt --vertices @v.txt -o @results/o.csv";
    assertFails(session.run(run), 10, "vertex 3", "--unknown-vertices");
    assertFails(session.run(run + " --unknown-vertices fail"), 10, "2 3");
    assertThat(session.run(run + " --unknown-vertices drop").exitCode()).isZero();
    assertThat(session.text("results/o.csv")).isEqualTo("id,component\n1,1\n2,1\n7,7\n");
    assertThat(session.run(run + " --unknown-vertices create").exitCode()).isZero();
    assertThat(session.text("results/o.csv")).isEqualTo("id,component\n1,1\n2,1\n3,1\n7,7\n");
  }

  @Test
  void byteOrderMarksAndWindowsLineEndsAreNotBad() {
    session.file("dos.txt", "\ufeff1 2\r\n2 3\r\n");
    assertThat(session.run("run wcc -q -i @dos.txt -o -").out())
        .isEqualTo("id,component\n1,1\n2,1\n3,1\n");
  }

  @Test
  void aFailureLeavesAnExistingResultAsItWas() {
    session.file("kept.csv", "of yesterday");
    session.file("bad.txt", "1 2\n3\n");
    assertFails(session.run("run wcc -i @bad.txt -o @kept.csv --overwrite"), 10, "bad.txt:2");
    assertThat(session.text("kept.csv")).isEqualTo("of yesterday");
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("good.txt", "bad.txt", "kept.csv", "results");
  }

  @ParameterizedTest
  @MethodSource("malformedMatrices")
  void matricesMadeWrongOnPurposeAreRefused(String name) {
    Path file = Datasets.path("lagraph-matrices/" + name);
    assertFails(session.run("run wcc -i " + file + " -o @results/o.csv"), 10, name);
  }

  static Stream<String> malformedMatrices() {
    return Stream.of("1 2 3 4 5 6 7 8 9 10 11 12 13 15 16".split(" "))
        .map("mangled%s.mtx"::formatted);
  }

  @ParameterizedTest
  @MethodSource("lopsidedListings")
  void aMetisFileThatListsEdgesOnceIsRefused(String name) {
    Path file = Datasets.path("gapbs-formats/" + name);
    assertFails(session.run("run wcc -i " + file + " -o @results/o.csv"), 10, name, "both ends");
  }

  static Stream<String> lopsidedListings() {
    return Stream.of("4.graph", "4w.graph");
  }

  private void assertFails(Outcome outcome, int exitCode, String... parts) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
    assertThat(outcome.err()).startsWith("pregel: ").endsWith("\n").hasLineCount(1).contains(parts);
    assertThat(outcome.out()).isEmpty();
    assertThat(results).isEmptyDirectory();
  }

  private static Arguments bad(
      String file, String text, String options, String place, String what) {
    return Arguments.of(file, text, options, place, what);
  }

  /** Bytes as text of one character each. */
  private static String gzip(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toString(ISO_8859_1);
  }

  private static String cutShort(String packed) {
    return new String(Arrays.copyOf(packed.getBytes(ISO_8859_1), packed.length() - 9), ISO_8859_1);
  }
}
