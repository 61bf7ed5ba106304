package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.cli.command.Session;
import pregel.core.crash.CrashPoints;

/**
 * Hosts with addresses of their own and nothing in common but the files: a ZooKeeper server as it
 * is started in production, a master, three workers and a client, with TLS between them.
 */
@Timeout(180)
class HostsTest {
  private static final String GRAPH = " -i @graph.txt --partitions 8 ";
  private static final String PAGERANK = "run pagerank -p iterations=6" + GRAPH;

  @TempDir Path directory;
  private Session session;
  private Namespaces network;
  private X509Bundle authority;
  private final List<ClusterProcess> processes = new ArrayList<>();

  @BeforeEach
  void aNetwork() throws Exception {
    String obstacle = Namespaces.obstacle();
    assumeTrue(obstacle == null, obstacle);
    session = new Session(directory);
    session.file("secret", HeldCluster.SECRET + "\n");
    session.run("generate rmat --scale 10 --edge-factor 6 -o @graph.txt");
    assertThat(session.run(PAGERANK + "-o @expected.csv").exitCode()).isZero();
    authority =
        new CertificateBuilder()
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    network = Namespaces.open();
    startZooKeeper();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    for (ClusterProcess process : processes) {
      process.close();
    }
    if (network != null) {
      network.close();
    }
  }

  private ClusterProcess start(int host, String name, List<String> flags, String command)
      throws Exception {
    String whole = command.replace("@", directory + "/");
    ClusterProcess process = ClusterProcess.start(network.on(host), directory, name, flags, whole);
    processes.add(process);
    return process;
  }

  private void startZooKeeper() throws Exception {
    Path config =
        session
            .file(
                "zoo.cfg",
                String.join(
                    "\n",
                    "dataDir=" + directory.resolve("zk"),
                    "clientPortAddress=" + Namespaces.address(1),
                    "clientPort=2181",
                    "tickTime=500",
                    "maxClientCnxns=0",
                    "admin.enableServer=false",
                    ""))
            .toAbsolutePath();
    start(1, "zookeeper", List.of(), "org.apache.zookeeper.server.quorum.QuorumPeerMain " + config);
  }

  private static String client() {
    return " --cluster " + Namespaces.address(1) + ":2181 --secret @secret";
  }

  /** A master or a worker on a host of its own, with a certificate for its address. */
  private ClusterProcess startNode(String kind, int host, List<String> flags) throws Exception {
    X509Bundle own =
        new CertificateBuilder()
            .subject("CN=" + kind + host)
            .addSanIpAddress(Namespaces.address(host))
            .buildIssuedBy(authority);
    session.file("cert" + host, own.getCertificatePathPEM());
    session.file("key" + host, own.getPrivateKeyPEM());
    session.file("ca" + host, authority.getCertificatePEM());
    String tls =
        " --tls-certificate @cert"
            + host
            + " --tls-key @key"
            + host
            + " --tls-authority @ca"
            + host;
    String node = " --host " + Namespaces.address(host) + " --id " + kind + host;
    return start(
        host,
        kind + host,
        flags,
        "pregel.cli.Main " + kind + client() + node + tls + " --session-timeout 3s");
  }

  private ClusterProcess run(int host, String options) throws Exception {
    return start(host, "client", List.of(), "pregel.cli.Main " + PAGERANK + options + client());
  }

  @Test
  void aWholeJobOverTls() throws Exception {
    ClusterProcess master = startNode("master", network.host(), List.of());
    List<Integer> hosts = new ArrayList<>();
    for (int worker = 0; worker < 3; worker++) {
      hosts.add(network.host());
      startNode("worker", hosts.get(worker), List.of());
    }
    ClusterProcess run = run(network.host(), "--workers 3 -o @out.csv --job tls");
    assertThat(run.exitCode()).as("%s %s", run.said(), master.said()).isZero();
    assertThat(session.text("out.csv")).isEqualTo(session.text("expected.csv"));
    ClusterProcess status = start(1, "status", List.of(), "pregel.cli.Main status" + client());
    assertThat(status.exitCode()).isZero();
    assertThat(status.said()).contains("master2 on 10.213.77.2", "worker3 at 10.213.77.3:");
    for (int host : hosts) {
      assertThat(network.traffic(host)).isGreaterThan(10_000);
    }

    int stranger = network.host();
    ClusterProcess open =
        start(
            stranger,
            "open",
            List.of(),
            "pregel.cli.Main worker --cluster "
                + Namespaces.address(1)
                + ":2181 --root /open --host "
                + Namespaces.address(stranger));
    assertThat(open.exitCode()).as(open.said()).isEqualTo(FailureKind.USAGE.exitCode());
    assertThat(open.said()).contains("--secret");
  }

  @Test
  void aHostThatIsCutOffCostsTimeOnly() throws Exception {
    ClusterProcess master = startNode("master", network.host(), List.of());
    startNode("worker", network.host(), List.of());
    int cut = network.host();
    Path held = directory.resolve("held");
    ClusterProcess lost =
        startNode(
            "worker",
            cut,
            List.of(
                "-D" + CrashPoints.HOLD_PROPERTY + "=worker.superstep@superstep=3",
                "-D" + CrashPoints.HOLD_FILE_PROPERTY + "=" + held));
    ClusterProcess run = run(network.host(), "--workers 2 -o @out.csv --job cut");
    for (int look = 0; look < 3000 && !Files.exists(held); look++) {
      assertThat(run.isAlive()).as(run.said()).isTrue();
      Thread.sleep(20);
    }
    network.plug(cut, false);
    assertThat(run.isAlive()).as("the job, while it is disturbed").isTrue();
    Files.delete(held);
    assertThat(run.exitCode()).as("%s %s", run.said(), master.said()).isZero();
    assertThat(session.text("out.csv")).isEqualTo(session.text("expected.csv"));
    assertThat(master.said()).contains("attempt 1 is over at superstep 2");
    network.plug(cut, true);
    assertThat(lost.exitCode()).as(lost.said()).isEqualTo(FailureKind.FENCED.exitCode());
  }
}
