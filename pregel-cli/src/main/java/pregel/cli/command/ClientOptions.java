package pregel.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import pregel.cli.cluster.ClusterAccess;

/** How a command finds a cluster that it asks something of. */
final class ClientOptions {
  @Option(
      names = "--cluster",
      order = 1,
      required = true,
      paramLabel = "HOSTS",
      description = "ZooKeeper of the cluster: host:port,host:port.")
  String cluster;

  @Option(
      names = "--root",
      order = 2,
      paramLabel = "PATH",
      defaultValue = "/pregel",
      description = "What the cluster is called in ZooKeeper. Default: /pregel.")
  String root;

  @Option(
      names = "--secret",
      order = 3,
      paramLabel = "FILE",
      description = "The cluster's secret, one line user:secret.")
  Path secret;

  ClusterAccess access() {
    return new ClusterAccess(cluster, root, secret);
  }
}
