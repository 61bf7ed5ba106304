package pregel.core.coordination.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import pregel.api.FailureKind;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationContract;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.Heard;
import pregel.core.coordination.JobRecord;
import pregel.core.coordination.SessionEvent;
import pregel.core.coordination.Tree;

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
    CountDownLatch connected = new CountDownLatch(1);
    try (ZooKeeper second =
        new ZooKeeper(
            server.hosts(),
            10_000,
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
              }
            },
            session.getSessionId(),
            session.getSessionPasswd())) {
      assertThat(connected.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(second.getSessionId()).isEqualTo(session.getSessionId());
    }
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
              CoordinationException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
          .hasMessageContaining("192.0.2.1:2181: is not on this machine");
    }
  }
}
