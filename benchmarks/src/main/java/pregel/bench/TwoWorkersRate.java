package pregel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import pregel.bench.PregelProcess.Run;

/**
 * What it costs to divide a graph among processes: PageRank supersteps of two workers of one thread
 * each, against those of one process of two threads, and against two workers that take a checkpoint
 * every five supersteps. The three take turns, in processes of their own, and must agree on the
 * best rows to the last digit. Besides, a superstep in which nothing happens, and what crosses the
 * border against what its number of vertices predicts.
 *
 * <p>A superstep's time is what passes between two barriers: exchange, barrier and the copy for a
 * checkpoint are in it.
 *
 * <p>Arguments: scale (20), turns (5), iterations (60), a directory that keeps the graph and may be
 * used again (a temporary one).
 */
public final class TwoWorkersRate {
  /** No more than --stats lists one by one. */
  private static final int EMPTY_SUPERSTEPS = 1000;

  private static final int EMPTY_WARM_UP = 400;
  private static final int EMPTY_SCALE = 10;
  private static final String ONE = "--threads 2";
  private static final String TWO = "--threads 1 --workers 2";

  private TwoWorkersRate() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int scale = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int turns = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int iterations = args.length > 2 ? Integer.parseInt(args[2]) : 60;
    System.out.println(
        "repeat: benchmarks/run TwoWorkersRate " + scale + " " + turns + " " + iterations);
    Path directory =
        args.length > 3 ? Path.of(args[3]) : Files.createTempDirectory("pregel-benchmark-");
    try {
      measureEmpty(directory);
      measure(directory, scale, turns, iterations);
    } finally {
      if (args.length <= 3) {
        remove(directory);
      }
    }
  }

  private static void measureEmpty(Path directory) throws IOException, InterruptedException {
    Path graph = directory.resolve("rmat-" + EMPTY_SCALE + ".snapshot");
    PregelProcess.generate(graph, EMPTY_SCALE);
    String job =
        CountedSupersteps.class.getName() + " -p supersteps=" + EMPTY_SUPERSTEPS + " -i " + graph;
    Run run = PregelProcess.run(directory, job + " " + TWO);
    String expected = Integer.toString(EMPTY_SUPERSTEPS);
    if (run.rows().isEmpty() || !run.rows().stream().allMatch(row -> row.endsWith(expected))) {
      throw new AssertionError("not every vertex counted " + expected + ": " + run.rows());
    }
    double[] millis = run.millis(EMPTY_WARM_UP);
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "empty superstep, two workers: median %.3f ms, 90th percentile %.3f (target below 1)%n",
        Figures.median(millis),
        millis[millis.length * 9 / 10]);
  }

  private static void measure(Path directory, int scale, int turns, int iterations)
      throws IOException, InterruptedException {
    Path graph = directory.resolve("rmat-" + scale + ".snapshot");
    PregelProcess.generate(graph, scale);
    Path checkpoints = directory.resolve("checkpoints");
    String job = "pagerank -p iterations=" + iterations + " -i " + graph + " ";
    String often = TWO + " --checkpoint-every 5 --checkpoint-dir " + checkpoints;
    List<Double> divided = new ArrayList<>();
    List<Double> saved = new ArrayList<>();
    int warmUp = iterations / 3;
    Run two = null;
    for (int turn = 0; turn < turns; turn++) {
      boolean forth = turn % 2 == 0;
      Run first = PregelProcess.run(directory, job + (forth ? ONE : often));
      two = PregelProcess.run(directory, job + TWO);
      Run last = PregelProcess.run(directory, job + (forth ? often : ONE));
      Run one = forth ? first : last;
      Run checkpointed = forth ? last : first;
      verify(one, two);
      verify(one, checkpointed);
      double alone = Figures.median(one.millis(warmUp));
      double together = Figures.median(two.millis(warmUp));
      double plain = Figures.mean(two.millis(warmUp));
      double withCheckpoints = Figures.mean(checkpointed.millis(warmUp));
      System.out.printf(
          Locale.ROOT,
          "  one process %.2f ms, two workers %.2f ms; mean %.2f ms, with checkpoints %.2f ms%n",
          alone,
          together,
          plain,
          withCheckpoints);
      divided.add(together / alone);
      saved.add(withCheckpoints / plain);
    }
    System.out.printf(
        Locale.ROOT,
        "two workers / one process, medians of supersteps: %s (target at scale 20: 1.30, 22: 1.15)%n"
            + "with a checkpoint every 5 supersteps / without, means: %s (target at scale 22: 1.10)%n",
        Figures.spread(divided),
        Figures.spread(saved));
    printTraffic(two, iterations);
  }

  private static void printTraffic(Run two, int supersteps) {
    long values = two.network("messages_sent");
    long bytes = two.network("bytes_sent");
    System.out.printf(
        Locale.ROOT,
        "on the wire: %,d bytes per superstep for %,d boundary vertices of 8 bytes: %.4f of them%n",
        bytes / supersteps,
        values / supersteps,
        bytes / (8.0 * values));
  }

  private static void verify(Run expected, Run found) {
    if (expected.rows().isEmpty() || !expected.rows().equals(found.rows())) {
      throw new AssertionError("the best rows differ");
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
