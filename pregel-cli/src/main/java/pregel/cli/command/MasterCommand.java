package pregel.cli.command;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.cluster.ClusterAccess;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.exit.OrderlyEnd;
import pregel.cli.job.ClusterOutput;
import pregel.cli.job.CourseJob;
import pregel.cli.logging.LogLevels;
import pregel.cli.metrics.MetricsPage;
import pregel.cli.metrics.NodeMetrics;
import pregel.cli.option.VoiceOptions;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.transport.Transport;
import pregel.core.transport.TransportException;
import pregel.master.node.MasterNode;

/** A master of a cluster: leads, or stands by, until it is ended. */
@Command(
    name = "master",
    header = "Joins a cluster as a master: one leads and runs the jobs, the others stand by.",
    customSynopsis = "pregel master --cluster HOSTS [OPTIONS]",
    footer = {
      "  pregel master --cluster zk1:2181,zk2:2181 --secret /etc/pregel/secret --host node1",
      "  pregel master --cluster 127.0.0.1:2181"
    })
final class MasterCommand implements Callable<Integer> {
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  @Mixin NodeOptions node;
  @Mixin VoiceOptions voice;

  @Override
  public Integer call() {
    node.follow();
    Logger log = LogLevels.serving("pregel.master", voice.quiet, voice.verbose);
    ClusterAccess access = node.access();
    String id = node.id == null ? "master-" + UUID.randomUUID() : node.id;
    try (OrderlyEnd end = OrderlyEnd.of(Thread.currentThread(), FAREWELL);
        MetricsPage metrics = node.metrics();
        Transport transport = access.transport();
        Coordination coordination = access.connect();
        MasterNode master =
            new MasterNode(
                new MasterNode.Settings(
                    id, access.root(), ClusterAccess.build(), node.host, log::info, log::warn),
                coordination,
                transport,
                (job, definition) -> open(job, JobDefinition.decode(definition)))) {
      if (metrics != null) {
        NodeMetrics.publish(metrics, master.figures());
        log.info("figures at {}:{}", node.metricsHost, metrics.port());
      }
      log.info("master {}", id);
      master.serve();
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

  private static CourseJob open(String id, JobDefinition job) {
    return new CourseJob(id, job, new ClusterOutput(job));
  }
}
