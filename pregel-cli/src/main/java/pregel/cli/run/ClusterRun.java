package pregel.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Parameters;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.cluster.LocalCluster;
import pregel.cli.job.CourseJob;
import pregel.cli.job.ShareJob;
import pregel.cli.job.WatchFiles;
import pregel.cli.local.LocalJob;
import pregel.core.checkpoint.CheckpointStore;
import pregel.core.commit.OutputCommit;
import pregel.core.files.FileStores;
import pregel.core.job.SuperstepReport;
import pregel.core.protocol.LoadReport;
import pregel.core.protocol.NetworkCounts;
import pregel.core.result.WholeResult;
import pregel.master.node.MasterJob.Outcome;

/** Runs one job on a cluster of its own on this machine. */
final class ClusterRun implements CourseJob.Listener {

  /**
   * What a job has left, and how.
   *
   * @param loadSeconds from the start of the processes to the graph
   */
  record Done(
      LocalJob.Result job,
      LoadReport graph,
      Parameters parameters,
      double loadSeconds,
      NetworkCounts network) {}

  private final Consumer<SuperstepReport> progress;
  private final long began = System.nanoTime();
  private final List<SuperstepReport> trace = new ArrayList<>();

  // Written by the master's thread before the job's end is known, read after it.
  private LoadReport graph;
  private Parameters parameters;
  private double loadSeconds;
  private Outcome outcome;
  private WholeResult result;
  private Map<String, Double> values;

  // Set before the job is there; null if nothing is watched.
  private WatchedLines watched;

  private ClusterRun(Consumer<SuperstepReport> progress) {
    this.progress = progress;
  }

  /**
   * Runs to the end.
   *
   * @param id of the job
   * @param definition of the job, for any place of its output: the rows are staged with the cluster
   * @param listener told of every superstep as it ends
   * @param watched told what watched vertices do, a line for each and superstep; null if nothing is
   *     watched
   * @param log takes what goes wrong and is made good
   */
  static Done run(
      String id,
      JobDefinition definition,
      Consumer<SuperstepReport> listener,
      Consumer<String> watched,
      Consumer<String> log)
      throws IOException {
    ClusterRun run = new ClusterRun(listener);
    try (LocalCluster cluster =
        LocalCluster.start(
            definition.workers(),
            definition.threads(),
            (job, bytes) -> new CourseJob(job, JobDefinition.decode(bytes), run),
            log,
            () -> removeUseless(id, definition))) {
      String checkpoints = definition.checkpointPlace();
      String stage = cluster.stage().toString();
      if (watched != null) {
        WatchFiles files = WatchFiles.beside(stage, id);
        files.create();
        run.watched = new WatchedLines(files, watched);
      }
      try {
        cluster.run(
            id,
            definition.at(
                stage, checkpoints.isEmpty() ? cluster.checkpoints().toString() : checkpoints));
      } finally {
        if (run.watched != null) {
          run.watched.tellRest();
        }
      }
      return run.done();
    } catch (JobException e) {
      removeUseless(id, definition);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobException(
          FailureKind.INTERNAL, "run: the job was interrupted; start it again", e);
    }
  }

  /** What is left of a job that was lost before it had taken a checkpoint. */
  private static void removeUseless(String id, JobDefinition definition) {
    if (definition.checkpointPlace().isEmpty() || !definition.resumed().isEmpty()) {
      return;
    }
    try {
      CheckpointStore store = ShareJob.checkpoints(id, definition);
      if (store.newestValid(CheckpointStore.Check.SIZES).newest().isEmpty()) {
        store.removeJob();
      }
    } catch (IOException e) {
      // The job's failure says more.
      return;
    }
  }

  private Done done() {
    return new Done(
        new LocalJob.Result(
            result.ids(),
            result.columns(),
            outcome.supersteps(),
            outcome.verdict(),
            trace,
            outcome.computeNanos(),
            null,
            trace.stream().mapToLong(SuperstepReport::lost).sum() + outcome.lost(),
            values),
        graph,
        parameters,
        loadSeconds,
        outcome.network());
  }

  @Override
  public void loaded(LoadReport whole, Parameters resolved, int superstep) {
    graph = whole;
    parameters = resolved;
    loadSeconds = (System.nanoTime() - began) / 1e9;
    trace.removeIf(report -> report.superstep() >= superstep);
  }

  @Override
  public void computed(SuperstepReport report) {
    trace.add(report);
    if (watched != null) {
      watched.tell(report.superstep());
    }
    progress.accept(report);
  }

  @Override
  public byte[] staged(CourseJob.Result staged, OutputCommit commit) {
    values = staged.values();
    outcome = staged.outcome();
    result = staged.rows();
    return new byte[0]; // this process waits for the job, and knows
  }

  @Override
  public void finish(Outcome ended, OutputCommit commit) {}

  @Override
  public void resume(OutputCommit commit) {
    throw new IllegalStateException("there is no other master, and nothing is committed here");
  }

  /** An input's path as it means the same to all processes. */
  static String whole(String input) {
    if (input.equals("-")) {
      throw new JobException(
          FailureKind.USAGE,
          "-i -: standard input cannot be read by several processes; write it to a file first");
    }
    return FileStores.isRemote(input) ? input : Path.of(input).toAbsolutePath().toString();
  }
}
