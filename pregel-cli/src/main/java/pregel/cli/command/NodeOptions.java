package pregel.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.cluster.ClusterAccess;
import pregel.cli.metrics.MetricsPage;
import pregel.cli.option.TimeSpan;
import pregel.core.transport.Security;

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

  @Option(
      names = "--tls-certificate",
      order = 10,
      paramLabel = "FILE",
      description =
          "Talk to others by TLS, both sides proving who they are: this process's certificate, "
              + "with --host among its names, as PEM.")
  Path certificate;

  @Option(
      names = "--tls-key",
      order = 11,
      paramLabel = "FILE",
      description = "The certificate's key, as PEM.")
  Path key;

  @Option(
      names = "--tls-authority",
      order = 12,
      paramLabel = "FILE",
      description = "The authority that has signed everybody's certificate, as PEM.")
  Path authority;

  @Option(
      names = "--metrics-port",
      order = 13,
      paramLabel = "PORT",
      description =
          "Serve figures at http://HOST:PORT/metrics, in Prometheus's text form; 0 takes a free "
              + "port. Default: they are not served.")
  Integer metricsPort;

  @Option(
      names = "--metrics-host",
      order = 14,
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "At which address figures are served. Default: 127.0.0.1.")
  String metricsHost;

  @Option(
      names = "--until-stdin-ends",
      hidden = true,
      description = "End with whoever holds the other end of standard input.")
  boolean untilStdinEnds;

  /** Ends this process with another, if that is asked for. */
  void follow() {
    if (untilStdinEnds) {
      endWithStdin();
    }
  }

  ClusterAccess access() {
    boolean tls = certificate != null || key != null || authority != null;
    if (tls && (certificate == null || key == null || authority == null)) {
      throw new JobException(
          FailureKind.USAGE,
          "--tls-certificate, --tls-key, --tls-authority: go together; give all three");
    }
    return new ClusterAccess(
        cluster,
        root,
        secret,
        sessionTimeout,
        tls ? new Security.Tls(certificate, key, authority) : null);
  }

  /** The page that was asked for; null if none was. */
  MetricsPage metrics() {
    if (metricsPort == null) {
      return null;
    }
    if (metricsPort < 0 || metricsPort > 65535) {
      throw new JobException(
          FailureKind.USAGE, "--metrics-port: " + metricsPort + " is none; give 0 to 65535");
    }
    return MetricsPage.open(metricsHost, metricsPort);
  }

  /** Whoever started this process is gone when its end of the pipe is. */
  private static void endWithStdin() {
    InputStream in = System.in;
    Thread reader =
        new Thread(
            () -> {
              try {
                while (in.read() >= 0) {
                  continue;
                }
              } catch (IOException e) {
                // The same as its end.
              }
              Runtime.getRuntime().halt(FailureKind.COORDINATION_LOST.exitCode());
            },
            "stdin");
    reader.setDaemon(true);
    reader.start();
  }
}
