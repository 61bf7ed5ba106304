package pregel.cli.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.cluster.ClusterAccess;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.exit.ExitGuard;
import pregel.cli.exit.OrderlyEnd;
import pregel.cli.job.ShareJob;
import pregel.cli.logging.LogLevels;
import pregel.cli.metrics.MetricsPage;
import pregel.cli.metrics.NodeMetrics;
import pregel.cli.option.VoiceOptions;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.transport.Transport;
import pregel.core.transport.TransportException;
import pregel.worker.node.WorkerNode;

/** A worker of a cluster: serves until it is ended. */
@Command(
    name = "worker",
    header = "Joins a cluster as a worker: holds and computes a share of its jobs' graphs.",
    customSynopsis = "pregel worker --cluster HOSTS [OPTIONS]",
    footer = {
      "  pregel worker --cluster zk1:2181,zk2:2181 --secret /etc/pregel/secret --host node7",
      "  pregel worker --cluster 127.0.0.1:2181"
    })
final class WorkerCommand implements Callable<Integer> {
  private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(20);

  /** Longer than whoever starts a master again takes. */
  private static final Duration LEADER_WAIT = Duration.ofSeconds(60);

  /** After so many timeouts of its session a standby leads: the first ends that of the master. */
  private static final int LEADER_WAIT_SESSIONS = 3;

  private static final Duration RECONNECT_LIMIT = Duration.ofSeconds(60);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final PrintStream err;

  @Mixin NodeOptions node;

  @Option(
      names = "--port",
      order = 5,
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where it takes the links of others. Default: a free one.")
  int port;

  @Option(
      names = "--advertised-port",
      order = 6,
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "At which port others reach it, where that is mapped to --port. Default: the same.")
  int advertisedPort;

  @Option(
      names = "--threads",
      order = 7,
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads to work with, unless a job says so. Default: one per processor.")
  int threads;

  @Mixin VoiceOptions voice;

  WorkerCommand(PrintStream err) {
    this.err = err;
  }

  @Override
  public Integer call() {
    if (threads < 0 || !isPort(port) || !isPort(advertisedPort)) {
      throw new JobException(
          FailureKind.USAGE,
          "worker: --threads, --port and --advertised-port are numbers from 0 up; correct them");
    }
    int cores = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    node.follow();
    Logger log = LogLevels.serving("pregel.worker", voice.quiet, voice.verbose);
    ClusterAccess access = node.access();
    WorkerNode.Settings settings =
        new WorkerNode.Settings(
            node.id == null ? "worker-" + UUID.randomUUID() : node.id,
            access.root(),
            ClusterAccess.build(),
            node.host,
            port,
            advertisedPort,
            cores,
            Runtime.getRuntime().maxMemory(),
            CONNECT_DEADLINE,
            leaderWait(access.sessionTimeout()),
            RECONNECT_LIMIT);
    try (ExitGuard guard = ExitGuard.of("worker", err);
        OrderlyEnd end = OrderlyEnd.of(Thread.currentThread(), FAREWELL);
        MetricsPage metrics = node.metrics();
        Transport transport = access.transport();
        Coordination coordination = access.connect();
        WorkerNode worker =
            WorkerNode.start(
                settings,
                coordination,
                transport,
                (id, definition) -> new ShareJob(id, JobDefinition.decode(definition), cores))) {
      if (metrics != null) {
        NodeMetrics.publish(metrics, worker.figures());
        log.info("figures at {}:{}", node.metricsHost, metrics.port());
      }
      log.info("worker {} at {}:{}", settings.id(), settings.host(), worker.port());
      worker.serve();
      return 0;
    } catch (InterruptedException e) {
      // By a signal, which has its own exit code.
      return FailureKind.INTERNAL.exitCode();
    } catch (CoordinationException e) {
      throw new JobException(e.kind(), e.getMessage(), e);
    } catch (TransportException e) {
      throw new JobException(e.kind(), e.getMessage(), e);
    }
  }

  private static Duration leaderWait(Duration sessionTimeout) {
    Duration forStandby = sessionTimeout.multipliedBy(LEADER_WAIT_SESSIONS);
    return forStandby.compareTo(LEADER_WAIT) > 0 ? forStandby : LEADER_WAIT;
  }

  private static boolean isPort(int number) {
    return number >= 0 && number <= 65535;
  }
}
