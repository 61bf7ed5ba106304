package pregel.peers.pregel;

import java.util.ArrayList;
import java.util.List;
import pregel.algorithms.centrality.PageRank;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.cli.local.LocalJob;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.core.job.SuperstepReport;
import pregel.peers.Measurement;
import pregel.peers.Peer;
import pregel.peers.PeerGraph;

/** What {@code pregel run pagerank} runs, on a graph built as that builds it. */
public final class PregelPeer implements Peer {
  private final Graph graph;
  private final int threads;

  private PregelPeer(Graph graph, int threads) {
    this.graph = graph;
    this.threads = threads;
  }

  public static void main(String[] args) throws Exception {
    Measurement.main(args, PregelPeer::load);
  }

  private static PregelPeer load(PeerGraph read, int threads) {
    EdgeBlock block = new EdgeBlock(read.edges() / 2, false);
    for (int i = 0; i < read.edges(); i++) {
      if (read.sources()[i] < read.targets()[i]) {
        block.add(read.sources()[i], read.targets()[i]);
      }
    }
    var counts = new EdgeInput.Counts(0, 0, 0);
    var input = new EdgeInput(new ArrayList<>(List.of(block)), null, true, false, false, counts);
    BuildOptions options =
        new BuildOptions(
            VertexOrder.AUTO,
            BuildOptions.Duplicates.KEEP,
            false,
            BuildOptions.UnknownVertices.CREATE,
            0,
            threads);
    return new PregelPeer(GraphBuilder.build(input, options, Direction.IN).graph(), threads);
  }

  /** Rounds are supersteps but for the first, in which every vertex gets the same rank. */
  @Override
  public Run run(int supersteps) {
    LocalJob.Result result =
        LocalJob.run(
            graph,
            new PageRank(Parameters.of("iterations", Integer.toString(supersteps))),
            LocalJob.Options.withThreads(threads),
            report -> {});
    double nanos =
        result.trace().stream().skip(2).mapToDouble(SuperstepReport::nanos).average().orElseThrow();
    DoubleColumn column = (DoubleColumn) result.columns().get(0);
    double[] ranks = new double[graph.vertices()];
    for (int slot = 0; slot < ranks.length; slot++) {
      ranks[(int) graph.ids().id(slot)] = column.at(slot);
    }
    return new Run(nanos, ranks);
  }
}
