package pregel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.Graph;
import pregel.loaders.read.GraphReader;
import pregel.loaders.read.ReadGraph;
import pregel.loaders.read.ReadOptions;
import pregel.loaders.snapshot.SnapshotFile;

class GenerateCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void writesEdgesToStandardOutputAndAllElseBesideIt() {
    generate("grid", "--rows", "2", "--columns", "2", "-o", "-");
    assertThat(text(out)).isEqualTo("0 1\n0 2\n1 3\n2 3\n");
    assertThat(text(err)).startsWith("grid: 4 vertices, 4 edges listed in standard output");
  }

  @Test
  void saysNothingWhenQuiet() {
    generate("path", "--vertices", "3", "-q", "-o", "-");
    assertThat(text(out)).isEqualTo("0 1\n1 2\n");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void listsBothDirectionsOfAnUndirectedGraph() {
    generate("star", "--vertices", "3", "--undirected", "-o", "-");
    assertThat(text(out)).isEqualTo("0 1\n1 0\n0 2\n2 0\n");
  }

  @Test
  void writesTheSameBytesWithAnyNumberOfThreads() throws IOException {
    generateFile("one.txt", "--threads", "1");
    generateFile("three.txt", "--threads", "3");
    assertThat(folder.resolve("three.txt")).hasSameBinaryContentAs(folder.resolve("one.txt"));
  }

  private void generateFile(String name, String... more) {
    String[] args = {
      "rmat",
      "--scale=12",
      "--permute",
      "--weighted",
      "--simple",
      "-o",
      path(name),
      more[0],
      more[1]
    };
    generate(args);
  }

  @Test
  void writesAGraphalyticsGraphWithEveryEdgeOnce() {
    generate("rmat", "--scale=6", "--simple", "--undirected", "-o", path("g.properties"));
    ReadGraph read = GraphReader.read(List.of(path("g")), ReadOptions.defaults(1));
    assertThat(read.edges().undirected()).isTrue();
    assertThat(read.edges().vertices()).hasSize(64);
    for (EdgeBlock block : read.edges().blocks()) {
      for (int edge = 0; edge < block.size(); edge++) {
        assertThat(block.source(edge)).isLessThan(block.target(edge));
      }
    }
  }

  @Test
  void writesEveryVertexOnRequest() throws IOException {
    generate(
        "rmat", "--scale=5", "--edge-factor=1", "-o", path("g.txt"), "--vertex-file", path("g.v"));
    assertThat(Files.readAllLines(folder.resolve("g.v"))).hasSize(32).startsWith("0", "1");
  }

  @Test
  void writesASnapshotWithEveryVertexAndEveryEdgeOnce() throws IOException {
    generate("rmat", "--scale=6", "--undirected", "--simple", "-o", path("g.snapshot"));
    generate("rmat", "--scale=6", "--undirected", "--simple", "-o", path("g.properties"));
    Graph graph = SnapshotFile.open(folder.resolve("g.snapshot"), true, 1);
    assertThat(graph.isUndirected()).isTrue();
    assertThat(graph.vertices()).isEqualTo(64);
    assertThat(Files.readAllLines(folder.resolve("g.e"))).hasSize((int) graph.edges());
  }

  @Test
  void replacesAnExistingFileOnlyIfTold() throws IOException {
    Files.writeString(folder.resolve("g.txt"), "mine");
    assertThatThrownBy(() -> generate("path", "-o", path("g.txt")))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.OUTPUT));
    assertThat(folder.resolve("g.txt")).content().isEqualTo("mine");
    generate("path", "--vertices=2", "--overwrite", "-o", path("g.txt"));
    assertThat(folder.resolve("g.txt")).content().isEqualTo("0 1\n");
  }

  @Test
  void refusesWrongArgumentsBeforeTouchingFiles() {
    assertThatThrownBy(() -> generate("rmat", "--scale=77", "-o", path("g.txt")))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
        .hasMessageStartingWith("--scale: ");
    assertThatThrownBy(() -> generate("tree", "-o", path("g.txt")))
        .isInstanceOf(CommandLine.ParameterException.class)
        .hasMessageContaining("small-world but found tree");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void itsHelpFitsTheScreenAndNamesEveryKind() {
    String help = commandLine(command()).getUsageMessage();
    assertThat(help).contains("rmat", "uniform", "grid", "path", "star", "complete", "small-world");
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  private void generate(String... args) {
    GenerateCommand command = command();
    commandLine(command).parseArgs(args);
    assertThat(command.call()).isZero();
  }

  private GenerateCommand command() {
    return new GenerateCommand(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static CommandLine commandLine(GenerateCommand command) {
    CommandLine commandLine = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
    HelpLayout.apply(commandLine);
    return commandLine;
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
