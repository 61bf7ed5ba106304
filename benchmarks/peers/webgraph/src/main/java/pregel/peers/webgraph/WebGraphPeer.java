package pregel.peers.webgraph;

import it.unimi.dsi.law.rank.PageRank;
import it.unimi.dsi.law.rank.PageRankParallelGaussSeidel;
import it.unimi.dsi.law.rank.PageRankParallelPowerSeries;
import it.unimi.dsi.webgraph.ArrayListMutableGraph;
import it.unimi.dsi.webgraph.EFGraph;
import it.unimi.dsi.webgraph.ImmutableGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.helpers.NOPLogger;
import pregel.peers.Measurement;
import pregel.peers.Peer;
import pregel.peers.PeerGraph;

/**
 * The power series, whose iterations are the supersteps of PageRank, or, told {@code gauss-seidel},
 * LAW's class of choice, which reads ranks of the iteration that it is in. Lists are compressed
 * unless it is told {@code expanded}. The graph is its own transpose.
 */
public final class WebGraphPeer implements Peer {
  private final ImmutableGraph graph;
  private final int threads;
  private final boolean gaussSeidel;

  private WebGraphPeer(ImmutableGraph graph, int threads, boolean gaussSeidel) {
    this.graph = graph;
    this.threads = threads;
    this.gaussSeidel = gaussSeidel;
  }

  public static void main(String[] args) throws Exception {
    boolean gaussSeidel = List.of(args).contains("gauss-seidel");
    boolean expanded = List.of(args).contains("expanded");
    Measurement.main(
        args,
        (edges, threads) ->
            new WebGraphPeer(
                expanded
                    ? new ArrayListMutableGraph(new ArrayGraph(edges)).immutableView()
                    : compressed(edges),
                threads,
                gaussSeidel));
  }

  /**
   * Stores the graph by Elias and Fano's representation, whose rows are found at once, and loads
   * it.
   */
  private static ImmutableGraph compressed(PeerGraph edges) throws IOException {
    Path directory = Files.createTempDirectory("webgraph-");
    String name = directory.resolve("graph").toString();
    EFGraph.store(new ArrayGraph(edges), name);
    return EFGraph.load(name);
  }

  @Override
  public Run run(int supersteps) throws IOException {
    PageRank ranking =
        gaussSeidel
            ? new PageRankParallelGaussSeidel(graph, threads, NOPLogger.NOP_LOGGER)
            : new PageRankParallelPowerSeries(graph, threads, NOPLogger.NOP_LOGGER);
    ranking.alpha = DAMPING;
    long[] ends = new long[supersteps];
    ranking.stepUntil(
        now -> {
          ends[now.iteration - 1] = System.nanoTime();
          return now.iteration == supersteps;
        });
    double nanos = (double) (ends[supersteps - 1] - ends[0]) / (supersteps - 1);
    return new Run(nanos, Arrays.copyOf(ranking.rank, ranking.n));
  }
}
