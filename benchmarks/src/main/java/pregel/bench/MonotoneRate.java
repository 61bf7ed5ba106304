package pregel.bench;

import java.util.Locale;
import java.util.Random;
import java.util.function.LongFunction;
import pregel.algorithms.components.ConnectedComponents;
import pregel.algorithms.traversal.ShortestPaths;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.cli.local.LocalJob;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;

/**
 * Components and shortest ways with values that improve in place, against the same programs
 * superstep by superstep; the two take turns within one process, and must give the same bits.
 * Shortest ways start from vertices drawn from a fixed seed, others in every trial.
 *
 * <p>Arguments: scale (20), trials (5), threads (all cores).
 */
public final class MonotoneRate {
  private static final int GRID = 1000;

  private MonotoneRate() {}

  public static void main(String[] args) {
    int scale = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int threads =
        args.length > 2 ? Integer.parseInt(args[2]) : Runtime.getRuntime().availableProcessors();
    System.out.println(
        "repeat: benchmarks/run MonotoneRate " + scale + " " + trials + " " + threads);
    compareAll("R-MAT " + scale, BenchmarkGraphs.weighted(scale, threads), trials, trials, threads);
    compareAll(
        "uniform " + scale, BenchmarkGraphs.uniform(scale, threads), trials, trials, threads);
    // Thousands of supersteps: once is enough.
    compareAll("grid", BenchmarkGraphs.grid(GRID, false, threads), trials, 1, threads);
    compareAll("permuted grid", BenchmarkGraphs.grid(GRID, true, threads), trials, 1, threads);
  }

  private static void compareAll(
      String name, EdgeInput edges, int trials, int ordinaryTrials, int threads) {
    Graph graph = BenchmarkGraphs.built(edges, VertexOrder.AUTO, threads);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d vertices, %,d directed edges, %d threads%n",
        name,
        graph.vertices(),
        graph.directedEdges(),
        threads);
    compare(
        "components",
        graph,
        trials,
        ordinaryTrials,
        threads,
        trial -> new ConnectedComponents(Parameters.of()));
    Random random = new Random(1);
    long[] sources = new long[trials];
    for (int i = 0; i < trials; i++) {
      int slot;
      do {
        slot = random.nextInt(graph.vertices());
      } while (graph.outDegrees().get(slot) == 0);
      sources[i] = graph.ids().id(slot);
    }
    compare(
        "shortest ways",
        graph,
        trials,
        ordinaryTrials,
        threads,
        trial -> new ShortestPaths(Parameters.of("source", Long.toString(sources[(int) trial]))));
  }

  private static void compare(
      String name,
      Graph graph,
      int trials,
      int ordinaryTrials,
      int threads,
      LongFunction<VertexProgram> program) {
    double[] inPlace = new double[trials];
    double[] ordinary = new double[ordinaryTrials];
    int supersteps = 0;
    int ordinarySupersteps = 0;
    LocalJob.Options options = LocalJob.Options.withThreads(threads);
    for (int trial = 0; trial < trials; trial++) {
      LocalJob.Result fast = LocalJob.run(graph, program.apply(trial), options, report -> {});
      inPlace[trial] = fast.computeNanos() / 1e6;
      supersteps = fast.supersteps();
      if (trial < ordinaryTrials) {
        LocalJob.Result slow =
            LocalJob.run(
                graph, program.apply(trial), options.withoutImprovingInPlace(), report -> {});
        requireEqual(fast.columns().get(0), slow.columns().get(0), graph.vertices());
        ordinary[trial] = slow.computeNanos() / 1e6;
        ordinarySupersteps = slow.supersteps();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "  %s: in place %s ms, %d supersteps; ordinary %s ms, %d; %.1f times as fast%n",
        name,
        Figures.medianAndRange(inPlace),
        supersteps,
        Figures.medianAndRange(ordinary),
        ordinarySupersteps,
        Figures.median(ordinary) / Figures.median(inPlace));
  }

  private static void requireEqual(Column one, Column other, int vertices) {
    for (int slot = 0; slot < vertices; slot++) {
      boolean isEqual =
          one instanceof DoubleColumn doubles
              ? Double.compare(doubles.at(slot), ((DoubleColumn) other).at(slot)) == 0
              : ((LongColumn) one).at(slot) == ((LongColumn) other).at(slot);
      if (!isEqual) {
        throw new AssertionError("the values at slot " + slot + " differ");
      }
    }
  }
}
