package pregel.bench;

import java.util.Locale;
import pregel.algorithms.BreadthFirstSearch;
import pregel.algorithms.ConnectedComponents;
import pregel.algorithms.LabelPropagation;
import pregel.algorithms.PageRank;
import pregel.algorithms.ShortestPaths;
import pregel.api.Direction;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.cli.local.LocalJob;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;

/**
 * Whether a program slows down because others ran in the same JVM: PageRank alone, then four other
 * programs and PageRank again, and the ratio of the two.
 *
 * <p>Arguments: scale (20), trials (5), threads (all cores).
 */
public final class MixedPrograms {
  private static final int WARM_UP = 5;

  private MixedPrograms() {}

  public static void main(String[] args) {
    int scale = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int threads =
        args.length > 2 ? Integer.parseInt(args[2]) : Runtime.getRuntime().availableProcessors();
    System.out.println(
        "repeat: benchmarks/run MixedPrograms " + scale + " " + trials + " " + threads);
    BuildOptions options =
        new BuildOptions(
            VertexOrder.DEGREE,
            BuildOptions.Duplicates.DROP,
            true,
            BuildOptions.UnknownVertices.FAIL,
            0,
            threads);
    Graph graph =
        GraphBuilder.build(BenchmarkGraphs.rmat(scale, threads), options, Direction.IN).graph();
    double alone = pageRank(graph, threads, trials);
    String source = Long.toString(graph.ids().id(0));
    run(graph, threads, new BreadthFirstSearch(Parameters.of("source", source)));
    run(graph, threads, new ConnectedComponents(Parameters.of()));
    run(graph, threads, new ShortestPaths(Parameters.of("source", source)));
    run(graph, threads, new LabelPropagation(Parameters.of("iterations", "3")));
    double again = pageRank(graph, threads, trials);
    System.out.printf(
        Locale.ROOT,
        "PageRank superstep alone %.2f ms, after four other programs %.2f ms: ratio %.3f (target"
            + " 1.05)%n",
        alone / 1e6,
        again / 1e6,
        again / alone);
  }

  private static double pageRank(Graph graph, int threads, int trials) {
    double[] medians = new double[trials];
    for (int trial = 0; trial < trials; trial++) {
      LocalJob.Result result = run(graph, threads, new PageRank(Parameters.of("iterations", "20")));
      medians[trial] = Figures.medianNanos(result.trace(), WARM_UP);
    }
    return Figures.median(medians);
  }

  private static LocalJob.Result run(Graph graph, int threads, VertexProgram program) {
    return LocalJob.run(graph, program, LocalJob.Options.withThreads(threads), report -> {});
  }
}
