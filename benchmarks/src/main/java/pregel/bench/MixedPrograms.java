package pregel.bench;

import java.util.Locale;
import pregel.algorithms.centrality.PageRank;
import pregel.algorithms.community.LabelPropagation;
import pregel.algorithms.components.ConnectedComponents;
import pregel.algorithms.traversal.BreadthFirstSearch;
import pregel.algorithms.traversal.ShortestPaths;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.cli.local.LocalJob;
import pregel.core.graph.Graph;

/**
 * Whether a program slows down because others ran in the same JVM: PageRank alone, then four other
 * programs and PageRank again, and the ratio of the two. A hand-written loop takes turns with
 * PageRank both times: what slows that down is the machine.
 *
 * <p>Arguments: scale (20), trials (5), threads (all cores).
 */
public final class MixedPrograms {
  private static final int ROUNDS = 20;
  private static final int WARM_UP = 5;

  private MixedPrograms() {}

  public static void main(String[] args) throws InterruptedException {
    int scale = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int threads =
        args.length > 2 ? Integer.parseInt(args[2]) : Runtime.getRuntime().availableProcessors();
    System.out.println(
        "repeat: benchmarks/run MixedPrograms " + scale + " " + trials + " " + threads);
    Graph graph =
        BenchmarkGraphs.built(BenchmarkGraphs.rmat(scale, threads), VertexOrder.DEGREE, threads);
    HandWrittenPageRank control = new HandWrittenPageRank(graph, threads);
    Medians alone = pageRank(graph, threads, trials, control);
    String source = Long.toString(graph.ids().id(0));
    run(graph, threads, new BreadthFirstSearch(Parameters.of("source", source)));
    run(graph, threads, new ConnectedComponents(Parameters.of()));
    run(graph, threads, new ShortestPaths(Parameters.of("source", source)));
    run(graph, threads, new LabelPropagation(Parameters.of("iterations", "3")));
    Medians again = pageRank(graph, threads, trials, control);
    System.out.printf(
        Locale.ROOT,
        "PageRank superstep alone %.2f ms, after four other programs %.2f ms: ratio %.3f%n"
            + "hand-written loop, at the same times, %.2f ms and %.2f ms: ratio %.3f%n"
            + "what the other programs cost PageRank: %.3f (target at most 1.05)%n",
        alone.engine / 1e6,
        again.engine / 1e6,
        again.engine / alone.engine,
        alone.control / 1e6,
        again.control / 1e6,
        again.control / alone.control,
        again.engine / alone.engine / (again.control / alone.control));
  }

  /** Nanoseconds per superstep: of PageRank, and of a loop that no program can slow down. */
  private record Medians(double engine, double control) {}

  private static Medians pageRank(Graph graph, int threads, int trials, HandWrittenPageRank control)
      throws InterruptedException {
    double[] engine = new double[trials];
    double[] loop = new double[trials];
    for (int trial = 0; trial < trials; trial++) {
      LocalJob.Result result =
          run(graph, threads, new PageRank(Parameters.of("iterations", Integer.toString(ROUNDS))));
      engine[trial] = Figures.medianNanos(result.trace(), WARM_UP);
      loop[trial] = Figures.medianNanos(control.run(ROUNDS, 0.85), WARM_UP);
    }
    return new Medians(Figures.median(engine), Figures.median(loop));
  }

  private static LocalJob.Result run(Graph graph, int threads, VertexProgram program) {
    return LocalJob.run(graph, program, LocalJob.Options.withThreads(threads), report -> {});
  }
}
