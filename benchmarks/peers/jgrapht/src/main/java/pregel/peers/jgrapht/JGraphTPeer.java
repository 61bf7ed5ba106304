package pregel.peers.jgrapht;

import java.util.Map;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.scoring.PageRank;
import org.jgrapht.alg.util.Pair;
import org.jgrapht.opt.graph.sparse.IncomingEdgesSupport;
import org.jgrapht.opt.graph.sparse.SparseIntDirectedGraph;
import pregel.peers.Measurement;
import pregel.peers.Peer;
import pregel.peers.PeerGraph;

/** One thread, whatever is asked for: there is no other way in JGraphT. */
public final class JGraphTPeer implements Peer {
  private final Graph<Integer, Integer> graph;

  private JGraphTPeer(PeerGraph edges) {
    graph =
        new SparseIntDirectedGraph(
            edges.vertices(),
            edges.edges(),
            () ->
                IntStream.range(0, edges.edges())
                    .mapToObj(i -> Pair.of(edges.sources()[i], edges.targets()[i])),
            IncomingEdgesSupport.FULL_INCOMING_EDGES);
  }

  public static void main(String[] args) throws Exception {
    Measurement.main(args, (graph, threads) -> new JGraphTPeer(graph));
  }

  @Override
  public Run run(int supersteps) throws Exception {
    return Measurement.difference(supersteps, this::ranks);
  }

  /** The tolerance must be positive; no change of ranks is as small as this one. */
  private double[] ranks(int supersteps) {
    Map<Integer, Double> scores =
        new PageRank<>(graph, DAMPING, supersteps, Double.MIN_VALUE).getScores();
    double[] ranks = new double[scores.size()];
    scores.forEach((vertex, score) -> ranks[vertex] = score);
    return ranks;
  }
}
