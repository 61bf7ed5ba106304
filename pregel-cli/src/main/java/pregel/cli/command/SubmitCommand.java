package pregel.cli.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.option.RunOptions;
import pregel.cli.run.ClusterSubmission;
import pregel.cli.run.RunRequest;

/** Hands a job to a cluster, and does not wait for it. */
@Command(
    name = "submit",
    header = "Hands a job to a cluster and prints its id; pregel status tells how it goes.",
    customSynopsis =
        "pregel submit ALGORITHM|CLASS --cluster HOSTS -i PATH... -o PATH [-p NAME=VALUE]..."
            + " [OPTIONS]",
    footer = {
      "  pregel submit pagerank --cluster zk1:2181 --secret s -i /data/web -o /data/ranks.csv"
    })
final class SubmitCommand implements Callable<Integer> {
  private final PrintStream out;

  @Mixin RunOptions options;

  SubmitCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    if (options.cluster.cluster == null) {
      throw new JobException(FailureKind.USAGE, "submit: to which cluster? give --cluster HOSTS");
    }
    options.check();
    RunRequest request = RunRequest.of("submit", options);
    request.checkGiven();
    out.println(new ClusterSubmission(request).submit());
    return 0;
  }
}
