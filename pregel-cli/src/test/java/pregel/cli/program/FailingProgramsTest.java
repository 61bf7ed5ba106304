package pregel.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pregel.cli.program.Pregel.Outcome;

/** Rows 25, 27, 28 and 46 of the fault matrix, in real processes. */
class FailingProgramsTest {
  @TempDir Path directory;

  @BeforeEach
  void aSmallGraph() throws IOException {
    Files.writeString(directory.resolve("graph.txt"), "1 2\n2 3\n");
  }

  /** Inputs are untouched, and no output is left, neither whole nor staged. */
  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("graph.txt", "src", "classes", "stdout", "stderr");
    assertThat(Files.readString(directory.resolve("stdout"))).isEmpty();
  }

  @Test
  void aProgramThatUsesUpTheMemoryFailsWithTheMemoryCode() throws Exception {
    Outcome outcome =
        run(
            "Hoards",
            "static final List<long[]> ALL = new ArrayList<>();",
            "while (true) ALL.add(new long[4096]);");

    // Vertex and superstep are named if there is room left to do so.
    assertFails(outcome, 21, "give more with --memory");
  }

  @Test
  void aProgramThatUsesUpTheMemoryInTinyPiecesFailsWithTheMemoryCode() throws Exception {
    Outcome outcome =
        run("Crumbs", "static Object[] all;", "while (true) all = new Object[] {all};");

    assertFails(outcome, 21, "give more with --memory");
  }

  @Test
  void aProgramThatHangsFailsWithNoProgressAndLeavesAThreadDump() throws Exception {
    Outcome outcome =
        run(
            "Hangs",
            "",
            "if (vertex.superstep() == 1 && vertex.id() == 3) while (true) Thread.onSpinWait();"
                + " vertex.sendToNeighbors(1L);",
            "--stall-timeout 1s");

    assertFails(outcome, 22, "no block of vertices was finished for 1s");
    assertThat(outcome.err())
        .contains("user.Hangs: superstep 1:", "in user.Hangs.compute(Hangs.java:", "at vertex 3");
    assertThat(threadDump(outcome))
        .contains("user.Hangs: superstep 1", "pregel-job", "user.Hangs.compute");
  }

  @Test
  void aProgramThatSleepsAndIgnoresInterruptsIsLeftBehind() throws Exception {
    Outcome outcome =
        run(
            "Sleeps",
            "",
            """
            while (true) {
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException ignored) {
                continue;
              }
            }
            """,
            "--timeout 1s --threads 2");

    assertFails(outcome, 22, "--timeout: superstep 0 was running when the limit of 1000 ms ended");
  }

  @Test
  void aProgramThatNeverFinishesToOpenHangsToo() throws Exception {
    Outcome outcome =
        run(
            "Opens",
            """
            @Override public void open(Schema schema) {
              if (Thread.currentThread().getName().equals("pregel-job")) {
                while (true) Thread.onSpinWait();
              }
            }
            """,
            "",
            "--stall-timeout 500ms");

    assertFails(outcome, 22, "no block of vertices was finished for 0.5s");
    assertThat(threadDump(outcome)).contains("user.Opens.open");
  }

  @Test
  void aProgramOfStagesThatHangsBetweenThemFailsWithNoProgress() throws Exception {
    Outcome outcome = staged("Idles", "while (true) Thread.onSpinWait();", "--stall-timeout 500ms");

    assertFails(outcome, 22, "no block of vertices was finished for 0.5s");
    assertThat(outcome.err()).contains("in user.Idles.run(Idles.java:");
    assertThat(threadDump(outcome)).contains("user.Idles.run");
  }

  @Test
  void timeIsKeptForAllStagesOfAProgramTogether() throws Exception {
    Outcome outcome =
        staged(
            "Repeats",
            "while (true) stages.run(stages.graph(), new pregel.algorithms.components.ConnectedComponents("
                + "Parameters.of()));",
            "--timeout 500ms");

    assertFails(outcome, 22, "was running when the limit of 500 ms ended");
  }

  @Test
  void aProgramOfStagesThatFailsByAnErrorFailsAsAProgram() throws Exception {
    assertFails(
        staged("Odd", "throw new AssertionError(\"odd\");", ""),
        20,
        "user.Odd: before superstep 0: java.lang.AssertionError: odd");
  }

  private Outcome staged(String name, String run, String options)
      throws IOException, InterruptedException {
    UserCode.in(directory)
        .compile(
            name,
            """
            package user;
            import pregel.api.*;
            public class %s implements StagedProgram {
              @Override public void open(Schema result) {}
              @Override public void run(Stages stages) { %s }
            }
            """
                .formatted(name, run));
    return started(name, options).await();
  }

  @Test
  void aProgramThatExitsFailsAsAProgram() throws Exception {
    Outcome outcome = run("Exits", "", "System.exit(0);");

    assertFails(outcome, 20, "user.Exits: ended the process in user.Exits.compute(Exits.java:");
  }

  @Test
  void aProgramThatHaltsTheProcessFailsAsAProgram() throws Exception {
    Outcome outcome =
        run("Halts", "static final long WIDE = 5L;", "Runtime.getRuntime().halt((int) WIDE - 5);");
    assertFails(outcome, 20, "user.Halts: ended the process in user.Halts.compute(Halts.java:");

    Outcome reference =
        run(
            "Refers",
            "",
            "java.util.function.IntConsumer halt = Runtime.getRuntime()::halt; halt.accept(0);");
    assertFails(reference, 20, "user.Refers: ended the process in user.Refers");
  }

  @Test
  void aProgramThatExitsFromAThreadOfItsOwnOrBeforeTheJobFailsToo() throws Exception {
    Outcome thread =
        run(
            "Spawns",
            "",
            """
            new Thread(() -> Runtime.getRuntime().exit(7)).start();
            while (true) Thread.onSpinWait();
            """);
    assertFails(thread, 20, "user.Spawns: ended the process in user.Spawns.lambda$compute");

    Outcome early = run("Rash", "public Rash() { System.exit(0); }", "");
    assertFails(early, 20, "user.Rash: ended the process in user.Rash.<init>");
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void aSignalEndsAsEverAndLeavesNothing(String signal, int exitCode) throws Exception {
    Pregel pregel =
        start(
            "Waits", "", "System.err.println(\"waiting\"); while (true) Thread.onSpinWait();", "");
    while (!Files.readString(directory.resolve("stderr")).contains("waiting")) {
      Thread.onSpinWait();
    }
    boolean heard = pregel.hears(signal);
    pregel.signal(heard ? signal : "KILL");

    Outcome outcome = pregel.await();

    assumeTrue(heard, "whoever started the tests ignores SIG" + signal + ", so all processes do");
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
    assertThat(outcome.err()).doesNotContain("pregel:");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("graph.txt", "src", "classes", "stdout", "stderr");
    }
  }

  private Outcome run(String name, String members, String compute, String... options)
      throws IOException, InterruptedException {
    return start(name, members, compute, String.join(" ", options)).await();
  }

  private Pregel start(String name, String members, String compute, String options)
      throws IOException {
    UserCode.in(directory).program(name, members, compute);
    return started(name, options);
  }

  private Pregel started(String name, String options) throws IOException {
    String command =
        "run user." + name + " --classpath classes -i graph.txt -o out.csv --stats stats.json";
    return Pregel.start(directory, "64m", options.isEmpty() ? command : command + " " + options);
  }

  private static String threadDump(Outcome outcome) throws IOException {
    Matcher named = Pattern.compile("see (\\S+\\.txt),").matcher(outcome.err());
    assertThat(named.find()).as(outcome.err()).isTrue();
    Path file = Path.of(named.group(1));
    String dump = Files.readString(file);
    Files.delete(file);
    return dump;
  }

  private static void assertFails(Outcome outcome, int exitCode, String message) {
    assertThat(outcome.err()).contains(message).startsWith("pregel: ").hasLineCount(1);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
  }
}
