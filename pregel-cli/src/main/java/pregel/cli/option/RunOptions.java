package pregel.cli.option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.local.LocalJob;
import pregel.core.job.Delivery;

/** What can be said of a job on the command line. */
public final class RunOptions {
  @Parameters(
      paramLabel = "ALGORITHM|CLASS",
      description = "A bundled algorithm, or the full name of a class in --classpath.")
  public String program;

  @Option(
      names = {"-i", "--input"},
      order = 1,
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Edges: files, directories, globs, the prefix of a Graphalytics graph; - is standard "
              + "input. .gz, .zst, .bz2 and .lz4 are unpacked.")
  public List<String> inputs;

  @Option(
      names = {"-p", "--param"},
      order = 2,
      paramLabel = "NAME=VALUE",
      description = "A parameter of the algorithm.")
  public Map<String, String> given = new LinkedHashMap<>();

  @Option(
      names = {"-o", "--output"},
      order = 3,
      paramLabel = "PATH",
      description =
          "The result, sorted by id. .csv, .tsv, .jsonl, .txt: one file, packed if .gz, .zst, "
              + ".bz2 or .lz4 follows; any other name: a directory of parts with _SUCCESS; -: "
              + "standard output.")
  public String output;

  @Option(
      names = "--overwrite",
      order = 4,
      description = "Replace an existing output. Without it that is an error before work starts.")
  public boolean overwrite;

  @Option(
      names = "--top",
      order = 5,
      paramLabel = "K",
      description = "Print the K best rows. Default: 10; with an output, beside the summary.")
  public Integer top;

  @Option(
      names = "--classpath",
      order = 6,
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Jars and directories with your own programs, and what these need. DIR/* stands for "
              + "the jars of a directory.")
  public List<String> classpath = new ArrayList<>();

  @Mixin public GraphOptions graphOptions;

  @Option(
      names = "--delivery",
      order = 43,
      paramLabel = "HOW",
      defaultValue = "auto",
      description =
          "How messages travel: push, pull, auto (chosen per superstep). Changes no result. "
              + "Default: auto.")
  public Delivery delivery;

  @Option(
      names = "--memory",
      order = 44,
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description =
          "What the engine may lease, as 512m or 8g; heap and direct sizes follow. Default: by "
              + "the machine's memory.")
  public Long memory;

  @Option(
      names = "--seed",
      order = 45,
      paramLabel = "N",
      defaultValue = "0",
      description = "Where the random numbers of vertices start. Default: 0.")
  public long seed;

  @Option(
      names = "--max-supersteps",
      order = 60,
      paramLabel = "N",
      description = "Stop after N supersteps. Default: no limit.")
  public Integer maxSupersteps;

  @Option(
      names = "--timeout",
      order = 61,
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      description =
          "Fail with exit code 22 when computing takes longer, as 90s, 15m or 2h. Default: no "
              + "limit.")
  public Duration timeout;

  @Option(
      names = "--stall-timeout",
      order = 61,
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      description =
          "Fail with exit code 22, and keep a thread dump, when no block of vertices (up to "
              + "4,096) is finished for so long: a program hangs. Default: 10m.")
  public Duration stallTimeout = LocalJob.STALL_LIMIT;

  @Mixin public WatchOptions watching;

  @Option(
      names = "--explain",
      order = 62,
      description = "Print the plan and the memory it needs, and run nothing.")
  public boolean explain;

  @Option(
      names = "--stats",
      order = 63,
      paramLabel = "FILE.json",
      description = "Write what was measured as JSON.")
  public Path stats;

  @Mixin public VoiceOptions voice;

  @Mixin public ClusterOptions cluster;

  /** Fails if an option has a value that nothing can be done with. */
  public void check() {
    cluster.check();
    graphOptions.check();
    if (top != null && top < 0) {
      throw usage("--top: " + top + " is not a number of rows; give 0 or more");
    }
    if (maxSupersteps != null && maxSupersteps < 1) {
      throw usage("--max-supersteps: " + maxSupersteps + " runs nothing; give 1 or more");
    }
  }

  /** The program for people. */
  public String label() {
    return program.substring(program.lastIndexOf('.') + 1);
  }

  /** The step limit. */
  public int superstepLimit() {
    return maxSupersteps == null ? Integer.MAX_VALUE : maxSupersteps;
  }

  private static JobException usage(String message) {
    return new JobException(FailureKind.USAGE, message);
  }
}
