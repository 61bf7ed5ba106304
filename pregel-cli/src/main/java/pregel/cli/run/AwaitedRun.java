package pregel.cli.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.cluster.LocalCluster;
import pregel.cli.exit.ExitGuard;
import pregel.cli.job.JobReport;
import pregel.cli.job.WatchFiles;
import pregel.cli.load.GraphLoading;
import pregel.cli.option.RunOptions;
import pregel.cli.report.RunFacts;
import pregel.cli.report.WatchOutput;
import pregel.cli.terminal.Terminal;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.JobState;
import pregel.core.coordination.WorkerRecord;
import pregel.core.files.FileStores;
import pregel.loaders.write.StagedOutput;

/**
 * Has a cluster that is there run a job, waits for its end, and tells how it went: the cluster
 * writes the result, this process what was measured.
 */
public final class AwaitedRun implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** Between two looks for what watched vertices have done. */
  private static final Duration WATCHING_LOOK = Duration.ofMillis(500);

  private final RunRequest request;
  private final RunOptions options;
  private final Terminal terminal;
  private final ClusterSubmission submission;
  private final StagedOutput statistics;
  private final long began;

  private AwaitedRun(
      RunRequest request,
      Terminal terminal,
      ClusterSubmission submission,
      StagedOutput statistics,
      long began) {
    this.request = request;
    this.options = request.options();
    this.terminal = terminal;
    this.submission = submission;
    this.statistics = statistics;
    this.began = began;
  }

  /**
   * Opens what this process will write, before any work.
   *
   * @param guard discards what is unfinished if the process ends otherwise
   * @param began when the command started, by {@link System#nanoTime}
   */
  public static AwaitedRun stage(
      RunRequest request, Terminal terminal, ExitGuard guard, long began) {
    RunOptions options = request.options();
    ClusterSubmission submission = new ClusterSubmission(request);
    if (!options.watching.watched.isEmpty() && FileStores.isRemote(options.output)) {
      throw new JobException(
          FailureKind.USAGE,
          "--watch: what vertices do is told through files beside the output, which "
              + options.output
              + " cannot hold; name an output in a directory that all machines share, or use"
              + " --workers");
    }
    DistinctFiles.check(
        options.inputs,
        options.graphOptions.vertices,
        options.output,
        options.stats,
        options.graphOptions.badLines,
        options.watching.watchOutput);
    StagedOutput statistics =
        options.stats == null ? null : StagedOutput.open(options.stats, false, true);
    guard.discards(statistics);
    return new AwaitedRun(request, terminal, submission, statistics, began);
  }

  /**
   * Runs to the end.
   *
   * @param watched takes what watched vertices do; null if nothing is watched
   */
  public void run(WatchOutput watched) throws IOException {
    try (Coordination coordination = options.cluster.access().connect()) {
      String id = submission.newId();
      WatchFiles files = null;
      if (watched != null) {
        files = WatchFiles.beside(submission.place(), id);
        files.create();
      }
      JobState end;
      try {
        submission.submit(coordination, id);
        terminal.say("job " + id);
        end = awaitEnd(coordination, id, files == null ? null : lines(files, watched));
      } catch (CoordinationException e) {
        if (files != null && e.kind() == FailureKind.USAGE) {
          files.remove(); // there is no such job
        }
        throw e;
      }
      if (files != null) {
        // Not before: workers of a job that goes on need it.
        files.remove();
      }
      if (end.exitCode() != 0) {
        throw LocalCluster.failure(end);
      }
      tell(coordination, id);
    } catch (CoordinationException e) {
      throw new JobException(e.kind(), e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobException(FailureKind.INTERNAL, "run: interrupted; look at pregel status", e);
    }
  }

  private static WatchedLines lines(WatchFiles files, WatchOutput watched) {
    return new WatchedLines(files, watched::line);
  }

  private static JobState awaitEnd(Coordination coordination, String id, WatchedLines lines)
      throws InterruptedException {
    while (true) {
      Optional<JobState> end = coordination.awaitEnd(id, lines == null ? LOOK : WATCHING_LOOK);
      if (lines != null) {
        // Of a superstep that the master knows to be over all workers have told.
        coordination.state(id).ifPresent(state -> lines.tell(state.superstep()));
      }
      if (end.isPresent()) {
        if (lines != null) {
          lines.tellRest();
        }
        return end.get();
      }
    }
  }

  /** Writes what was measured, and tells people. */
  private void tell(Coordination coordination, String id) throws InterruptedException {
    byte[] bytes = coordination.progress(id);
    if (bytes.length == 0) {
      throw new JobException(
          FailureKind.OUTPUT,
          "job "
              + id
              + ": its result is in "
              + options.output
              + ", but what was measured is more than ZooKeeper takes; give fewer and shorter"
              + " parameters");
    }
    JobReport report = JobReport.decode(bytes);
    RunFacts facts = facts(report, threads(coordination));
    RunOutput.write(facts, statistics, options);
    RunOutput.report(request, terminal, facts, report::rows);
  }

  private int threads(Coordination coordination) throws InterruptedException {
    return options.graphOptions.threads > 0
        ? options.graphOptions.threads
        : coordination.workers().stream().mapToInt(WorkerRecord::cores).max().orElse(0);
  }

  private RunFacts facts(JobReport report, int threads) {
    return new RunFacts(
        options.program,
        report.parameters(),
        new RunFacts.Input(GraphLoading.named(options.inputs), report.input(), 0),
        options.output,
        report.graph(),
        report.course(),
        new RunFacts.Seconds(
            report.seconds().load(),
            report.seconds().compute(),
            report.seconds().output(),
            (System.nanoTime() - began) / 1e9),
        new RunFacts.Processes(
            threads,
            report.processes().workers(),
            report.processes().network(),
            report.processes().peakBytes()));
  }

  @Override
  public void close() {
    if (statistics != null) {
      statistics.close();
    }
  }
}
