package pregel.cli.run;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.job.ShareJob;
import pregel.cli.option.ClusterOptions;
import pregel.cli.option.RunOptions;
import pregel.core.assignment.AssignmentRule;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.JobRecord;
import pregel.loaders.write.OutputTarget;

/** A job that other processes run: how they get it, and how it is handed to a cluster. */
public final class ClusterSubmission {
  /** What is told goes through ZooKeeper. */
  private static final int MOST_TOP = 1000;

  private final RunRequest request;
  private final RunOptions options;
  private final ClusterOptions cluster;

  /**
   * @throws JobException if several processes cannot do what is wanted
   */
  public ClusterSubmission(RunRequest request) {
    this.request = request;
    this.options = request.options();
    this.cluster = options.cluster;
    requireDivisible();
  }

  /** What the job is called in the cluster, and in the place of its checkpoints. */
  String newId() {
    return cluster.job == null ? options.label() + "-" + UUID.randomUUID() : cluster.job;
  }

  /**
   * Hands the job to a cluster that is there.
   *
   * @return its id
   */
  public String submit() {
    requireNobodyWaits();
    try (Coordination coordination = cluster.access().connect()) {
      String id = newId();
      submit(coordination, id);
      return id;
    } catch (CoordinationException e) {
      throw new JobException(e.kind(), e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static JobException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new JobException(FailureKind.INTERNAL, "run: interrupted; look at pregel status", e);
  }

  /** Hands the job over under a name. */
  void submit(Coordination coordination, String id) throws InterruptedException {
    JobDefinition definition = definition(options.graphOptions.threads, place());
    coordination.submit(new JobRecord(id, System.currentTimeMillis(), definition.encode()));
  }

  /** Where the output of a cluster's job is to appear. */
  String place() {
    return ClusterRun.whole(options.output);
  }

  /** Refuses what several processes cannot do. */
  private void requireDivisible() {
    if (cluster.cluster != null
        && (options.output == null || OutputTarget.of(options.output).isStandardOutput())) {
      throw usage("-o: a cluster needs a place that its machines can write to; name one");
    }
    if (cluster.cluster != null && RunOutput.top(options) > MOST_TOP) {
      throw usage(
          "--top: a cluster reports at most " + MOST_TOP + " rows; the output has all of them");
    }
    ShareJob.schema(request.choice(), request.given());
  }

  /** Refuses what is told to whoever waits for the job. */
  private void requireNobodyWaits() {
    String told =
        options.stats != null
            ? "--stats"
            : options.top != null
                ? "--top"
                : options.watching.watched.isEmpty() && options.watching.watchOutput == null
                    ? null
                    : "--watch";
    if (told != null) {
      throw usage(told + ": submit does not wait for the job; use run --cluster");
    }
  }

  /**
   * The job as other processes get it.
   *
   * @param threads of each worker; 0 for as many as it has cores
   * @param place where the output is to appear
   */
  JobDefinition definition(int threads, String place) {
    return new JobDefinition(
        options.program,
        options.classpath.stream().map(ClusterSubmission::wholeEntries).toList(),
        options.given,
        options.inputs.stream().map(ClusterRun::whole).toList(),
        options.graphOptions.arguments(),
        request.weights(),
        options.delivery,
        options.seed,
        threads,
        cluster.workers == null ? 0 : cluster.workers,
        cluster.owners == null ? AssignmentRule.AUTO : cluster.owners,
        options.superstepLimit(),
        options.timeout,
        options.stallTimeout,
        cluster.checkpointEvery == null ? 0 : cluster.checkpointEvery,
        cluster.recoveryLog == null ? 0 : cluster.recoveryLog,
        cluster.checkpointDir == null ? "" : ClusterRun.whole(cluster.checkpointDir),
        cluster.resume == null ? "" : cluster.resume,
        place,
        options.output == null ? "" : options.output,
        options.overwrite,
        options.watching.watched,
        options.watching.watchOutput != null,
        cluster.cluster == null ? 0 : RunOutput.top(options));
  }

  /** The entries of a class path, whole. */
  private static String wholeEntries(String entries) {
    return Arrays.stream(entries.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static JobException usage(String message) {
    return new JobException(FailureKind.USAGE, message);
  }
}
