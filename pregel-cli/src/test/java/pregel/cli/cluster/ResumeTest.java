package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;
import pregel.core.crash.CrashPoints;

/** Jobs that were interrupted go on from their checkpoints, by another run. */
@Timeout(180)
class ResumeTest {
  private static final String JOB = "run pagerank -p iterations=8 -i @graph.txt --partitions 8 ";
  private static final String KEPT = "--checkpoint-dir @checkpoints ";

  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void aGraph() {
    session = new Session(directory);
    session.run("generate rmat --scale 9 --edge-factor 6 -o @graph.txt");
  }

  private List<String> files(String name) throws IOException {
    Path path = directory.resolve(name);
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /**
   * A run in a process of its own, which is killed while a superstep of the job is held, once two
   * checkpoints are there, of which the newer is of the superstep before.
   */
  private void interrupt(String command, int superstep) throws Exception {
    Path held = directory.resolve("held");
    List<String> hold =
        List.of(
            "-D" + CrashPoints.HOLD_PROPERTY + "=master.superstep@superstep=" + superstep,
            "-D" + CrashPoints.HOLD_FILE_PROPERTY + "=" + held);
    String whole = command.replace("@", directory + "/");
    try (ClusterProcess run = ClusterProcess.start(directory, "interrupted", hold, whole)) {
      for (int look = 0; look < 3000 && !Files.exists(held); look++) {
        assertThat(run.isAlive()).as(run.said()).isTrue();
        Thread.sleep(20);
      }
      for (int look = 0; look < 3000 && !areKept(superstep - 1); look++) {
        Thread.sleep(20); // they are written in the background
      }
      run.kill();
      assertThat(run.said()).contains("job web, by which --resume goes on");
    }
    Files.delete(held);
  }

  private boolean areKept(int newest) throws IOException {
    List<String> kept = files("checkpoints/web/manifests");
    return kept.size() == 2 && kept.stream().anyMatch(name -> name.contains("-" + newest + "-"));
  }

  @Test
  void aRunThatWasKilledGoesOnAndTheBytesAreTheSame() throws Exception {
    session.run(JOB + "-o @one.csv");
    String run = JOB + "--workers 2 -o @two.csv " + KEPT;
    interrupt(run + "--checkpoint-every 2 --job web", 7);
    assertThat(files("checkpoints/web/manifests")).as("two are kept").hasSize(2);
    assertThat(directory.resolve("two.csv")).doesNotExist();

    Outcome other = session.run(run.replace("iterations=8", "iterations=9") + "--resume web");
    assertThat(other.exitCode()).isEqualTo(FailureKind.USAGE.exitCode());
    assertThat(other.err())
        .contains("are of parameters {iterations=8}, not of parameters {iterations=9}");

    Outcome on =
        session.run(run.replace("--workers 2", "--workers 3 --stats @s.json") + "--resume web");
    assertThat(on.exitCode()).as(on.err()).isZero();
    assertThat(on.err()).contains("goes on from the checkpoint of superstep 6");
    assertThat(session.text("two.csv")).isEqualTo(session.text("one.csv"));
    assertThat(files("checkpoints")).as("what has succeeded needs none").isEmpty();
    JsonNode stats = new ObjectMapper().readTree(session.text("s.json"));
    assertThat(stats.get("supersteps").asInt()).isEqualTo(9);
    assertThat(stats.get("trace").get(0).get("superstep").asInt()).isEqualTo(6);

    Outcome gone = session.run(run + "--overwrite --resume web");
    assertThat(gone.exitCode()).isEqualTo(FailureKind.NO_CHECKPOINT.exitCode());
    assertThat(gone.err()).contains("no usable checkpoint of job web in --checkpoint-dir");
    assertThat(files("checkpoints")).isEmpty();
  }

  @Test
  void aSignalBeforeTheFirstCheckpointLeavesNothing() throws Exception {
    Path held = directory.resolve("held");
    List<String> hold =
        List.of(
            "-D" + CrashPoints.HOLD_PROPERTY + "=worker.superstep@superstep=1,worker=0",
            "-D" + CrashPoints.HOLD_FILE_PROPERTY + "=" + held);
    String run = JOB + "--workers 2 -o @two.csv --checkpoint-every 4 --job web " + KEPT;
    String whole = run.replace("@", directory + "/");
    try (ClusterProcess signalled = ClusterProcess.start(directory, "run", hold, whole)) {
      for (int look = 0; look < 3000 && !Files.exists(held); look++) {
        assertThat(signalled.isAlive()).as(signalled.said()).isTrue();
        Thread.sleep(20);
      }
      signalled.terminate();
      assertThat(signalled.exitCode()).as(signalled.said()).isEqualTo(143);
      assertThat(signalled.said()).doesNotContain("is over", "pregel: ");
    }
    Files.delete(held);
    assertThat(files("checkpoints")).isEmpty();
    assertThat(files(".")).allMatch(name -> !name.startsWith("."));
    assertThat(directory.resolve("two.csv")).doesNotExist();
  }

  @Test
  void aDamagedCheckpointCostsTheStepsSinceTheOneBefore() throws Exception {
    session.run(JOB + "-o @one.csv");
    String run = JOB + "--workers 1 -o @two.csv " + KEPT;
    interrupt(run + "--checkpoint-every 2 --job web", 7);
    for (String part : files("checkpoints/web/parts")) {
      if (part.contains("-6-") || part.contains("-0000000006-")) {
        Path file = directory.resolve("checkpoints/web/parts").resolve(part);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
    Outcome on = session.run(run + "--resume web");
    assertThat(on.exitCode()).as(on.err()).isZero();
    assertThat(on.err()).contains("goes on from the checkpoint of superstep 6", "of superstep 4");
    assertThat(session.text("two.csv")).isEqualTo(session.text("one.csv"));
  }

  @Test
  void anotherRunOfTheNameBeginsAnew() throws Exception {
    String run = JOB + "--workers 1 -o @two.csv " + KEPT + "--checkpoint-every 2 --job web";
    interrupt(run, 5);
    Outcome anew = session.run(run);
    assertThat(anew.exitCode()).as(anew.err()).isZero();
    assertThat(anew.err()).doesNotContain("goes on from the checkpoint");
  }

  @Test
  void aJobThatFailsKeepsItsCheckpoints() throws Exception {
    String run = JOB + "--workers 1 -o @two.csv " + KEPT + "--checkpoint-every 2 ";
    String broken = run.replace("pagerank -p iterations=8", "pregel.cli.cluster.Exiting");
    Outcome early = session.run(broken + "--job web");
    assertThat(early.exitCode()).as(early.err()).isEqualTo(FailureKind.USER_PROGRAM.exitCode());
    assertThat(files("checkpoints")).as("none was taken yet").isEmpty();

    Outcome late = session.run(broken.replace("Exiting", "Throwing") + "--job web");
    assertThat(late.exitCode()).as(late.err()).isEqualTo(FailureKind.USER_PROGRAM.exitCode());
    assertThat(late.err()).contains("its checkpoints are kept, --resume web goes on from them");
    assertThat(files("checkpoints/web/manifests")).hasSize(2);
    Outcome again = session.run(broken.replace("Exiting", "Throwing") + "--resume web");
    assertThat(again.exitCode()).as(again.err()).isEqualTo(FailureKind.USER_PROGRAM.exitCode());
    // That of superstep 4 was written before that of 6 was begun, which may have been given up.
    assertThat(again.err()).containsPattern("goes on from the checkpoint of superstep [46]");
    assertThat(files("checkpoints/web/manifests")).hasSize(2);
  }
}
