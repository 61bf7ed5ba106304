package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pregel.cli.cluster.FaultyProxy.Fault;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;
import pregel.core.coordination.zookeeper.EmbeddedZooKeeper;

/** Real processes, and between two workers a network on which frames are lost or spoilt. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkFaultsTest {
  private static final String PAGERANK =
      "run pagerank -p iterations=6 -i @graph.txt --partitions 8 ";

  @TempDir static Path directory;
  private Session session;
  private EmbeddedZooKeeper zooKeeper;
  private int clusters;

  @BeforeAll
  void aGraphAndWhatIsExpected() throws Exception {
    session = new Session(directory);
    session.file("secret", HeldCluster.SECRET + "\n");
    session.run("generate rmat --scale 10 --edge-factor 6 -o @graph.txt");
    assertThat(session.run(PAGERANK + "-o @expected.csv").exitCode()).isZero();
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

  /** What a job came to, and what its master said. */
  private record Disturbed(Outcome outcome, String master) {}

  /** Runs a job; from superstep 3 on something happens to the frames between its workers. */
  private Disturbed disturbed(Fault fault, boolean always) throws Exception {
    String output = "out-" + clusters + ".csv";
    try (HeldCluster cluster =
            new HeldCluster(directory, zooKeeper.hosts(), "/links-" + clusters++, "4s");
        FaultyProxy proxy = new FaultyProxy()) {
      ClusterProcess master = cluster.start("master", "m1", List.of());
      cluster.startBehind(proxy, "w1", cluster.holdAt("worker.superstep@superstep=3"));
      cluster.start("worker", "w2", List.of());
      cluster.runUntilHeld(PAGERANK + "--workers 2 -o @" + output + " --job disturbed");
      proxy.arm(fault, always);
      cluster.letGo();
      Outcome outcome = cluster.end();
      assertThat(proxy.fired()).as("frames that met the fault").isPositive();
      if (outcome.exitCode() == 0) {
        assertThat(session.text(output)).isEqualTo(session.text("expected.csv"));
      } else {
        assertThat(directory.resolve(output)).doesNotExist();
      }
      String said = master.said();
      assertThat(cluster.leave()).containsOnly(143);
      // A client may hear of a failure before the master has cleared away.
      assertThat(cluster.leftovers()).isEmpty();
      return new Disturbed(outcome, said);
    }
  }

  /** A cut is met by whoever reads first, as an end, or writes first, as a broken pipe. */
  @ParameterizedTest
  @CsvSource({
    "CUT, closed the connection|connection lost: ",
    "SILENCE, silent for PT10S",
    "ONE_WAY, silent for PT10S",
    "LOSE, frames were lost",
    "SWAP, frames were lost",
    "FLIP_A_BIT, checksum does not match",
    "TRUNCATE, closed the connection|connection lost: ",
    "GARBAGE, expected a frame",
  })
  void costsAnAttempt(Fault fault, String says) throws Exception {
    Disturbed run = disturbed(fault, false);
    assertThat(run.outcome().exitCode()).as("%s %s", run.outcome().err(), run.master()).isZero();
    assertThat(run.master())
        .containsPattern("attempt 1 is over at superstep 2: .*(" + says + ")")
        .doesNotContain("attempt 2 is over");
  }

  @ParameterizedTest
  @CsvSource({"DOUBLE, false", "DOUBLE, true", "SLOW, false"})
  void costsNothingButTime(Fault fault, boolean always) throws Exception {
    Disturbed run = disturbed(fault, always);
    assertThat(run.outcome().exitCode()).as("%s %s", run.outcome().err(), run.master()).isZero();
    assertThat(run.master()).doesNotContain("is over");
  }

  @ParameterizedTest
  @CsvSource({"CUT, 32", "FLIP_A_BIT, 40"})
  void failsTheJobIfItHappensAgainAndAgain(Fault fault, int exitCode) throws Exception {
    Disturbed run = disturbed(fault, true);
    assertThat(run.outcome().exitCode())
        .as("%s %s", run.outcome().err(), run.master())
        .isEqualTo(exitCode);
    assertThat(run.outcome().err()).contains("w1", "w2", "(attempt 4 of 4)");
  }
}
