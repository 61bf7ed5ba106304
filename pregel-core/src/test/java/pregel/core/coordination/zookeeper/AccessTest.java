package pregel.core.coordination.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.JobRecord;
import pregel.core.coordination.WorkerRecord;

/** Who may do what with a cluster's nodes. */
class AccessTest {
  @TempDir Path files;

  private final EmbeddedZooKeeper server = EmbeddedZooKeeper.temporary();

  @AfterEach
  void stop() {
    server.close();
  }

  private CoordinationOptions as(String userAndSecret, String root) throws Exception {
    Path file = files.resolve("credentials");
    Files.writeString(file, userAndSecret + "\n");
    return CoordinationOptions.of(server.hosts(), root).withCredentials(Credentials.read(file));
  }

  @Test
  void keepsEverybodyElseOut() throws Exception {
    CoordinationOptions ours = as("us:0123456789abcdef", "/pregel/ours");
    try (Coordination coordination = CuratorCoordination.connect(ours);
        ZooKeeper stranger = new ZooKeeper(server.hosts(), 10_000, null)) {
      coordination.register(new WorkerRecord("w", "h", 1, 1, 1, "b", 1));
      coordination.submit(new JobRecord("j", 1, new byte[1]));
      coordination.cancel("j");
      coordination.lead("m", "h", 1);
      for (String path : allBelow("/pregel/ours", as("us:0123456789abcdef", "/pregel/ours"))) {
        assertThatThrownBy(() -> stranger.getData(path, false, null))
            .as("reading " + path)
            .isInstanceOf(KeeperException.NoAuthException.class);
        assertThatThrownBy(() -> stranger.setData(path, new byte[0], -1))
            .as("writing " + path)
            .isInstanceOf(KeeperException.NoAuthException.class);
        assertThatThrownBy(
                () ->
                    stranger.create(
                        path + "/x", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT))
            .as("creating below " + path)
            .isInstanceOfAny(
                KeeperException.NoAuthException.class,
                KeeperException.NoChildrenForEphemeralsException.class);
      }
      // The node above is for all clusters, but nobody removes another's.
      assertThatThrownBy(() -> stranger.delete("/pregel/ours", -1))
          .isInstanceOf(KeeperException.NoAuthException.class);
      try (Coordination other =
          CuratorCoordination.connect(as("others:fedcba9876543210", "/pregel/others"))) {
        assertThat(other.jobs()).isEmpty();
      }
    }
  }

  private static List<String> allBelow(String root, CoordinationOptions options) throws Exception {
    try (CuratorTree tree = CuratorTree.connect(options)) {
      List<String> paths =
          org.apache.zookeeper.ZKUtil.listSubTreeBFS(tree.client(), root).stream().toList();
      assertThat(paths).hasSizeGreaterThan(12);
      return paths;
    }
  }

  @Test
  void refusesTheWrongSecretAndNone() throws Exception {
    CuratorCoordination.connect(as("us:0123456789abcdef", "/pregel")).close();
    for (CoordinationOptions options :
        List.of(
            as("us:0123456789abcdeF", "/pregel"),
            CoordinationOptions.of(server.hosts(), "/pregel"))) {
      assertThatThrownBy(() -> CuratorCoordination.connect(options))
          .isInstanceOfSatisfying(
              CoordinationException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.PROTOCOL))
          .hasMessageContaining("/pregel: ZooKeeper refuses ")
          .hasMessageNotContaining("0123456789");
    }
  }

  @Test
  void refusesATreeThatAnybodyMayWrite() throws Exception {
    CuratorCoordination.connect(CoordinationOptions.of(server.hosts(), "/pregel")).close();
    CoordinationOptions options = as("us:0123456789abcdef", "/pregel");
    assertThatThrownBy(() -> CuratorCoordination.connect(options))
        .isInstanceOfSatisfying(
            CoordinationException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.COORDINATION_LOST))
        .hasMessageContaining("others than us may use this node");
  }

  @Test
  void refusesCredentialsThatAreNone() throws Exception {
    Path file = files.resolve("bad");
    for (String text :
        List.of("", "us", "us:short", ":0123456789abcdef", "us:0123456789abcdef\nx")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> Credentials.read(file))
          .isInstanceOfSatisfying(
              CoordinationException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
          .hasMessageContaining("bad: expected one line user:secret");
    }
    assertThatThrownBy(() -> Credentials.read(files.resolve("missing")))
        .hasMessageContaining("missing: the credentials cannot be read");
    Files.writeString(file, "us:0123456789abcdef");
    assertThat(Credentials.read(file)).hasToString("credentials of us");
  }
}
