package pregel.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.cluster.DrillCluster;
import pregel.cli.option.RunOptions;
import pregel.cli.report.Figures;

/** Runs a job with processes that die, and without, and compares the results byte by byte. */
@Command(
    name = "drill",
    header = "Runs a job while processes of a cluster are killed, and compares the bytes.",
    customSynopsis = "pregel drill ALGORITHM|CLASS -i PATH... --kill worker@N|master@N [OPTIONS]",
    footer = {
      "  pregel drill pagerank -i web.txt.gz --kill worker@3",
      "  pregel drill sssp -p source=1 -i roads.gr --kill worker@3 --kill master@5 --workers 3",
      "  pregel drill wcc -i web.txt.gz --kill worker@4 --checkpoint-every 2",
      "",
      "Takes the options of run but for where the result goes. Without --kill the job runs on",
      "a cluster that loses nobody. Ends with 1 if the results differ."
    })
final class DrillCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;
  private static final int DEFAULT_WORKERS = 2;

  /** Options that a job in one process does not have. */
  private static final List<String> OF_CLUSTERS =
      List.of("--checkpoint-every", "--checkpoint-dir", "--owners");

  /** How often a job is tried in all, so that it survives one loss less. */
  private static final int MOST_LOST_WORKERS = 3;

  private final PrintStream out;
  private final CommandLineRun commands;
  private final List<String> arguments;

  @Spec CommandSpec spec;

  @Option(
      names = "--kill",
      order = 1,
      paramLabel = "WHO@N",
      description =
          "worker@N, master@N: a process dies in superstep N as if by kill -9. Several: several"
              + " die; a master stands by for each that is lost.")
  List<String> kills = new ArrayList<>();

  @Mixin RunOptions options;

  /**
   * @param commands runs commands
   * @param arguments of this one, its name first
   */
  DrillCommand(PrintStream out, CommandLineRun commands, List<String> arguments) {
    this.out = out;
    this.commands = commands;
    this.arguments = arguments;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Integer> masters = supersteps("master");
    List<Integer> workers = supersteps("worker");
    if (options.cluster.workers == null) {
      options.cluster.workers = DEFAULT_WORKERS;
    }
    int crew = options.cluster.workers;
    check(masters, workers, crew);
    int threads =
        options.graphOptions.threads > 0
            ? options.graphOptions.threads
            : Math.max(1, Runtime.getRuntime().availableProcessors() / crew);
    try (DrillCluster cluster = DrillCluster.start(masters, workers, crew, threads)) {
      Path expected = cluster.place("expected.csv");
      Path found = cluster.place("found.csv");
      long began = System.nanoTime();
      int exitCode = run(expected, List.of(), OF_CLUSTERS);
      long between = System.nanoTime();
      if (exitCode == 0) {
        exitCode = run(found, divided(cluster, crew), List.of());
      }
      return exitCode == 0
          ? compare(cluster, expected, found, between - began, System.nanoTime() - between)
          : exitCode;
    }
  }

  private List<Integer> supersteps(String who) {
    List<Integer> supersteps = new ArrayList<>();
    for (String kill : kills) {
      if (!kill.matches("(worker|master)@[0-9]{1,9}")) {
        throw usage("--kill: " + kill + ": give worker@N or master@N, N a superstep from 0 up");
      }
      if (kill.startsWith(who)) {
        supersteps.add(Integer.parseInt(kill.substring(kill.indexOf('@') + 1)));
      }
    }
    return supersteps;
  }

  private void check(List<Integer> masters, List<Integer> workers, int crew) {
    options.check();
    if (options.output != null) {
      throw usage("-o: the results of a drill are compared and dropped; leave it out");
    }
    if (options.cluster.cluster != null || options.cluster.resume != null) {
      throw usage("--cluster, --resume: a drill has a cluster of its own; leave them out");
    }
    if (workers.size() >= crew) {
      throw usage(
          "--kill: "
              + Figures.counted(workers.size(), "worker")
              + " of "
              + crew
              + " would be lost, and somebody must be left; raise --workers");
    }
    if (workers.size() > MOST_LOST_WORKERS || masters.size() > MOST_LOST_WORKERS) {
      throw usage("--kill: a job survives three lost workers; kill fewer");
    }
  }

  private List<String> divided(DrillCluster cluster, int crew) {
    List<String> divided = new ArrayList<>(cluster.options());
    divided.addAll(List.of("--workers", Integer.toString(crew)));
    if (options.cluster.checkpointEvery != null && options.cluster.checkpointDir == null) {
      divided.addAll(List.of("--checkpoint-dir", cluster.place("checkpoints").toString()));
    }
    return divided;
  }

  /** Runs the job as its user would. */
  private int run(Path output, List<String> more, List<String> without) {
    List<String> words = new ArrayList<>(List.of("run"));
    List<String> dropped = new ArrayList<>(List.of("--kill", "--workers"));
    dropped.addAll(without);
    for (int i = 1; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (dropped.contains(word)) {
        i++; // with its value
      } else if (dropped.stream().noneMatch(option -> word.startsWith(option + "="))) {
        words.add(word);
      }
    }
    words.addAll(List.of("--output", output.toString(), "--top", "0"));
    words.addAll(more);
    return commands.run(words.toArray(String[]::new));
  }

  private int compare(DrillCluster cluster, Path expected, Path found, long plainNanos, long nanos)
      throws IOException {
    cluster.losses().forEach(out::println);
    long at = Files.mismatch(expected, found);
    String times =
        Figures.seconds(plainNanos / 1e9)
            + " in one process, "
            + Figures.seconds(nanos / 1e9)
            + " in the drill";
    if (at < 0) {
      out.println("the same " + Figures.count(Files.size(expected)) + " bytes, " + times);
      return 0;
    }
    out.println(
        "DIFFERENT from byte "
            + Figures.count(at)
            + " on, in line "
            + line(expected, at)
            + ", "
            + times);
    return DIFFERENT;
  }

  /** The number of the line with a byte. */
  private static long line(Path file, long at) throws IOException {
    long line = 1;
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < Math.min(at, bytes.length); i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  private static JobException usage(String message) {
    return new JobException(FailureKind.USAGE, message);
  }
}
