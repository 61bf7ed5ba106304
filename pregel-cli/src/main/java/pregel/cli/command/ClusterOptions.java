package pregel.cli.command;

import picocli.CommandLine.Option;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** Where a job runs, if not in this process. */
final class ClusterOptions {
  private static final int MOST_WORKERS = 64;

  @Option(
      names = "--workers",
      order = 46,
      paramLabel = "N",
      description =
          "Divide the graph among N processes on this machine. Changes no result. Default: none, "
              + "this process has it all.")
  Integer workers;

  @Option(names = "--cluster", hidden = true)
  String cluster;

  @Option(names = "--checkpoint-every", hidden = true)
  String checkpointEvery;

  @Option(names = "--checkpoint-dir", hidden = true)
  String checkpointDir;

  @Option(names = "--resume", hidden = true)
  String resume;

  /** Fails if an option that is known and not there yet was given. */
  void check() {
    if (workers != null && (workers < 1 || workers > MOST_WORKERS)) {
      throw new JobException(
          FailureKind.USAGE,
          "--workers: " + workers + " is not a number of processes; give 1 to " + MOST_WORKERS);
    }
    String given =
        cluster != null
            ? "--cluster"
            : checkpointEvery != null
                ? "--checkpoint-every"
                : checkpointDir != null ? "--checkpoint-dir" : resume != null ? "--resume" : null;
    if (given != null) {
      throw new JobException(
          FailureKind.USAGE,
          given + ": is not there yet in this version; leave it out, or use --workers");
    }
  }
}
