package pregel.cli.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pregel.cli.cluster.ClusterProcess;
import pregel.cli.command.Session;

/** A signal in the middle of work: the exit code says so, and nothing is left. */
@Timeout(300)
class InterruptedTest {
  /** Who starts the tests may have told their processes to ignore interrupts. */
  private static final List<String> AS_A_SHELL_STARTS = List.of("env", "--default-signal=INT");

  @TempDir Path directory;
  private Path work;
  private Path temporary;

  @BeforeEach
  void prepare() throws IOException {
    work = Files.createDirectory(directory.resolve("work"));
    temporary = Files.createDirectory(directory.resolve("tmp"));
  }

  private ClusterProcess start(String command) throws IOException {
    return ClusterProcess.start(
        AS_A_SHELL_STARTS,
        directory,
        "process",
        List.of("-Djava.io.tmpdir=" + temporary),
        "pregel.cli.Main " + command);
  }

  private static List<Path> files(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.toList();
    }
  }

  @Test
  void aGraphThatIsBeingWrittenIsNotThereAfterASignal() throws Exception {
    for (String signal : List.of("TERM", "INT")) {
      String graph = work.resolve("graph.txt").toString();
      try (ClusterProcess writing =
          start("generate uniform --scale 22 --edge-factor 500 --threads 1 -o " + graph)) {
        while (hasNothing(work)) {
          assertThat(writing.isAlive()).as(writing.said()).isTrue();
          Thread.sleep(20);
        }
        writing.signal(signal);
        assertThat(writing.exitCode()).isEqualTo(signal.equals("TERM") ? 143 : 130);
      }
      assertThat(files(work)).as(signal).isEmpty();
    }
  }

  private static boolean hasNothing(Path in) throws IOException {
    for (Path file : files(in)) {
      if (Files.size(file) > 0) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aRunOnWorkersThatIsInterruptedLeavesNothing() throws Exception {
    Session session = new Session(directory);
    session.run("generate rmat --scale 8 --edge-factor 4 -o @graph.txt");
    List<ProcessHandle> workers;
    try (ClusterProcess running =
        start(
            "run pagerank -p iterations=100000000 --workers 2 --threads 1 --progress always -i "
                + directory.resolve("graph.txt")
                + " -o "
                + work.resolve("ranks.csv"))) {
      running.awaitSaying("active ");
      workers = running.descendants();
      assertThat(workers).hasSizeGreaterThanOrEqualTo(2);
      running.signal("INT");
      assertThat(running.exitCode()).as(running.said()).isEqualTo(130);
      assertThat(running.said()).doesNotContain("Exception");
    }
    for (ProcessHandle worker : workers) {
      worker.onExit().get(60, TimeUnit.SECONDS);
    }
    assertThat(files(work)).isEmpty();
    assertThat(files(temporary)).isEmpty();
  }
}
