package pregel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pregel.algorithms.centrality.PageRank;
import pregel.api.DoubleColumn;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.cli.local.LocalJob;
import pregel.core.graph.Graph;

/**
 * PageRank supersteps through the public interface, against a hand-written loop over the same
 * arrays in the same order, and against that loop over the graph in the order of its (permuted)
 * ids. The three take turns within one process.
 *
 * <p>Arguments: scale (20), trials (5), threads (all cores).
 */
public final class PageRankRate {
  private static final int ROUNDS = 20;
  private static final int WARM_UP = 5;
  private static final double DAMPING = 0.85;

  private PageRankRate() {}

  public static void main(String[] args) throws InterruptedException {
    int scale = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int threads =
        args.length > 2 ? Integer.parseInt(args[2]) : Runtime.getRuntime().availableProcessors();
    System.out.println(
        "repeat: benchmarks/run PageRankRate " + scale + " " + trials + " " + threads);
    Graph graph = build(scale, threads, VertexOrder.DEGREE);
    HandWrittenPageRank same = new HandWrittenPageRank(graph, threads);
    HandWrittenPageRank given =
        new HandWrittenPageRank(build(scale, threads, VertexOrder.ID), threads);
    System.out.printf(
        Locale.ROOT,
        "R-MAT scale %d: %,d vertices, %,d directed edges, %d threads%n",
        scale,
        graph.vertices(),
        graph.directedEdges(),
        threads);
    List<Double> toSame = new ArrayList<>();
    List<Double> toGiven = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      LocalJob.Result result =
          LocalJob.run(
              graph,
              new PageRank(Parameters.of("iterations", Integer.toString(ROUNDS))),
              LocalJob.Options.withThreads(threads),
              report -> {});
      double engine = Figures.medianNanos(result.trace(), WARM_UP);
      double sameOrder = Figures.medianNanos(same.run(ROUNDS, DAMPING), WARM_UP);
      double givenOrder = Figures.medianNanos(given.run(ROUNDS, DAMPING), WARM_UP);
      verify((DoubleColumn) result.columns().get(0), same.ranks());
      System.out.printf(
          Locale.ROOT,
          "  engine %.0f M edges/s, hand-written same order %.0f, given order %.0f%n",
          rate(graph, engine),
          rate(graph, sameOrder),
          rate(graph, givenOrder));
      toSame.add(sameOrder / engine);
      toGiven.add(givenOrder / engine);
    }
    System.out.printf(
        Locale.ROOT,
        "engine / hand-written in the same order: median %.2f (target 0.90)%n"
            + "engine / hand-written in given order: median %.2f (target at scale 22: 2.00)%n",
        Figures.median(toSame.stream().mapToDouble(d -> d).toArray()),
        Figures.median(toGiven.stream().mapToDouble(d -> d).toArray()));
  }

  private static Graph build(int scale, int threads, VertexOrder order) {
    return BenchmarkGraphs.built(BenchmarkGraphs.rmat(scale, threads), order, threads);
  }

  private static double rate(Graph graph, double nanos) {
    return graph.directedEdges() / nanos * 1000;
  }

  private static void verify(DoubleColumn ranks, double[] expected) {
    for (int slot = 0; slot < expected.length; slot++) {
      if (Math.abs(ranks.at(slot) - expected[slot]) > 1e-9 * expected[slot]) {
        throw new AssertionError(
            "rank at slot " + slot + " is " + ranks.at(slot) + ", expected " + expected[slot]);
      }
    }
  }
}
