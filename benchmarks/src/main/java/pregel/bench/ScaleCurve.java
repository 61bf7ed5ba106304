package pregel.bench;

import java.util.Locale;
import pregel.algorithms.centrality.PageRank;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.cli.local.LocalJob;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/**
 * What a PageRank superstep costs per edge as graphs grow, beside what this machine takes to read
 * doubles from all over an array of as many vertices: from places drawn evenly, and from the places
 * that the graph's own edges name, in their order. The second is the least that pulling along this
 * graph could take; how it grows is what caches explain. Prints a table in Markdown.
 *
 * <p>The ranks of the last superstep are checked by a plain loop over those of the one before.
 *
 * <p>Arguments: the first scale (18), the last (22; 24 holds 7 GB while it is built), trials (5),
 * threads (all cores).
 */
public final class ScaleCurve {
  private static final int ROUNDS = 20;
  private static final int WARM_UP = 5;
  private static final long WARM_UP_NANOS = 2_000_000_000L;
  private static final double DAMPING = 0.85;
  private static final int DRAWN = 1 << 25;

  private final int threads;
  private final int trials;
  private Line first;

  /** Nanoseconds per edge, or per place read. */
  private record Line(double superstep, double drawn, double targets) {}

  private ScaleCurve(int trials, int threads) {
    this.trials = trials;
    this.threads = threads;
  }

  public static void main(String[] args) throws InterruptedException {
    int from = args.length > 0 ? Integer.parseInt(args[0]) : 18;
    int to = args.length > 1 ? Integer.parseInt(args[1]) : 22;
    int trials = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    int threads =
        args.length > 3 ? Integer.parseInt(args[3]) : Runtime.getRuntime().availableProcessors();
    System.out.println(
        "repeat: benchmarks/run ScaleCurve " + from + " " + to + " " + trials + " " + threads);
    System.out.println(
        "R-MAT, degree order, "
            + threads
            + " threads; nanoseconds per directed edge, and how many times those of scale "
            + from);
    System.out.println();
    System.out.println(
        "| scale | edges | values | superstep | M edges/s | own targets gathered | drawn places"
            + " gathered | superstep / own targets |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
    ScaleCurve curve = new ScaleCurve(trials, threads);
    for (int scale = from; scale <= to; scale++) {
      curve.measure(scale);
    }
  }

  private void measure(int scale) throws InterruptedException {
    Graph graph =
        BenchmarkGraphs.built(BenchmarkGraphs.rmat(scale, threads), VertexOrder.DEGREE, threads);
    double superstep = superstep(graph);
    GatherRate gather = new GatherRate(graph.vertices(), threads);
    double targets = gather.nanos(GatherRate.targets(graph.adjacency(Direction.IN)), trials);
    double drawn = gather.nanos(GatherRate.drawn(graph.vertices(), DRAWN, scale), trials);
    Line line = new Line(superstep, drawn, targets);
    first = first == null ? line : first;
    System.out.printf(
        Locale.ROOT,
        "| %d | %.1f M | %.1f MiB | %s | %.0f | %s | %s | %.2f |%n",
        scale,
        graph.directedEdges() / 1e6,
        graph.vertices() * 8.0 / (1 << 20),
        grown(superstep, first.superstep()),
        1e3 / superstep,
        grown(targets, first.targets()),
        grown(drawn, first.drawn()),
        superstep / targets);
  }

  private static String grown(double nanos, double before) {
    return String.format(Locale.ROOT, "%.3f ns (%.2f)", nanos, nanos / before);
  }

  /** The median over trials of the median superstep. */
  private double superstep(Graph graph) {
    double[] nanos = new double[trials];
    DoubleColumn ranks = null;
    long start = System.nanoTime();
    do {
      run(graph, ROUNDS);
    } while (System.nanoTime() - start < WARM_UP_NANOS);
    for (int trial = 0; trial < trials; trial++) {
      LocalJob.Result result = run(graph, ROUNDS);
      nanos[trial] = Figures.medianNanos(result.trace(), WARM_UP) / graph.directedEdges();
      ranks = (DoubleColumn) result.columns().get(0);
    }
    verify(graph, (DoubleColumn) run(graph, ROUNDS - 1).columns().get(0), ranks);
    return Figures.median(nanos);
  }

  private LocalJob.Result run(Graph graph, int rounds) {
    return LocalJob.run(
        graph,
        new PageRank(Parameters.of("iterations", Integer.toString(rounds))),
        LocalJob.Options.withThreads(threads),
        report -> {});
  }

  private static void verify(Graph graph, DoubleColumn before, DoubleColumn after) {
    int n = graph.vertices();
    double dangling = 0;
    for (int slot = 0; slot < n; slot++) {
      dangling += graph.outDegrees().get(slot) == 0 ? before.at(slot) : 0;
    }
    Adjacency in = graph.adjacency(Direction.IN);
    for (int partition = 0; partition < graph.partitions().partitions(); partition++) {
      Adjacency.Rows rows = in.rows(partition);
      for (int row = 0; row < rows.rowCount(); row++) {
        double sum = 0;
        for (int at = rows.offsets().get(row); at < rows.ends().get(row); at++) {
          int source = rows.targets()[at];
          sum += before.at(source) / graph.outDegrees().get(source);
        }
        int slot = rows.firstSlot() + row;
        double expected = (1 - DAMPING + DAMPING * dangling) / n + DAMPING * sum;
        if (!(Math.abs(after.at(slot) - expected) <= 1e-9 * expected)) {
          throw new AssertionError(
              "rank at slot " + slot + " is " + after.at(slot) + ", expected " + expected);
        }
      }
    }
  }
}
