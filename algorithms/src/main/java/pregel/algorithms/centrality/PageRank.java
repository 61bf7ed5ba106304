package pregel.algorithms.centrality;

import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Ranks every vertex by the ranks of those that link to it (Page, Brin, Motwani and Winograd 1999).
 *
 * <p>Round {@code i} runs in superstep {@code i}; the rank of vertices without outgoing edges is
 * spread evenly over all, so that ranks sum to 1. Nothing is sent in the last superstep.
 */
public final class PageRank implements VertexProgram.OfDouble {
  private final double damping;
  private final int iterations;
  private final double tolerance;
  private DoubleColumn rank;
  private DoubleAggregator dangling;
  private DoubleAggregator change;

  public PageRank(Parameters parameters) {
    damping = parameters.realOr("damping", 0.85);
    iterations = parameters.integerOr("iterations", 20);
    tolerance = parameters.realOr("tolerance", 0);
  }

  @Override
  public void open(Schema schema) {
    rank = schema.doubleColumn("rank");
    schema.combine(Combiner.SUM);
    dangling = schema.doubleAggregator("dangling", Combiner.SUM);
    change = schema.doubleAggregator("change", Combiner.SUM);
    if (tolerance > 0) {
      schema.report("change", change::value);
    }
  }

  @Override
  public void compute(Vertex vertex, DoubleMessages shares) {
    int round = vertex.superstep();
    double n = vertex.numVertices();
    double now =
        round == 0
            ? 1 / n
            : (1 - damping + damping * dangling.value()) / n + damping * shares.combined();
    if (tolerance > 0) {
      change.add(vertex, Math.abs(now - rank.get(vertex)));
    }
    rank.set(vertex, now);
    if (round == iterations || hasConverged(round)) {
      vertex.voteToHalt();
      return;
    }
    if (vertex.outDegree() == 0) {
      dangling.add(vertex, now);
    } else {
      vertex.sendToNeighbors(now / vertex.outDegree());
    }
  }

  /** The change of a round is known in the next, which is then the last. */
  private boolean hasConverged(int round) {
    return round > 1 && change.value() < tolerance;
  }
}
