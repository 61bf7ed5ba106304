package pregel.cli.run;

import java.io.IOException;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.load.GraphLoading;
import pregel.cli.local.LocalJob;
import pregel.cli.option.ClusterOptions;
import pregel.cli.option.RunOptions;
import pregel.cli.progress.Progress;
import pregel.cli.report.ProcessMemory;
import pregel.cli.report.RunFacts;
import pregel.cli.report.WatchOutput;
import pregel.cli.terminal.Terminal;
import pregel.core.protocol.LoadReport;

/** Runs a job on worker processes of its own on this machine. */
public final class DividedRun {
  private DividedRun() {}

  /** Starts the processes, waits for the job's end, writes and reports. */
  public static void run(
      RunRequest request, Terminal terminal, RunOutput output, WatchOutput watched)
      throws IOException {
    RunOptions options = request.options();
    ClusterOptions cluster = options.cluster;
    ClusterSubmission submission = new ClusterSubmission(request);
    int threads =
        options.graphOptions.threads > 0
            ? options.graphOptions.threads
            : Math.max(1, Runtime.getRuntime().availableProcessors() / cluster.workers);
    JobDefinition definition = submission.definition(threads, "");
    String id = submission.newId();
    if (cluster.checkpointEvery != null && cluster.checkpointDir != null) {
      terminal.say(
          "job " + cluster.checkpointName(id) + ", by which --resume goes on if it is interrupted");
    }
    ClusterRun.Done done;
    long expected = options.maxSupersteps != null ? options.maxSupersteps : -1;
    try (Progress progress =
        Progress.of(terminal.progress(), terminal.err(), options.label(), expected, "supersteps")) {
      done =
          ClusterRun.run(
              id,
              definition,
              report -> progress.reach(report.superstep() + 1L, "active " + report.active()),
              watched == null ? null : watched::line,
              line -> terminal.say("pregel: " + line));
    }
    output.finish(
        done.job(),
        (outputSeconds, seconds) ->
            facts(request, threads, done, output.name(), outputSeconds, seconds));
  }

  private static RunFacts facts(
      RunRequest request,
      int threads,
      ClusterRun.Done done,
      String output,
      double outputSeconds,
      double seconds) {
    RunOptions options = request.options();
    LoadReport graph = done.graph();
    LocalJob.Result job = done.job();
    return new RunFacts(
        options.program,
        done.parameters().asMap(),
        new RunFacts.Input(GraphLoading.named(options.inputs), graph.counts(), 0),
        output,
        new RunFacts.GraphSize(
            graph.vertices(), graph.edges(), graph.directedEdges(), graph.undirected()),
        RunOutput.course(job),
        new RunFacts.Seconds(done.loadSeconds(), job.computeNanos() / 1e9, outputSeconds, seconds),
        new RunFacts.Processes(
            threads, options.cluster.workers, done.network(), ProcessMemory.peakBytes()));
  }
}
