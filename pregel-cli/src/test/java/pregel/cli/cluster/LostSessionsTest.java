package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pregel.api.FailureKind;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;
import pregel.core.coordination.zookeeper.CutLink;
import pregel.core.coordination.zookeeper.EmbeddedZooKeeper;
import pregel.core.coordination.zookeeper.SecondClient;

/**
 * Real processes that sleep, or whose sessions with ZooKeeper end while they and their links live:
 * they are fenced, and the bytes are those of a run that nothing happens to.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostSessionsTest {
  private static final String PAGERANK =
      "run pagerank -p iterations=6 -i @graph.txt --partitions 8 --overwrite -o @out.csv --job j ";
  private static final String IN_SUPERSTEP = "worker.superstep@superstep=3";
  private static final long NAP_MILLIS = 1500;

  @TempDir static Path directory;
  private Session session;
  private EmbeddedZooKeeper zooKeeper;
  private int clusters;

  @BeforeAll
  void aGraphAndWhatIsExpected() throws Exception {
    session = new Session(directory);
    session.file("secret", HeldCluster.SECRET + "\n");
    session.run("generate rmat --scale 10 --edge-factor 6 -o @graph.txt");
    assertThat(session.run(PAGERANK.replace("@out.csv --job j", "@expected.csv")).exitCode())
        .isZero();
    zooKeeper = EmbeddedZooKeeper.at(directory.resolve("zk"), 0);
  }

  @AfterAll
  void end() throws Exception {
    zooKeeper.close();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  private HeldCluster cluster(String sessionTimeout) {
    return new HeldCluster(directory, zooKeeper.hosts(), "/sessions-" + clusters++, sessionTimeout);
  }

  private void requireSame(HeldCluster cluster) throws Exception {
    Outcome run = cluster.end();
    assertThat(run.exitCode()).as("%s%n%s", run.err(), cluster.said()).isZero();
    requireOutput(cluster);
  }

  private void requireOutput(HeldCluster cluster) throws Exception {
    assertThat(session.text("out.csv")).isEqualTo(session.text("expected.csv"));
    assertThat(cluster.leftovers()).isEmpty();
  }

  private static void requireFenced(ClusterProcess process) throws Exception {
    assertThat(process.exitCode()).as(process.said()).isEqualTo(FailureKind.FENCED.exitCode());
  }

  @Test
  void aShortSleepCostsNothing() throws Exception {
    try (HeldCluster cluster = cluster("20s")) {
      ClusterProcess master = cluster.start("master", "m1", List.of());
      ClusterProcess sleeper = cluster.start("worker", "w1", cluster.holdAt(IN_SUPERSTEP));
      cluster.start("worker", "w2", List.of());
      cluster.runUntilHeld(PAGERANK + "--workers 2");
      sleeper.signal("STOP");
      cluster.letGo();
      Thread.sleep(NAP_MILLIS); // that the job waits for it is what is looked at
      cluster.requireRunning();
      sleeper.signal("CONT");
      requireSame(cluster);
      assertThat(master.said()).doesNotContain("is over");
    }
  }

  @Test
  void aWorkerThatSleepsThroughItsSessionWakesFenced() throws Exception {
    try (HeldCluster cluster = cluster("2s")) {
      ClusterProcess master = cluster.start("master", "m1", List.of());
      cluster.start("worker", "w1", List.of());
      ClusterProcess sleeper = cluster.start("worker", "sleeper", cluster.holdAt(IN_SUPERSTEP));
      cluster.runUntilHeld(PAGERANK + "--workers 2 --stall-timeout 30s");
      sleeper.signal("STOP");
      cluster.letGo();
      cluster.requireRunning();
      requireSame(cluster);
      assertThat(master.said()).contains("attempt 1 is over at superstep 2");
      sleeper.signal("CONT");
      requireFenced(sleeper);
      requireOutput(cluster);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"master.reports@superstep=3", "master.committing"})
  void aMasterThatSleepsThroughItsSessionWakesFenced(String point) throws Exception {
    try (HeldCluster cluster = cluster("2s")) {
      ClusterProcess sleeper = cluster.start("master", "sleeper", cluster.holdAt(point));
      cluster.start("worker", "w1", List.of());
      sleeper.awaitSaying("master sleeper leads, epoch 1");
      ClusterProcess standby = cluster.start("master", "standby", List.of());
      standby.awaitSaying("master standby");
      cluster.runUntilHeld(PAGERANK + "--workers 1");
      sleeper.signal("STOP");
      cluster.letGo();
      cluster.requireRunning();
      requireSame(cluster);
      assertThat(standby.said())
          .contains("master standby leads, epoch 2", "attempt 1 goes on at superstep ");
      sleeper.signal("CONT");
      requireFenced(sleeper);
      requireOutput(cluster);
    }
  }

  @Test
  void anotherMasterGoesOnWithTheAttemptOfOneWhoseSessionWasTaken() throws Exception {
    try (HeldCluster cluster = cluster("10s")) {
      ClusterProcess master = cluster.start("master", "m1", List.of());
      cluster.start("worker", "w1", cluster.holdAt(IN_SUPERSTEP));
      cluster.start("worker", "w2", List.of());
      master.awaitSaying("master m1 leads, epoch 1");
      ClusterProcess standby = cluster.start("master", "m2", List.of());
      standby.awaitSaying("master m2");
      cluster.runUntilHeld(PAGERANK + "--workers 2");
      expire(master);
      requireFenced(master);
      standby.awaitSaying("attempt 1 goes on at superstep 3, epoch 2");
      cluster.letGo();
      requireSame(cluster);
      assertThat(standby.said()).doesNotContain("is over");
    }
  }

  @Test
  void aWorkerWhoseSessionWasTakenGivesItsAttemptUp() throws Exception {
    try (HeldCluster cluster = cluster("10s")) {
      ClusterProcess master = cluster.start("master", "m1", List.of());
      ClusterProcess victim = cluster.start("worker", "w1", cluster.holdAt(IN_SUPERSTEP));
      cluster.start("worker", "w2", List.of());
      cluster.start("worker", "w3", List.of());
      cluster.runUntilHeld(PAGERANK + "--workers 3");
      expire(victim);
      requireFenced(victim);
      cluster.requireRunning();
      requireSame(cluster);
      assertThat(master.said()).contains("attempt 1 is over at superstep 2");
    }
  }

  /** By the number of its session, which it has logged. */
  private void expire(ClusterProcess process) throws Exception {
    String said = process.said();
    String number = said.substring(said.indexOf("session 0x") + "session 0x".length());
    SecondClient.expire(
        zooKeeper.hosts(), Long.parseUnsignedLong(number.split("[^0-9a-f]")[0], 16));
  }

  @Test
  void aWorkerThatReachesOthersButNotZooKeeperGivesItsAttemptUp() throws Exception {
    String[] server = zooKeeper.hosts().split(":");
    try (CutLink way = new CutLink(Integer.parseInt(server[1]));
        HeldCluster cluster = cluster("2s")) {
      ClusterProcess master = cluster.start("master", "m1", List.of());
      ClusterProcess victim = cluster.startThrough(way.hosts(), "w1", cluster.holdAt(IN_SUPERSTEP));
      cluster.start("worker", "w2", List.of());
      cluster.runUntilHeld(PAGERANK + "--workers 2");
      way.cut();
      master.awaitSaying("attempt 1 is over at superstep 2");
      way.heal();
      requireSame(cluster);
      requireFenced(victim);
    }
  }
}
