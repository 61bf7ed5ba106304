package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import pregel.api.FailureKind;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;
import pregel.core.crash.CrashPoints;

/**
 * Real processes, each of which dies by signal 9 at a chosen place of a job: the bytes are those of
 * one process that nothing happens to, and nothing is left. Whoever is to die is held there until
 * it is dead, so no kill can come too late.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterKillsTest {
  private static final String GRAPH = " -i @graph.txt --partitions 8 ";
  private static final String PAGERANK = "run pagerank -p iterations=6" + GRAPH;
  private static final String REWIRING = "run pregel.cli.cluster.Rewiring" + GRAPH;
  private static final String CHECKPOINTS = "--checkpoint-every 2 --checkpoint-dir @checkpoints ";
  private static final int KILLED = 137;
  private static final int ASKED = 143;

  @TempDir static Path directory;
  private Session session;
  private ClusterProcess zooKeeper;
  private String hosts;
  private int clusters;

  @BeforeAll
  void aGraphAndWhatIsExpected() throws Exception {
    session = new Session(directory);
    session.file("secret", HeldCluster.SECRET + "\n");
    session.run("generate rmat --scale 10 --edge-factor 6 -o @graph.txt");
    assertThat(session.run(PAGERANK + "-o @expected.csv").exitCode()).isZero();
    assertThat(session.run(REWIRING + "-o @rewired.csv").exitCode()).isZero();
    startZooKeeper(0);
    hosts = zooKeeper.said().strip().substring("zookeeper at ".length());
  }

  private void startZooKeeper(int port) throws Exception {
    zooKeeper =
        ClusterProcess.start(
            directory,
            "zookeeper",
            List.of(),
            "zookeeper --data " + directory.resolve("zk") + " --port " + port + " --tick 500ms");
    zooKeeper.awaitSaying("zookeeper at ");
  }

  @AfterAll
  void end() throws Exception {
    zooKeeper.close();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
        .as("only ZooKeeper is left")
        .hasSize(1);
  }

  private HeldCluster cluster() {
    return cluster("4s");
  }

  private HeldCluster cluster(String sessionTimeout) {
    return new HeldCluster(directory, hosts, "/kills-" + clusters++, sessionTimeout);
  }

  /** Starts a master that stands by, once the one called victim leads. */
  private static ClusterProcess standby(HeldCluster cluster, String options) throws Exception {
    cluster.get("victim").awaitSaying("master victim leads, epoch 1");
    ClusterProcess standby = cluster.start("master" + options, "standby", List.of());
    standby.awaitSaying("master standby");
    return standby;
  }

  /** Starts a worker that is left over by a job for which the others, who come first, suffice. */
  private static ClusterProcess spare(HeldCluster cluster, String... others) throws Exception {
    for (String worker : others) {
      cluster.get(worker).awaitSaying("worker " + worker + " at ");
    }
    return cluster.start("worker", "z-spare", List.of());
  }

  private static String options(boolean checkpoints) {
    return checkpoints ? CHECKPOINTS : "";
  }

  private void requireSame(HeldCluster cluster, Outcome run) throws Exception {
    requireSame(cluster, run, "expected.csv");
  }

  private void requireSame(HeldCluster cluster, Outcome run, String expected) throws Exception {
    assertThat(run.exitCode()).as("%s%n%s", run.err(), cluster.said()).isZero();
    assertThat(session.text("out.csv")).isEqualTo(session.text(expected));
    assertThat(cluster.leftovers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "worker.superstep@superstep=0, false, -1",
    "checkpoint.partWritten@superstep=4, true, 2",
    "worker.write, true, 4",
  })
  void aWorker(String point, boolean checkpoints, int goesOnFrom) throws Exception {
    aWorker(PAGERANK, "expected.csv", point, checkpoints, goesOnFrom);
  }

  /** What its vertices had asked for is asked again, by those who have them then. */
  @ParameterizedTest
  @CsvSource({
    "worker.superstep@superstep=3, false, -1",
    "worker.beforeReport@superstep=3, true, 2",
    "worker.superstep@superstep=4, true, 4",
    "worker.write, true, 4",
  })
  void aWorkerWhoseProgramChangesTheGraph(String point, boolean checkpoints, int goesOnFrom)
      throws Exception {
    aWorker(REWIRING, "rewired.csv", point, checkpoints, goesOnFrom);
  }

  private void aWorker(
      String job, String expected, String point, boolean checkpoints, int goesOnFrom)
      throws Exception {
    try (HeldCluster cluster = cluster()) {
      ClusterProcess master = cluster.start("master", "m1", List.of());
      cluster.start("worker", "w1", List.of());
      cluster.start("worker", "w2", List.of());
      ClusterProcess victim = cluster.start("worker", "victim", cluster.holdAt(point));
      cluster.runUntilHeld(
          job + options(checkpoints) + "--workers 3 --overwrite -o @out.csv --job killed");
      if (goesOnFrom > 0) {
        cluster.awaitCheckpoint("killed", goesOnFrom);
      }
      cluster.requireRunning();
      victim.kill();
      cluster.requireRunning();
      requireSame(cluster, cluster.end(), expected);
      assertThat(victim.exitCode()).isEqualTo(KILLED);
      assertThat(master.said()).contains("attempt 1 is over at superstep");
      if (goesOnFrom < 0) {
        assertThat(master.said()).doesNotContain("goes on from the checkpoint");
      } else {
        // Or from that of the last superstep, which may be given up at its end.
        assertThat(master.said())
            .containsPattern("goes on from the checkpoint of superstep [6" + goesOnFrom + "]");
      }
      assertThat(cluster.leave()).containsExactly(ASKED, ASKED, ASKED, KILLED);
    }
  }

  /**
   * What is sent is kept, and a worker is free: it executes the lost one's part of the supersteps
   * before, and the others nothing twice.
   */
  @ParameterizedTest
  @CsvSource({
    "worker.superstep@superstep=3, false, 0, 3",
    "worker.computed@superstep=5, true, 4, 5",
    "worker.beforeReport@superstep=4, true, 4, 4",
  })
  void aWorkerWhosePlaceAnotherTakes(String point, boolean checkpoints, int from, int waiting)
      throws Exception {
    aWorkerWhosePlaceAnotherTakes(
        PAGERANK + options(checkpoints), "expected.csv", point, from, waiting);
  }

  /** Who waits for a worker in a lost one's place is not where another master would look for it. */
  @Test
  void theLeadingMasterWhileALostPartIsComputedAgain() throws Exception {
    try (HeldCluster cluster = cluster()) {
      ClusterProcess victim =
          cluster.start("master", "victim", cluster.holdAt("master.repeat@superstep=1"));
      cluster.start("worker", "w1", List.of());
      cluster.start("worker", "w2", dieAt("worker.superstep@superstep=3"));
      spare(cluster, "w1", "w2");
      ClusterProcess standby = standby(cluster, "");
      cluster.runUntilHeld(
          PAGERANK + "--workers 2 --recovery-log 100m --overwrite -o @out.csv --job killed");
      assertThat(victim.said()).contains("z-spare takes the place of w2 from superstep 0 on");
      victim.kill();
      requireSame(cluster, cluster.end());
      assertThat(standby.said())
          .contains("attempt 2 cannot go on: worker 0 was not told to load")
          .doesNotContain("is over");
      assertThat(cluster.leave()).containsExactly(KILLED, ASKED, KILLED, ASKED, ASKED);
    }
  }

  /** Names are agreed on while loading, and messages travel to ids. */
  @Test
  void aWorkerWithNamesWhosePlaceAnotherTakes() throws Exception {
    String job = "run cdlp -p iterations=6 --ids string --undirected --threads 2" + GRAPH;
    assertThat(session.run(job + "-o @named.csv --overwrite").exitCode()).isZero();
    aWorkerWhosePlaceAnotherTakes(job, "named.csv", "worker.computed@superstep=4", 0, 4);
  }

  private void aWorkerWhosePlaceAnotherTakes(
      String job, String expected, String point, int from, int waiting) throws Exception {
    try (HeldCluster cluster = cluster()) {
      ClusterProcess master = cluster.start("master --metrics-port 0", "m1", List.of());
      cluster.start("worker", "w1", List.of());
      ClusterProcess victim = cluster.start("worker", "victim", cluster.holdAt(point));
      cluster.start("worker", "w2", List.of());
      ClusterProcess spare = spare(cluster, "w1", "victim", "w2");
      cluster.runUntilHeld(
          job + "--workers 3 --recovery-log 100m --overwrite -o @out.csv --job killed");
      if (from > 0) {
        cluster.awaitCheckpoint("killed", from);
      }
      cluster.requireRunning();
      victim.kill();
      requireSame(cluster, cluster.end(), expected);
      assertThat(master.said())
          .contains("attempt 1 is over at superstep")
          .contains("z-spare takes the place of victim")
          .containsPattern(
              "from superstep " + from + " on, the others wait for it at superstep " + waiting)
          .doesNotContain("attempt 2 is over");
      assertThat(ClusterCommandsTest.figures(master))
          .contains("\npregel_master_attempts_confined_total 1.0\n");
      assertThat(spare.said()).doesNotContain("goes on with the share that is here");
      assertThat(cluster.get("w1").said()).contains("goes on with the share that is here");
      assertThat(cluster.leave()).containsExactly(ASKED, ASKED, KILLED, ASKED, ASKED);
    }
  }

  /** With checkpoints and without, at its beginning and at its end, in each superstep. */
  static Stream<Arguments> ofAWorker() {
    Stream.Builder<Arguments> all = Stream.builder();
    for (int superstep = 0; superstep <= 6; superstep++) {
      for (String where : List.of("worker.superstep", "worker.computed", "worker.beforeReport")) {
        String point = where + "@superstep=" + superstep;
        all.add(Arguments.of(point, false, -1));
        if (superstep % 2 == 1) {
          all.add(Arguments.of(point, true, superstep == 1 ? -1 : superstep - 1));
        }
      }
    }
    return all.build();
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("ofAWorker")
  void aWorkerAtAnySuperstep(String point, boolean checkpoints, int goesOnFrom) throws Exception {
    aWorker(point, checkpoints, goesOnFrom);
  }

  /** Before, while and after it tells a verdict, of each superstep. */
  static Stream<Arguments> ofTheLeadingMaster() {
    Stream.Builder<Arguments> all = Stream.builder();
    for (int superstep = 0; superstep <= 6; superstep++) {
      String at = "@superstep=" + superstep;
      all.add(Arguments.of("master.superstep" + at, false, at(superstep - 1)));
      String either = "(" + at(superstep - 1) + "|" + at(superstep) + "),";
      all.add(Arguments.of("master.toldSuperstep" + at, false, either));
      all.add(Arguments.of("master.reports" + at, false, at(superstep)));
    }
    return all.build();
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("ofTheLeadingMaster")
  void theLeadingMasterAtAnySuperstep(String point, boolean checkpoints, String says)
      throws Exception {
    theLeadingMaster(point, checkpoints, says);
  }

  private static String at(int superstep) {
    return superstep < 0 ? "goes on with loading" : "goes on at superstep " + superstep;
  }

  /**
   * Before a verdict, while it is told, and after; and while it commits. What was told last may
   * have been on its way; and checkpoints are written and committed while supersteps run.
   */
  @ParameterizedTest
  @CsvSource({
    "master.superstep@superstep=0, false, goes on with loading",
    "master.reports@superstep=3, false, goes on at superstep 3",
    "master.toldCheckpoint@superstep=4, true, goes on at superstep 3",
    "checkpoint.beforeManifest@superstep=4, true, goes on at superstep [3-7]",
    "checkpoint.afterManifest@superstep=4, true, goes on at superstep [3-7]",
    "master.toldWrite, true, goes on at superstep [67]",
    "master.committing, false, goes on at superstep 7",
    "output.beforeRename, false, a commit that had begun was finished",
    "output.committed, true, a commit that had begun was finished",
  })
  void theLeadingMaster(String point, boolean checkpoints, String says) throws Exception {
    try (HeldCluster cluster = cluster()) {
      ClusterProcess victim = cluster.start("master", "victim", cluster.holdAt(point));
      cluster.start("worker", "w1", List.of());
      cluster.start("worker", "w2", List.of());
      ClusterProcess standby = standby(cluster, "");
      cluster.runUntilHeld(
          PAGERANK + options(checkpoints) + "--workers 2 --overwrite -o @out.csv --job killed");
      cluster.requireRunning();
      victim.kill();
      requireSame(cluster, cluster.end());
      assertThat(victim.exitCode()).isEqualTo(KILLED);
      requireSameAttempt(cluster, standby, says);
      assertThat(cluster.leave()).containsExactly(KILLED, ASKED, ASKED, ASKED);
    }
  }

  /**
   * The parts of what the first had ordered are nobody's: the next superstep but one has its own.
   */
  @Test
  void theLeadingMasterWithACheckpointThatTheNextMakesUpFor() throws Exception {
    try (HeldCluster cluster = cluster()) {
      ClusterProcess victim =
          cluster.start("master", "victim", cluster.holdAt("master.toldCheckpoint@superstep=3"));
      cluster.start("worker", "w1", List.of());
      cluster.start("worker", "w2", List.of());
      ClusterProcess standby = standby(cluster, " --metrics-port 0");
      cluster.runUntilHeld(
          PAGERANK
              + options(true).replace("-every 2", "-every 3")
              + "--workers 2 --overwrite -o @out.csv --job killed");
      victim.kill();
      requireSame(cluster, cluster.end());
      requireSameAttempt(cluster, standby, "goes on at superstep 2");
      // That of superstep 6 waits for it.
      assertThat(standby.said()).contains("checkpoint of superstep 4 is there");
      assertThat(ClusterCommandsTest.figures(standby))
          .contains("\npregel_master_takeovers_total 1.0\n");
      assertThat(cluster.leave()).containsExactly(KILLED, ASKED, ASKED, ASKED);
    }
  }

  /** One of two workers has the verdict, and waits for the other, who has not. */
  @Test
  void theLeadingMasterBetweenTwoWorkersWhoAreTold() throws Exception {
    Path told = directory.resolve("told");
    List<String> holdWhenTold =
        List.of(
            "-D" + CrashPoints.HOLD_PROPERTY + "=worker.superstep@superstep=3",
            "-D" + CrashPoints.HOLD_FILE_PROPERTY + "=" + told);
    try (HeldCluster cluster = cluster()) {
      ClusterProcess victim =
          cluster.start("master", "victim", cluster.holdAt("master.toldSuperstep@superstep=3"));
      cluster.start("worker", "w1", holdWhenTold);
      cluster.start("worker", "w2", List.of());
      ClusterProcess standby = standby(cluster, "");
      cluster.runUntilHeld(PAGERANK + "--workers 2 --overwrite -o @out.csv --job killed");
      while (!Files.exists(told)) {
        cluster.requireRunning();
        Thread.sleep(20);
      }
      victim.kill();
      Files.delete(told);
      requireSame(cluster, cluster.end());
      requireSameAttempt(cluster, standby, "goes on at superstep 3");
      assertThat(cluster.leave()).containsExactly(KILLED, ASKED, ASKED, ASKED);
    }
  }

  @Test
  void theOnlyMasterAndAnotherIsStartedLater() throws Exception {
    try (HeldCluster cluster = cluster()) {
      ClusterProcess victim =
          cluster.start("master", "victim", cluster.holdAt("master.reports@superstep=3"));
      cluster.start("worker", "w1", List.of());
      cluster.start("worker", "w2", List.of());
      cluster.runUntilHeld(PAGERANK + "--workers 2 --overwrite -o @out.csv --job killed");
      victim.kill();
      cluster.requireRunning();
      ClusterProcess standby = cluster.start("master", "standby", List.of());
      requireSame(cluster, cluster.end());
      requireSameAttempt(cluster, standby, "goes on at superstep 3");
      assertThat(cluster.leave()).containsExactly(KILLED, ASKED, ASKED, ASKED);
    }
  }

  @Test
  void theLeadingMasterAndAWorkerWithIt() throws Exception {
    try (HeldCluster cluster = cluster()) {
      ClusterProcess victim =
          cluster.start("master", "victim", cluster.holdAt("master.reports@superstep=5"));
      cluster.start("worker", "w1", List.of());
      ClusterProcess other = cluster.start("worker", "w2", List.of());
      ClusterProcess standby = standby(cluster, "");
      cluster.runUntilHeld(
          PAGERANK + options(true) + "--workers 2 --overwrite -o @out.csv --job killed");
      cluster.awaitCheckpoint("killed", 4);
      victim.kill();
      other.kill();
      cluster.requireRunning();
      requireSame(cluster, cluster.end());
      assertThat(standby.said())
          .contains("attempt 1 cannot go on: 1 of its 2 workers are there")
          .contains("goes on from the checkpoint of superstep 4");
      assertThat(cluster.leave()).containsExactly(KILLED, ASKED, KILLED, ASKED);
    }
  }

  private static List<String> dieAt(String point) {
    return List.of("-D" + CrashPoints.PROPERTY + "=" + point);
  }

  @ParameterizedTest
  @CsvSource({
    // Two at once; and one again while the others recover.
    "worker.superstep@superstep=3, 'worker.superstep@superstep=3', 2",
    "'worker.superstep@superstep=3,attempt=1', 'worker.load@attempt=2', 3",
    "'worker.beforeReport@superstep=3,attempt=1', 'worker.superstep@superstep=2,attempt=2', 3",
  })
  void twoWorkersOfThree(String one, String other, int attempts) throws Exception {
    try (HeldCluster cluster = cluster()) {
      ClusterProcess master = cluster.start("master", "m1", List.of());
      cluster.start("worker", "w1", cluster.holdAt("worker.superstep@superstep=0"));
      ClusterProcess first = cluster.start("worker", "w2", dieAt(one));
      ClusterProcess second = cluster.start("worker", "w3", dieAt(other));
      cluster.runUntilHeld(
          PAGERANK + options(true) + "--workers 3 --overwrite -o @out.csv --job killed");
      cluster.letGo();
      requireSame(cluster, cluster.end());
      assertThat(first.exitCode()).isEqualTo(KILLED);
      assertThat(second.exitCode()).isEqualTo(KILLED);
      assertThat(master.said())
          .contains("attempt " + (attempts - 1) + " is over")
          .doesNotContain("attempt " + attempts + " is over");
      assertThat(cluster.leave()).containsExactly(ASKED, ASKED, KILLED, KILLED);
    }
  }

  @Tag("full")
  @Test
  void allWorkersEndTheJobWhenNobodyComesInTheirPlace() throws Exception {
    try (HeldCluster cluster = cluster()) {
      cluster.start("master", "m1", List.of());
      cluster.start("worker", "w1", cluster.holdAt("worker.superstep@superstep=3"));
      cluster.runUntilHeld(PAGERANK + "--workers 1 -o @none.csv --job killed");
      cluster.get("w1").kill();
      Outcome run = cluster.end();
      assertThat(run.exitCode()).as(run.err()).isEqualTo(FailureKind.RECOVERY_SPENT.exitCode());
      assertThat(run.err()).contains("0 of 1 workers are there after 60 s; start more");
      assertThat(directory.resolve("none.csv")).doesNotExist();
      assertThat(cluster.leave()).containsExactly(ASKED, KILLED);
      assertThat(cluster.leftovers()).isEmpty();
    }
  }

  /** The workers go on with what they do, and tell it to whoever asks. */
  @ParameterizedTest
  @CsvSource({
    "worker.load, false, goes on with loading",
    "worker.computed@superstep=3, false, goes on at superstep 3",
    "checkpoint.partWritten@superstep=4, true, goes on at superstep [3-7]",
    "worker.write, true, goes on at superstep 7",
  })
  void theLeadingMasterWhileAWorkerIsBusy(String point, boolean checkpoints, String says)
      throws Exception {
    try (HeldCluster cluster = cluster()) {
      ClusterProcess victim = cluster.start("master", "victim", List.of());
      cluster.start("worker", "w1", cluster.holdAt(point));
      cluster.start("worker", "w2", List.of());
      ClusterProcess standby = standby(cluster, "");
      cluster.runUntilHeld(
          PAGERANK + options(checkpoints) + "--workers 2 --overwrite -o @out.csv --job killed");
      victim.kill();
      standby.awaitSaying("attempt 1 goes on");
      cluster.requireRunning();
      cluster.letGo();
      requireSame(cluster, cluster.end());
      requireSameAttempt(cluster, standby, says);
      assertThat(cluster.leave()).containsExactly(KILLED, ASKED, ASKED, ASKED);
    }
  }

  private static void requireSameAttempt(HeldCluster cluster, ClusterProcess standby, String says)
      throws Exception {
    assertThat(standby.said())
        .contains("master standby leads, epoch 2")
        .containsPattern(says)
        .doesNotContain("goes on from the checkpoint", "is over", "cannot go on");
    assertThat(new Session(directory).run("status killed" + cluster.client()).out())
        .contains("succeeded")
        .contains("attempt 1");
  }

  @ParameterizedTest
  @CsvSource({
    "worker.superstep@superstep=3, true",
    "worker.write, false",
  })
  void zooKeeperWhichComesBackWithItsData(String point, boolean checkpoints) throws Exception {
    try (HeldCluster cluster = cluster("5s")) {
      ClusterProcess master = cluster.start("master", "m1", List.of());
      cluster.start("worker", "w1", cluster.holdAt(point));
      cluster.start("worker", "w2", List.of());
      cluster.runUntilHeld(
          PAGERANK + options(checkpoints) + "--workers 2 --overwrite -o @out.csv --job paused");
      cluster.requireRunning();
      zooKeeper.kill();
      cluster.letGo();
      startZooKeeper(Integer.parseInt(hosts.substring(hosts.indexOf(':') + 1)));
      requireSame(cluster, cluster.end());
      // A pause, and no attempt lost.
      assertThat(master.said()).doesNotContain("is over").contains("epoch 1");
      assertThat(cluster.leave()).containsExactly(ASKED, ASKED, ASKED);
    }
  }

  /** Whatever it is that ended, its job is nobody's but the next master's. */
  @Test
  void zooKeeperForGoodEndsTheMasterAndAnotherOneGoesOn() throws Exception {
    int port = Integer.parseInt(hosts.substring(hosts.indexOf(':') + 1));
    boolean back = false;
    try (HeldCluster cluster = cluster()) {
      cluster.start("master", "m1", List.of());
      cluster.start("worker", "w1", cluster.holdAt("worker.superstep@superstep=3"));
      cluster.runUntilHeld(PAGERANK + "--workers 1 --overwrite -o @out.csv --job lost");
      long began = System.nanoTime();
      zooKeeper.kill();
      cluster.letGo();
      Outcome run = cluster.end();
      assertThat(run.exitCode()).as(run.err()).isEqualTo(FailureKind.COORDINATION_LOST.exitCode());
      assertThat(cluster.get("m1").exitCode())
          .as(cluster.said())
          .isEqualTo(FailureKind.COORDINATION_LOST.exitCode());
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
      startZooKeeper(port);
      back = true;
      cluster.start("master", "m2", List.of());
      cluster.start("worker", "w2", List.of());
      Session client = new Session(directory);
      String state = "";
      for (int look = 0; look < 100 && !state.contains("succeeded"); look++) {
        Thread.sleep(200);
        state = client.run("status lost" + cluster.client()).out();
      }
      assertThat(state).as(cluster.said()).contains("succeeded");
      assertThat(session.text("out.csv")).isEqualTo(session.text("expected.csv"));
      assertThat(cluster.leftovers()).isEmpty();
      assertThat(cluster.get("w1").exitCode()).isEqualTo(FailureKind.FENCED.exitCode());
    } finally {
      if (!back) {
        startZooKeeper(port);
      }
    }
  }
}
