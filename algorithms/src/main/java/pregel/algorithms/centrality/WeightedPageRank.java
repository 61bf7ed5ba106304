package pregel.algorithms.centrality;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.Edges;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Ranks every vertex by the ranks of those that link to it, each of which divides its rank among
 * its edges in proportion to their weights (as PageRank is defined on matrices: Langville and
 * Meyer: Google's PageRank and Beyond, 2006, section 5.1, the intelligent surfer).
 *
 * <p>As {@link PageRank}, with a vertex's strength, the sum of its outgoing weights, in place of
 * its degree: the rank of vertices of strength 0 is spread over all.
 */
public final class WeightedPageRank implements VertexProgram.OfDouble {
  private final double damping;
  private final int iterations;
  private final double tolerance;
  private DoubleColumn rank;
  private DoubleColumn strength;
  private DoubleAggregator dangling;
  private DoubleAggregator change;

  public WeightedPageRank(Parameters parameters) {
    damping = parameters.realOr("damping", 0.85);
    iterations = parameters.integerOr("iterations", 20);
    tolerance = parameters.realOr("tolerance", 0);
  }

  @Override
  public void open(Schema schema) {
    rank = schema.doubleColumn("rank");
    strength = schema.doubleColumn("strength").internal();
    schema.readsEdges(Direction.OUT);
    schema.alongEdges((double share, double weight) -> share * weight).combine(Combiner.SUM);
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
    if (round == 0) {
      strength.set(vertex, sumOfWeights(vertex.outEdges()));
    }
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
    } else if (strength.get(vertex) == 0) {
      dangling.add(vertex, now);
    } else {
      vertex.sendToNeighbors(now / strength.get(vertex));
    }
  }

  private static double sumOfWeights(Edges edges) {
    double sum = 0;
    while (edges.next()) {
      sum += edges.weight();
    }
    return sum;
  }

  /** The change of a round is known in the next, which is then the last. */
  private boolean hasConverged(int round) {
    return round > 1 && change.value() < tolerance;
  }
}
