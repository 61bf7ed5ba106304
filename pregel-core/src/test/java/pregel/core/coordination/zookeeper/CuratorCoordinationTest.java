package pregel.core.coordination.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import pregel.api.FailureKind;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationContract;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.FencedException;
import pregel.core.coordination.Heard;
import pregel.core.coordination.JobRecord;
import pregel.core.coordination.JobState;
import pregel.core.coordination.JobStatus;
import pregel.core.coordination.Leadership;
import pregel.core.coordination.SessionEvent;
import pregel.core.coordination.Tree;
import pregel.core.coordination.WorkerRecord;

class CuratorCoordinationTest extends CoordinationContract {
  private final EmbeddedZooKeeper server = EmbeddedZooKeeper.temporary(Duration.ofMillis(500));

  private CoordinationOptions options() {
    return CoordinationOptions.of(server.hosts(), ROOT)
        .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  @Override
  protected Tree connect() throws InterruptedException {
    return CuratorTree.connect(options());
  }

  /** A second client takes over the session, by its number and password, and closes it. */
  @Override
  protected void expire(Tree tree) throws Exception {
    ZooKeeper session = ((CuratorTree) tree).client();
    SecondClient.expire(server.hosts(), session.getSessionId(), session.getSessionPasswd());
  }

  @Override
  protected void pause() {
    server.stop();
  }

  @Override
  protected void resume() {
    server.start();
  }

  @Override
  protected void stop() {
    server.close();
  }

  @Test
  void aSessionIsLostWhenTheServerIsGoneForGood() throws Exception {
    Coordination coordination =
        open(
            CuratorTree.connect(
                options().withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1))));
    Heard<SessionEvent> session = new Heard<>();
    coordination.listen(session::changed);
    session.expect(SessionEvent.CONNECTED);
    coordination.submit(new JobRecord("j", 1, new byte[10]));
    server.stop();
    long from = System.nanoTime();
    assertThat(session.next()).isEqualTo(SessionEvent.SUSPENDED);
    assertThatThrownBy(() -> coordination.awaitEnd("j", Duration.ofSeconds(60)))
        .isInstanceOfSatisfying(
            CoordinationException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.COORDINATION_LOST))
        .hasMessageContaining("the session was lost while waiting for job j");
    assertThat(session.next()).isEqualTo(SessionEvent.LOST);
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
    // It comes back with a session that has nothing of the old one.
    server.start();
    assertThat(session.next()).isEqualTo(SessionEvent.CONNECTED);
    assertThat(coordination.jobs()).hasSize(1);
  }

  @Test
  void saysThatNothingAnswers() {
    server.stop();
    CoordinationOptions options =
        options().withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(300));
    assertThatThrownBy(() -> CuratorCoordination.connect(options))
        .isInstanceOfSatisfying(
            CoordinationException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.COORDINATION_LOST))
        .hasMessageContaining("no connection within 0.3 s; check that it runs");
  }

  @Test
  void refusesServersOfOtherMachinesWithoutCredentials() {
    for (String hosts : List.of("192.0.2.1:2181", server.hosts() + ",192.0.2.1:2181")) {
      assertThatThrownBy(
              () -> CuratorCoordination.connect(CoordinationOptions.of(hosts, "/pregel")))
          .isInstanceOfSatisfying(
              CoordinationException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
          .hasMessageContaining("192.0.2.1:2181: is not on this machine");
    }
  }

  @Test
  void aChangeWhoseAnswerWasLostOnTheWireIsMadeOnce() throws Exception {
    try (CutLink link = new CutLink(server.port());
        Coordination coordination = cutOff(link, Duration.ofSeconds(10))) {
      Coordination witness = open(connect());
      WorkerRecord worker = new WorkerRecord("w", "h", 1, 1, 1, "b", 1);
      Heard<SessionEvent> session = new Heard<>();
      coordination.listen(session::changed);
      session.expect(SessionEvent.CONNECTED);
      link.cutAtNextAnswer();
      Leadership leadership = coordination.lead("m", "h", 1);
      session.expect(SessionEvent.SUSPENDED);
      session.expect(SessionEvent.RECONNECTED);
      assertThat(leadership.epoch()).isEqualTo(1);
      link.cutAtNextAnswer();
      assertThat(coordination.register(worker).isCurrent()).isTrue();
      session.expect(SessionEvent.RECONNECTED);
      link.cutAtNextAnswer();
      coordination.submit(new JobRecord("j", 1, new byte[10]));
      session.expect(SessionEvent.RECONNECTED);
      assertThat(witness.workers()).containsExactly(worker);
      assertThat(witness.jobs()).hasSize(1);
      leadership.require();
    }
  }

  /** Fault 14 and 10: cut off from ZooKeeper only, and back too late. */
  @Test
  void aLeaderThatIsCutOffGivesUpAndIsFencedWhenItIsBack() throws Exception {
    try (CutLink link = new CutLink(server.port());
        Coordination old = cutOff(link, Duration.ofSeconds(1))) {
      Coordination next = open(connect());
      Heard<String> heardOld = new Heard<>();
      Heard<String> heardNext = new Heard<>();
      old.stand("m1", heard(heardOld));
      heardOld.expect("elected");
      Leadership first = old.lead("m1", "h", 1);
      old.submit(new JobRecord("j", 1, new byte[10]));
      next.stand("m2", heard(heardNext));
      Heard<SessionEvent> session = new Heard<>();
      old.listen(session::changed);
      session.expect(SessionEvent.CONNECTED);

      link.cut();
      session.expect(SessionEvent.SUSPENDED);
      session.expect(SessionEvent.LOST);
      heardOld.expect("revoked");
      heardNext.expect("elected");
      Leadership second = next.lead("m2", "h", 2);
      link.heal();
      session.expect(SessionEvent.CONNECTED);
      JobState late = new JobState(JobStatus.RUNNING, first.epoch(), 1, 0, 0, "");
      assertThatThrownBy(() -> first.writeState("j", late)).isInstanceOf(FencedException.class);
      second.writeState("j", new JobState(JobStatus.RUNNING, second.epoch(), 1, 0, 0, ""));
      assertThat(old.master().orElseThrow().id()).isEqualTo("m2");
    }
  }

  private static Coordination cutOff(CutLink link, Duration sessionTimeout) throws Exception {
    return CuratorCoordination.connect(
        CoordinationOptions.of(link.hosts(), ROOT)
            .withTimeouts(sessionTimeout, Duration.ofSeconds(10)));
  }
}
