package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.EdgeInput;

/** Inputs that the Hadoop client reads, of a file system that is mounted on this machine's. */
class RemoteInputsTest {
  private static final String REMOTE = "viewfs://test/data/";

  /** The client keeps its file systems for as long as the process, so this one must not change. */
  @TempDir static Path directory;

  private static ClassLoader before;

  @BeforeAll
  static void mount() throws IOException {
    Path settings = Files.createDirectory(directory.resolve("settings"));
    Files.writeString(
        settings.resolve("core-site.xml"),
        "<configuration><property><name>fs.viewfs.mounttable.test.link./data</name>"
            + "<value>file://"
            + directory
            + "</value></property></configuration>");
    before = Thread.currentThread().getContextClassLoader();
    // Where the client looks for its settings.
    Thread.currentThread()
        .setContextClassLoader(new URLClassLoader(new URL[] {settings.toUri().toURL()}, before));
    Files.writeString(directory.resolve("edges.txt"), "1 2\n2 3\n");
    Path parts = Files.createDirectories(directory.resolve("parts"));
    Files.writeString(parts.resolve("part-1.txt"), "3 4\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(parts.resolve("part-0.txt.gz")))) {
      out.write("5 6\n6 7\n7 8\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Files.writeString(parts.resolve("_SUCCESS"), "");
    Files.writeString(directory.resolve("g.v"), "1\n2\n9\n");
    Files.writeString(directory.resolve("g.e"), "1 2\n2 9\n");
    Files.writeString(
        directory.resolve("g.properties"),
        "graph.g.vertex-file = g.v\ngraph.g.edge-file = g.e\ngraph.g.directed = false\n");
  }

  @AfterAll
  static void unmount() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void readsAFile() {
    assertThat(read("edges.txt").read().lines()).isEqualTo(2);
  }

  @Test
  void readsThePartsOfADirectoryByName() {
    assertThat(InputFiles.of(List.of(REMOTE + "parts")))
        .containsExactly(REMOTE + "parts/part-0.txt.gz", REMOTE + "parts/part-1.txt");
    assertThat(read("parts").read().lines()).isEqualTo(4);
  }

  @Test
  void readsWhatAPatternNames() {
    assertThat(InputFiles.of(List.of(REMOTE + "p*s/part-[0-9].txt*", REMOTE + "edges.tx?")))
        .containsExactly(
            REMOTE + "parts/part-0.txt.gz", REMOTE + "parts/part-1.txt", REMOTE + "edges.txt");
    assertThatThrownBy(() -> InputFiles.of(List.of(REMOTE + "parts/x*")))
        .isInstanceOf(JobException.class)
        .hasMessageEndingWith("no file matches; check the pattern");
  }

  @Test
  void readsGraphalyticsByPrefixAndByProperties() {
    for (String input : List.of("g", "g.properties", "g.e")) {
      ReadGraph graph = GraphReader.read(List.of(REMOTE + input), ReadOptions.defaults(2));
      assertThat(graph.format()).as(input).isEqualTo(GraphFormat.GRAPHALYTICS);
      assertThat(graph.edges().vertices()).as(input).containsExactly(1, 2, 9);
      assertThat(graph.edges().undirected()).as(input).isTrue();
    }
  }

  @Test
  void saysWhatIsNotThere() {
    assertThatThrownBy(() -> read("nothing.txt"))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessage(REMOTE + "nothing.txt: no such file; check the path");
  }

  @Test
  void noticesThatAFileChanges() throws IOException {
    Path file = Files.writeString(directory.resolve("growing.txt"), "1 2\n");
    try (Text text = Text.open(REMOTE + "growing.txt")) {
      text.checkUnchanged();
      Files.writeString(file, "1 2\n2 3\n");
      assertThatThrownBy(text::checkUnchanged).hasMessageContaining("changed while it was read");
      Files.delete(file);
      assertThatThrownBy(text::checkUnchanged).hasMessageContaining("disappeared");
    }
  }

  private static EdgeInput read(String name) {
    return GraphReader.read(List.of(REMOTE + name), ReadOptions.defaults(2)).edges();
  }
}
