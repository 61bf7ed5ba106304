package pregel.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;
import pregel.cli.cluster.ClusterAccess;

/** How a process finds its cluster, and how others find it. */
final class NodeOptions {
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
      description = "One line user:secret, the same on all machines; needed beyond this machine.")
  Path secret;

  @Option(
      names = "--host",
      order = 4,
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "The address that others reach this process at. Default: 127.0.0.1.")
  String host;

  @Option(
      names = "--id",
      order = 7,
      paramLabel = "ID",
      description = "What the process is called. Default: a new name at every start.")
  String id;

  @Option(
      names = "--session-timeout",
      order = 8,
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      defaultValue = "10s",
      description =
          "How long the process may be silent until others take it to be gone. Default: 10s.")
  Duration sessionTimeout;

  ClusterAccess access() {
    return new ClusterAccess(cluster, root, secret).withSessionTimeout(sessionTimeout);
  }
}
