package pregel.cli.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.option.VoiceOptions;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.JobState;

/** Cancels a job of a cluster. */
@Command(
    name = "cancel",
    header = "Cancels a job of a cluster, and waits until it has ended.",
    customSynopsis = "pregel cancel --cluster HOSTS JOB",
    footer = {"  pregel cancel --cluster zk1:2181,zk2:2181 --secret /etc/pregel/secret web-ranks"})
final class CancelCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final PrintStream out;

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  String job;

  @Mixin ClientOptions client;
  @Mixin VoiceOptions voice;

  CancelCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Coordination coordination = client.access().connect()) {
      coordination.cancel(job);
      Optional<JobState> end = coordination.awaitEnd(job, LIMIT);
      if (end.isEmpty()) {
        throw new JobException(
            FailureKind.NO_PROGRESS,
            "job "
                + job
                + ": has not ended after "
                + LIMIT.toSeconds()
                + " s; look whether a master is there");
      }
      out.println(job + "  " + end.get().status().name().toLowerCase(Locale.ROOT));
      return 0;
    } catch (CoordinationException e) {
      throw new JobException(e.kind(), e.getMessage(), e);
    }
  }
}
