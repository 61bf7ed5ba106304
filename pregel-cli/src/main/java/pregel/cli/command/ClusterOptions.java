package pregel.cli.command;

import picocli.CommandLine.Option;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * Options that need several processes or checkpoints: known, so that they are refused helpfully.
 */
final class ClusterOptions {
  @Option(names = "--workers", hidden = true)
  String workers;

  @Option(names = "--cluster", hidden = true)
  String cluster;

  @Option(names = "--checkpoint-every", hidden = true)
  String checkpointEvery;

  @Option(names = "--checkpoint-dir", hidden = true)
  String checkpointDir;

  @Option(names = "--resume", hidden = true)
  String resume;

  /** Fails if one of them was given. */
  void refuse() {
    String given =
        workers != null
            ? "--workers"
            : cluster != null
                ? "--cluster"
                : checkpointEvery != null
                    ? "--checkpoint-every"
                    : checkpointDir != null ? "--checkpoint-dir" : "--resume";
    throw new JobException(
        FailureKind.USAGE,
        given
            + ": comes with the cluster, which this version does not have yet; leave it out to use"
            + " every core of this machine");
  }
}
