package pregel.core.coordination.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.JobRecord;

class EmbeddedZooKeeperTest {
  @Test
  void keepsItsDataAndPort(@TempDir Path data) throws Exception {
    int port;
    try (EmbeddedZooKeeper server = EmbeddedZooKeeper.at(data, 0);
        Coordination coordination =
            CuratorCoordination.connect(CoordinationOptions.of(server.hosts(), "/pregel"))) {
      port = server.port();
      coordination.submit(new JobRecord("j", 1, new byte[700_000]));
    }
    try (EmbeddedZooKeeper server = EmbeddedZooKeeper.at(data, port);
        Coordination coordination =
            CuratorCoordination.connect(CoordinationOptions.of(server.hosts(), "/pregel"))) {
      assertThat(server.port()).isEqualTo(port);
      assertThat(coordination.job("j").orElseThrow().definition()).hasSize(700_000);
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    // Threads that the libraries keep for the life of a process are there from now on.
    startAndUse();
    Set<Thread> before = threads();
    int port = startAndUse();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    Set<Thread> left = left(before);
    while (!left.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(20);
      left = left(before);
    }
    assertThat(left).isEmpty();
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  private static int startAndUse() throws Exception {
    try (EmbeddedZooKeeper server = EmbeddedZooKeeper.temporary()) {
      try (Coordination coordination =
          CuratorCoordination.connect(CoordinationOptions.of(server.hosts(), "/pregel"))) {
        coordination.lead("m", "h", 1);
      }
      return server.port();
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }

  private static Set<Thread> left(Set<Thread> before) {
    return threads().stream().filter(t -> !before.contains(t)).collect(Collectors.toSet());
  }

  @Test
  void listensOnThisMachineOnlyAndTellsStrangersNothing() throws Exception {
    try (EmbeddedZooKeeper server = EmbeddedZooKeeper.temporary();
        Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 5000);
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("conf".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .contains("not executed because it is not in the whitelist");
      // Another address of this machine is free.
      new ServerSocket(server.port(), 1, InetAddress.getByName("127.0.0.2")).close();
    }
  }

  @Test
  void saysWhichPortIsTaken(@TempDir Path data) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedZooKeeper.at(data, taken.getLocalPort()))
          .isInstanceOf(CoordinationException.class)
          .hasMessageContaining("cannot start on port " + taken.getLocalPort());
    }
  }
}
