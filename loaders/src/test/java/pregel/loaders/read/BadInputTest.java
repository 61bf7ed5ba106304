package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** Bad input of every kind: one line that says where and what, as an input failure. */
class BadInputTest {
  private static final ReadOptions PLAIN = ReadOptions.defaults(2);
  private static final String ANY_LINE =
      "; correct the line, or give --max-bad-lines to skip such lines";
  private static final String STRINGS =
      "; give --ids string if vertices are named by something else";
  private static final String RANGE = "; ids are 0 to 9223372036854775807";

  @TempDir Path directory;

  @Test
  void namesFileLineAndByteOfAMissingColumn() throws IOException {
    assertRefused(
        "1 2\n17\n",
        PLAIN,
        ":2: expected source,target but found 1 column: \"17\" at byte 4" + ANY_LINE);
  }

  @Test
  void namesAnEmptyColumn() throws IOException {
    assertRefused(
        "1,\n",
        PLAIN,
        ":1: expected source,target but found an empty target: \"1,\" at byte 0" + ANY_LINE);
    assertRefused(
        ",1\n",
        PLAIN,
        ":1: expected source,target but found an empty source: \",1\" at byte 0" + ANY_LINE);
  }

  @Test
  void namesALineWithoutTheWeightThatIsAskedFor() throws IOException {
    assertRefused(
        "1 2 3\n17,42\n",
        PLAIN.withWeights(),
        ":2: expected source,target,weight but found 2 columns: \"17,42\" at byte 6" + ANY_LINE);
  }

  @Test
  void namesTheOptionForIdsThatAreNotIntegers() throws IOException {
    String expected = ":1: expected source,target but found a source that is not an integer: ";
    assertRefused("alice bob\n", PLAIN, expected + "\"alice bob\" at byte 0" + STRINGS);
    assertRefused("1.0 2\n", PLAIN, expected + "\"1.0 2\" at byte 0" + STRINGS);
    assertRefused("+1 2\n", PLAIN, expected + "\"+1 2\" at byte 0" + STRINGS);
  }

  @Test
  void saysThatTheFirstLineWasTakenForNames() throws IOException {
    assertRefused(
        "alice,bob\nbob,carol\n",
        PLAIN,
        ":2: expected source,target below the column names \"alice,bob\" but found a source that is"
            + " not an integer: \"bob,carol\" at byte 10"
            + STRINGS);
  }

  @Test
  void refusesAPatternThatIsNone() {
    assertThatThrownBy(() -> GraphReader.read(List.of(directory + "/a[.txt"), PLAIN))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessageContaining("a[.txt: no such file, nor a pattern");
  }

  @Test
  void refusesAPlaceForBadLinesBeforeReading() throws IOException {
    Path file = directory.resolve("graph");
    Files.writeString(file, "1 2\nbad\n");
    ReadOptions options = PLAIN.withBadLines(0, directory.resolve("none/bad.txt"));
    assertThatThrownBy(() -> GraphReader.read(List.of(file.toString()), options))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.OUTPUT))
        .hasMessageContaining("none/bad.txt: cannot be written");
  }

  @Test
  void neverWrapsIds() throws IOException {
    String expected = ":2: expected source,target but found ";
    assertRefused("1 2\n-1 2\n", PLAIN, expected + "a negative source: \"-1 2\" at byte 4" + RANGE);
    assertRefused(
        "1 2\n1 9223372036854775808\n",
        PLAIN,
        expected
            + "a target beyond 9223372036854775807: \"1 9223372036854775808\" at byte 4"
            + RANGE);
    assertRefused(
        "1 2\n18446744073709551617 5\n",
        PLAIN,
        expected
            + "a source beyond 9223372036854775807: \"18446744073709551617 5\" at byte 4"
            + RANGE);
  }

  @Test
  void refusesWeightsThatAreNotNumbers() throws IOException {
    assertRefused(
        "1 2 heavy\n",
        PLAIN.withWeights(),
        ":1: expected source,target,weight but found a weight that is not a number:"
            + " \"1 2 heavy\" at byte 0"
            + ANY_LINE);
  }

  @Test
  void refusesNanAndInfiniteWeightsUnlessAllowed() throws IOException {
    for (String weight : List.of("NaN", "inf", "-Infinity", "1e999")) {
      String text = "1 2 " + weight + "\n";
      assertRefused(
          text,
          PLAIN.withWeights(),
          ":1: expected source,target,weight but found a weight that is NaN or infinite: \"1 2 "
              + weight
              + "\" at byte 0; give --allow-nan to admit it");
      assertThat(edges(text, PLAIN.withWeights().allowingNan())).hasSize(1);
    }
  }

  @Test
  void refusesNegativeWeightsOnlyWhenAsked() throws IOException {
    assertThat(edges("1 2 -3\n", PLAIN.withWeights())).containsExactly("1 2 -3.0");
    ReadOptions strict = PLAIN.withWeights().refusingNegativeWeights();
    assertThat(edges("1 2 -0.0\n", strict)).containsExactly("1 2 -0.0");
    assertRefused(
        "1 2 -3\n",
        strict,
        ":1: expected source,target,weight but found a negative weight: \"1 2 -3\" at byte 0;"
            + " the algorithm needs weights of 0 or more");
  }

  @Test
  void refusesBytesThatAreNotText() throws IOException {
    assertRefused(
        "1 2\n3 \0004\n",
        PLAIN,
        ":2: expected source,target but found a NUL byte: \"3 \\x004\" at byte 4;"
            + " check that the file is text in UTF-8");
    Path file = directory.resolve("latin.txt");
    Files.write(file, "1 2 caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(
        file,
        PLAIN,
        ":1: expected source,target but found bytes that are not UTF-8: \"1 2 caf\\xe9\" at byte 0;"
            + " check that the file is text in UTF-8");
  }

  @Test
  void showsAShortExcerptThatNoTerminalObeys() throws IOException {
    String line = "1 \u001b[31m\t\"\\ \u00fc" + "x".repeat(100);
    assertRefused(
        line,
        PLAIN,
        ":1: expected source,target but found a target that is not an integer: \"1"
            + " \\x1b[31m\\t\\\"\\\\ \u00fc"
            + "x".repeat(42)
            + "...\" at byte 0"
            + STRINGS);
  }

  @Test
  void acceptsByteOrderMarksAndWindowsLineEnds() throws IOException {
    assertThat(edges("\ufeff1 2\r\n\r\n3 4\r\n", PLAIN)).containsExactly("1 2 1.0", "3 4 1.0");
  }

  @Test
  void refusesALineOverTheLimitAndGoesOnAfterItIfAllowed() throws IOException {
    String text = "1 2\n1 2 " + "x".repeat(1 << 20) + "\n5 6\n";
    Path file = Files.writeString(directory.resolve("long.txt"), text);
    for (int chunkBytes : new int[] {7, 1 << 12, TextLayout.CHUNK_BYTES}) {
      assertThatThrownBy(() -> GraphReader.read(List.of(file.toString()), PLAIN, chunkBytes))
          .hasMessageContaining(
              "long.txt:2: expected source,target but found a line of more than"
                  + " 1 MiB: \"1 2 xxx");
      ReadGraph graph =
          GraphReader.read(List.of(file.toString()), PLAIN.withBadLines(1, null), chunkBytes);
      assertThat(Edges.of(graph.edges())).containsExactly("1 2 1.0", "5 6 1.0");
      assertThat(graph.edges().read().skipped()).isEqualTo(1);
      assertThat(graph.edges().read().lines()).isEqualTo(3);
    }
  }

  @Test
  void readsALineAtTheLimit() throws IOException {
    String comment = "#" + "x".repeat((1 << 20) - 2) + "\n";
    assertThat(edges("1 2\n" + comment + "3 4\n", PLAIN)).hasSize(2);
  }

  @Test
  void refusesCsvThatIsNotRfc4180() throws IOException {
    String header = "source,target,name\n";
    String expected = ":2: expected source,target among 3 columns but found ";
    assertCsvRefused(header + "1,2\n", expected + "2 columns: \"1,2\" at byte 19" + ANY_LINE);
    assertCsvRefused(
        header + "1,2,a,b\n", expected + "4 columns: \"1,2,a,b\" at byte 19" + ANY_LINE);
    assertCsvRefused(
        header + "1,2,\"a\n3,4,b\n",
        expected + "an unclosed quote: \"1,2,\\\"a\" at byte 19" + ANY_LINE);
    assertCsvRefused(
        header + "1,2,\"a\"b\n",
        expected + "text after a closing quote: \"1,2,\\\"a\\\"b\" at byte 19" + ANY_LINE);
    assertCsvRefused(
        header + "1,2,a\"b\n",
        expected + "a quote inside a column without quotes: \"1,2,a\\\"b\" at byte 19" + ANY_LINE);
    assertCsvRefused(
        header + "carol,2,x\n",
        expected + "a source that is not an integer: \"carol,2,x\" at byte 19" + STRINGS);
  }

  @Test
  void readsOnAfterAnUnclosedQuoteIfAllowed() throws IOException {
    String text = "source,target,name\n1,2,\"a\n3,4,b\n5,6,\"c\nd\"\n";
    Path file = Files.writeString(directory.resolve("quotes.csv"), text);
    Path kept = directory.resolve("bad.txt");
    ReadGraph graph = GraphReader.read(List.of(file.toString()), PLAIN.withBadLines(5, kept));
    assertThat(Edges.of(graph.edges())).containsExactly("3 4 1.0", "5 6 1.0");
    assertThat(kept).hasContent("1,2,\"a\n");
    assertThat(graph.edges().read().lines()).isEqualTo(5);
  }

  @Test
  void skipsAndKeepsAsManyBadLinesAsAllowed() throws IOException {
    Path kept = directory.resolve("bad.txt");
    String text = "1 2\nbad one\n3 4\nx\n5 6\n";
    Path file = Files.writeString(directory.resolve("edges.txt"), text);
    for (int chunkBytes = 3; chunkBytes < 30; chunkBytes += 5) {
      ReadGraph graph =
          GraphReader.read(List.of(file.toString()), PLAIN.withBadLines(2, kept), chunkBytes);
      assertThat(Edges.of(graph.edges())).containsExactly("1 2 1.0", "3 4 1.0", "5 6 1.0");
      assertThat(graph.edges().read().skipped()).isEqualTo(2);
      assertThat(kept).hasContent("bad one\nx\n");
    }
  }

  @Test
  void leavesNoFileOfBadLinesWhenThereAreTooMany() throws IOException {
    Path kept = directory.resolve("bad.txt");
    assertRefused(
        "1 2\nbad one\n3 4\nx\n",
        PLAIN.withBadLines(1, kept),
        ":4: expected source,target but found 1 column: \"x\" at byte 16, after 1 malformed line"
            + " skipped"
            + ANY_LINE);
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("edges.txt");
    }
  }

  @Test
  void namesMissingFilesAndEmptyDirectories() throws IOException {
    Path missing = directory.resolve("missing.txt");
    assertRefused(missing, PLAIN, ": no such file; check the path");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertRefused(empty, PLAIN, ": a directory without files; name one that has some");
    assertRefused(directory.resolve("*.nothing"), PLAIN, ": no file matches; check the pattern");
  }

  @Test
  void readsAnEmptyFileAsAnEmptyGraph() throws IOException {
    for (String name :
        List.of("e.txt", "e.csv", "e.mtx", "e.gr", "e.graph", "e.graph-txt", "e.adj")) {
      Path file = Files.writeString(directory.resolve(name), "");
      ReadGraph graph = GraphReader.read(List.of(file.toString()), PLAIN);
      assertThat(graph.edges().blocks()).as(name).isEmpty();
    }
  }

  @Test
  void refusesAFileThatChangesWhileItIsRead() throws IOException {
    Path file = Files.writeString(directory.resolve("edges.txt"), "1 2\n");
    ReadOptions options =
        PLAIN.withProgress(
            bytes -> {
              try {
                Files.setLastModifiedTime(file, FileTime.fromMillis(bytes));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    assertRefused(file, options, ": changed while it was read; run again when it is complete");
  }

  @Test
  void refusesParquetAsNotSupportedYet() throws IOException {
    Path file = Files.writeString(directory.resolve("edges.txt"), "PAR1....");
    assertThat(failure(file, PLAIN))
        .hasMessage(file + ": parquet is not supported yet; convert it to csv")
        .extracting(JobException::kind)
        .isEqualTo(FailureKind.USAGE);
  }

  @Test
  void refusesTruncatedAndCorruptGzip() throws IOException {
    byte[] whole = gzip("1 2\n3 4\n5 6\n");
    Path file = directory.resolve("edges.txt.gz");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      JobException failure = failure(file, PLAIN);
      assertThat(failure.kind()).isEqualTo(FailureKind.INPUT);
      if (length > 2) {
        assertThat(failure)
            .hasMessage(file + ": truncated gzip data; check that the file is complete");
      }
    }
    byte[] flipped = whole.clone();
    flipped[whole.length - 6] ^= 1;
    Files.write(file, flipped);
    assertRefused(
        file, PLAIN, ": corrupt gzip data: wrong checksum; check that the file is complete");
    Files.writeString(file, "1 2\n");
    assertRefused(
        file,
        PLAIN,
        ": expected gzip data as its name says but found something else; check that the file is"
            + " complete");
  }

  @Test
  void namesTheLineOfADamagedVertexList() throws IOException {
    Path edges = Files.writeString(directory.resolve("edges.txt"), "1 2\n");
    Path vertices = Files.writeString(directory.resolve("vertices.txt"), "1\n2 extra\n-3\n");
    assertThat(failure(edges, PLAIN.withVertices(vertices)))
        .hasMessage(
            vertices + ":3: expected id but found a negative id: \"-3\" at byte 10" + RANGE);
  }

  private List<String> edges(String text, ReadOptions options) throws IOException {
    Path file = Files.writeString(directory.resolve("edges.txt"), text);
    return Edges.of(GraphReader.read(List.of(file.toString()), options).edges());
  }

  private void assertRefused(String text, ReadOptions options, String message) throws IOException {
    assertRefused(Files.writeString(directory.resolve("edges.txt"), text), options, message);
  }

  private void assertCsvRefused(String text, String message) throws IOException {
    assertRefused(Files.writeString(directory.resolve("edges.csv"), text), PLAIN, message);
  }

  private static void assertRefused(Path file, ReadOptions options, String message) {
    JobException failure = failure(file, options);
    assertThat(failure).hasMessage(file + message);
    assertThat(failure.kind()).isEqualTo(FailureKind.INPUT);
  }

  private static JobException failure(Path file, ReadOptions options) {
    JobException failure =
        catchThrowableOfType(
            JobException.class, () -> GraphReader.read(List.of(file.toString()), options));
    assertThat(failure).as("failure for %s", file).isNotNull();
    return failure;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }
}
