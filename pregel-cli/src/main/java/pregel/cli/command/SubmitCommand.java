package pregel.cli.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import pregel.api.FailureKind;
import pregel.api.JobException;

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
final class SubmitCommand extends RunCommand implements Callable<Integer> {
  SubmitCommand(PrintStream out, PrintStream err) {
    super(out, err);
  }

  @Override
  boolean waits() {
    if (cluster.cluster == null) {
      throw new JobException(FailureKind.USAGE, "submit: to which cluster? give --cluster HOSTS");
    }
    return false;
  }

  @Override
  public Integer call() throws java.io.IOException {
    waits();
    return super.call();
  }
}
