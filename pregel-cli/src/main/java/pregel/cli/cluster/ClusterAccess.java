package pregel.cli.cluster;

import java.nio.file.Path;
import java.time.Duration;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.zookeeper.CoordinationOptions;
import pregel.core.coordination.zookeeper.Credentials;
import pregel.core.coordination.zookeeper.CuratorCoordination;
import pregel.core.transport.NettyTransport;
import pregel.core.transport.Security;
import pregel.core.transport.Transport;
import pregel.core.transport.TransportOptions;

/**
 * The way into a cluster.
 *
 * @param hosts its ZooKeeper servers, {@code host:port,host:port}
 * @param root the path in ZooKeeper below which everything of it lies, and its name
 * @param secret a file with one line, {@code user:secret}, the same for all processes: what
 *     ZooKeeper holds is theirs alone then; null for anybody's, with this machine's own addresses
 *     only
 * @param sessionTimeout after which a process that says nothing is taken to be gone
 * @param tls how processes prove to each other who they are; null for by the secret
 */
public record ClusterAccess(
    String hosts, String root, Path secret, Duration sessionTimeout, Security.Tls tls) {
  private static final Duration DEFAULT_SESSION = Duration.ofSeconds(10);

  public ClusterAccess(String hosts, String root, Path secret) {
    this(hosts, root, secret, DEFAULT_SESSION, null);
  }

  /** What must be equal in all processes of a cluster. */
  public static String build() {
    String version = ClusterAccess.class.getPackage().getImplementationVersion();
    return version == null ? "built from classes" : version;
  }

  public Coordination connect() throws InterruptedException {
    CoordinationOptions options =
        CoordinationOptions.of(hosts, root).withTimeouts(sessionTimeout, sessionTimeout);
    return CuratorCoordination.connect(
        secret == null ? options : options.withCredentials(Credentials.read(secret)));
  }

  public Transport transport() {
    return new NettyTransport(TransportOptions.defaults(), security());
  }

  private Security security() {
    if (tls != null) {
      return tls;
    }
    return secret == null ? new Security.None() : new Security.Secret(secret);
  }
}
