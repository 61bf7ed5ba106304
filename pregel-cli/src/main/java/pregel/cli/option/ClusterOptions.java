package pregel.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.cluster.ClusterAccess;
import pregel.core.assignment.AssignmentRule;

/** Where a job runs, if not in this process. */
public final class ClusterOptions {
  private static final int MOST_WORKERS = 64;

  @Option(
      names = "--workers",
      order = 46,
      paramLabel = "N",
      description =
          "Divide the graph among N processes on this machine. Changes no result. Default: none, "
              + "this process has it all.")
  public Integer workers;

  @Option(
      names = "--owners",
      order = 46,
      paramLabel = "RULE",
      description =
          "Which worker gets which part of the graph: range (runs in the order of vertices), hash "
              + "(spread evenly), locality (so that few edges lead from worker to worker), auto "
              + "(locality, where the graph has any). Changes no result. Default: auto.")
  public AssignmentRule owners;

  @Option(
      names = "--cluster",
      order = 47,
      paramLabel = "HOSTS",
      description =
          "Let a cluster that is there run the job: host:port,host:port of its ZooKeeper. Inputs "
              + "and output are where all of its machines see them.")
  public String cluster;

  @Option(
      names = "--root",
      order = 48,
      paramLabel = "PATH",
      defaultValue = "/pregel",
      description = "What the cluster is called in ZooKeeper. Default: /pregel.")
  String root;

  @Option(
      names = "--secret",
      order = 48,
      paramLabel = "FILE",
      description = "The cluster's secret, one line user:secret.")
  Path secret;

  @Option(
      names = "--job",
      order = 48,
      paramLabel = "ID",
      description =
          "What the job is called in the cluster, and in the place of its checkpoints. Default: a "
              + "new name.")
  public String job;

  @Option(
      names = "--checkpoint-every",
      order = 49,
      paramLabel = "N",
      description =
          "Take a checkpoint before every N-th superstep, from which the job goes on when a "
              + "process is lost. Default: none, it begins again.")
  public Integer checkpointEvery;

  @Option(
      names = "--checkpoint-dir",
      order = 49,
      paramLabel = "URI",
      description =
          "Where checkpoints are, for all machines. Default with --workers: with the temporary "
              + "files of the run.")
  public String checkpointDir;

  @Option(
      names = "--recovery-log",
      order = 50,
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description =
          "Let each worker keep what it sends to others, up to SIZE (512m, 8g) in its temporary "
              + "files: when one is lost and another is free, only the lost one's part is computed "
              + "again. Default: none, all go back to the last checkpoint.")
  public Long recoveryLog;

  @Option(
      names = "--resume",
      order = 50,
      paramLabel = "JOB",
      description =
          "Go on from the checkpoints of a job that was interrupted or has failed: the same "
              + "command with the job's name, as it was said at its start. Needs --checkpoint-dir.")
  public String resume;

  /** By what name the checkpoints of a job lie in their place. */
  public String checkpointName(String id) {
    return resume == null ? id : resume;
  }

  public ClusterAccess access() {
    return new ClusterAccess(cluster, root, secret);
  }

  private static JobException usage(String message) {
    return new JobException(FailureKind.USAGE, message);
  }

  /** Fails if an option that is known and not there yet was given. */
  public void check() {
    if (workers != null && (workers < 1 || workers > MOST_WORKERS)) {
      throw usage(
          "--workers: " + workers + " is not a number of processes; give 1 to " + MOST_WORKERS);
    }
    if (owners != null && workers == null && cluster == null) {
      throw usage("--owners: is for several processes; add --workers or --cluster");
    }
    if (resume != null && checkpointDir == null) {
      throw usage("--resume: where are its checkpoints? add --checkpoint-dir");
    }
    if (checkpointEvery != null && checkpointEvery < 1) {
      throw usage("--checkpoint-every: " + checkpointEvery + " takes none; give 1 or more");
    }
    if ((checkpointEvery != null || checkpointDir != null) && workers == null && cluster == null) {
      throw usage("--checkpoint-every: is for several processes; add --workers or --cluster");
    }
    if (recoveryLog != null && cluster == null) {
      throw usage("--recovery-log: is for a cluster with a worker in reserve; add --cluster");
    }
    if (checkpointDir != null && checkpointEvery == null && resume == null) {
      throw usage("--checkpoint-dir: every how many supersteps? add --checkpoint-every");
    }
    if (checkpointEvery != null && cluster != null && checkpointDir == null) {
      throw usage("--checkpoint-every: where, for all machines? add --checkpoint-dir");
    }
  }
}
