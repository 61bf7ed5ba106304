package pregel.peers;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The main program of a peer's process. Its arguments: the graph's file, supersteps, trials,
 * threads, the file for the answer.
 *
 * <p>The answer's first line, in UTF-8: seconds of loading, then the milliseconds that a superstep
 * took in each trial; after the line end every rank as a double, by id, and nothing else.
 */
public final class Measurement {
  private static final long REPEATED_NANOS = 2_000_000_000L;
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private Measurement() {}

  /** Makes a peer ready to run on a graph. */
  @FunctionalInterface
  public interface Loader {
    Peer load(PeerGraph graph, int threads) throws Exception;
  }

  /** Loads, runs once to warm up and then as often as told; checks nothing. */
  public static void main(String[] args, Loader loader) throws Exception {
    PeerGraph graph = PeerGraph.read(Path.of(args[0]));
    int supersteps = Integer.parseInt(args[1]);
    int trials = Integer.parseInt(args[2]);
    long began = System.nanoTime();
    Peer peer = loader.load(graph, Integer.parseInt(args[3]));
    List<Double> figures = new ArrayList<>();
    figures.add((System.nanoTime() - began) / 1e9);
    double[] ranks = peer.run(supersteps).ranks();
    for (int trial = 0; trial < trials; trial++) {
      Peer.Run run = peer.run(supersteps);
      figures.add(run.nanos() / 1e6);
      ranks = run.ranks();
    }
    write(Path.of(args[4]), figures, ranks);
  }

  /**
   * What a superstep takes where only whole runs can be timed: the difference that {@code
   * supersteps} make to a run of one. Short runs are repeated for a while, and the least of each
   * kind counts, for what is done once may take longer than the supersteps.
   */
  public static Peer.Run difference(int supersteps, Whole whole) throws Exception {
    long one = Long.MAX_VALUE;
    long all = Long.MAX_VALUE;
    double[] ranks;
    long start = System.nanoTime();
    do {
      long began = System.nanoTime();
      whole.run(1);
      long between = System.nanoTime();
      ranks = whole.run(supersteps);
      one = Math.min(one, between - began);
      all = Math.min(all, System.nanoTime() - between);
    } while (System.nanoTime() - start < (all > one ? REPEATED_NANOS : LONGEST_NANOS));
    if (all <= one) {
      throw new IllegalStateException(
          "a run of "
              + supersteps
              + " supersteps took no longer than one of 1: take a larger scale");
    }
    return new Peer.Run((double) (all - one) / (supersteps - 1), ranks);
  }

  /** A run that cannot be looked into. */
  @FunctionalInterface
  public interface Whole {
    double[] run(int supersteps) throws Exception;
  }

  private static void write(Path file, List<Double> figures, double[] ranks) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        var data = new DataOutputStream(out)) {
      String line =
          figures.stream()
              .map(figure -> String.format(Locale.ROOT, "%.6f", figure))
              .collect(Collectors.joining(" ", "", "\n"));
      data.writeBytes(line);
      for (double rank : ranks) {
        data.writeDouble(rank);
      }
    }
  }
}
