package pregel.cli.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.option.VoiceOptions;
import pregel.cli.report.RunSummary;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.JobState;
import pregel.core.coordination.JobSummary;
import pregel.core.coordination.MasterRecord;
import pregel.core.coordination.WorkerRecord;

/** Tells who is there in a cluster, and where its jobs stand. */
@Command(
    name = "status",
    header = "Tells who is there in a cluster, and where its jobs stand.",
    customSynopsis = "pregel status --cluster HOSTS [JOB]",
    footer = {"  pregel status --cluster zk1:2181,zk2:2181 --secret /etc/pregel/secret"})
final class StatusCommand implements Callable<Integer> {
  private final PrintStream out;

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "One job only.")
  String job;

  @Mixin ClientOptions client;
  @Mixin VoiceOptions voice;

  StatusCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Coordination coordination = client.access().connect()) {
      if (job != null) {
        JobState state =
            coordination
                .state(job)
                .orElseThrow(
                    () ->
                        new JobException(
                            FailureKind.USAGE,
                            "job " + job + ": there is none of this id; look at pregel status"));
        out.println(job + "  " + told(state, false));
        return 0;
      }
      print(coordination);
      return 0;
    } catch (CoordinationException e) {
      throw new JobException(e.kind(), e.getMessage(), e);
    }
  }

  private void print(Coordination coordination) throws InterruptedException {
    Optional<MasterRecord> master = coordination.master();
    out.println(
        "master   "
            + master.map(m -> m.id() + " on " + m.host() + ", epoch " + m.epoch()).orElse("none"));
    List<String> workers = new ArrayList<>();
    for (WorkerRecord worker : coordination.workers()) {
      workers.add(worker.id() + " at " + worker.host() + ":" + worker.port());
    }
    out.println("workers  " + (workers.isEmpty() ? "none" : String.join(", ", workers)));
    List<JobSummary> jobs = coordination.jobs();
    out.println("jobs     " + (jobs.isEmpty() ? "none" : jobs.size()));
    for (JobSummary summary : jobs) {
      out.println("  " + summary.id() + "  " + told(summary.state(), summary.cancelRequested()));
    }
  }

  private static String told(JobState state, boolean cancelled) {
    StringBuilder text = new StringBuilder(state.status().name().toLowerCase(Locale.ROOT));
    if (state.attempt() > 0) {
      text.append(", attempt ").append(state.attempt());
    }
    if (state.superstep() >= 0) {
      text.append(", superstep ").append(state.superstep());
    }
    if (cancelled && !state.status().isEnd()) {
      text.append(", to be cancelled");
    }
    if (!state.message().isEmpty()) {
      text.append(": ").append(state.message());
    }
    if (!state.values().isEmpty()) {
      text.append("; ").append(RunSummary.values(state.values()));
    }
    return text.toString();
  }
}
