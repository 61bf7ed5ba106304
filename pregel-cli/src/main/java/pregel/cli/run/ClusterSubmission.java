package pregel.cli.run;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.cluster.LocalCluster;
import pregel.cli.job.ShareJob;
import pregel.cli.load.GraphLoading;
import pregel.cli.option.ClusterOptions;
import pregel.cli.option.RunOptions;
import pregel.cli.terminal.Terminal;
import pregel.core.assignment.AssignmentRule;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.JobRecord;
import pregel.core.coordination.JobState;
import pregel.loaders.write.OutputTarget;
import pregel.worker.node.Undivided;

/** A job that other processes run: how they get it, and how it is handed to a cluster. */
public final class ClusterSubmission {
  private static final Duration LOOK = Duration.ofSeconds(10);

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
    try (Coordination coordination = cluster.access().connect()) {
      return submit(coordination);
    } catch (CoordinationException e) {
      throw new JobException(e.kind(), e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Hands the job to a cluster that is there, and waits for its end. */
  public void runAndWait(Terminal terminal) {
    try (Coordination coordination = cluster.access().connect()) {
      String id = submit(coordination);
      terminal.say("job " + id);
      Optional<JobState> end = Optional.empty();
      while (end.isEmpty()) {
        end = coordination.awaitEnd(id, LOOK);
      }
      if (end.get().exitCode() != 0) {
        throw LocalCluster.failure(end.get());
      }
      terminal.say(
          request.choice().name()
              + ": "
              + (end.get().superstep() + 1)
              + " supersteps, result in "
              + options.output);
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

  private String submit(Coordination coordination) throws InterruptedException {
    if (options.output == null || OutputTarget.of(options.output).isStandardOutput()) {
      throw usage("-o: a cluster needs a place that its machines can write to; name one");
    }
    String id = newId();
    JobDefinition definition =
        definition(options.graphOptions.threads, ClusterRun.whole(options.output));
    coordination.submit(new JobRecord(id, System.currentTimeMillis(), definition.encode()));
    return id;
  }

  /** Refuses what several processes cannot do. */
  private void requireDivisible() {
    if (!options.watching.watched.isEmpty()) {
      throw usage("--watch: is for one process; leave it out");
    }
    if (options.graphOptions.badLines != null || request.unresolved() != null) {
      throw usage(
          (options.graphOptions.badLines != null ? "--bad-lines" : "--ids string")
              + ": is for one process yet; leave --workers and --cluster out");
    }
    Schema schema = ShareJob.schema(request.choice(), request.given());
    Undivided.refuse(schema, request.choice().name());
    if (!schema.edgeColumns().isEmpty()
        && !new GraphLoading(options.graphOptions, null).isSnapshot(options.inputs)) {
      throw usage(
          request.choice().name()
              + ": reads columns of edges from text, which one process does; leave --workers and"
              + " --cluster out");
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
        cluster.checkpointDir == null ? "" : ClusterRun.whole(cluster.checkpointDir),
        cluster.resume == null ? "" : cluster.resume,
        place,
        options.overwrite);
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
