package pregel.algorithms.centrality;

import java.util.Arrays;
import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Ranks every vertex by how near it is to its sources: how often a surfer passes who follows links
 * and now and then returns to one of the sources (Page, Brin, Motwani and Winograd 1999, section
 * 6).
 *
 * <p>As {@link PageRank}, but what is not sent along edges, and the rank of vertices without
 * outgoing edges, goes to the sources alone, in equal parts. All rank starts there; ranks sum to 1.
 */
public final class PersonalizedPageRank implements VertexProgram.OfDouble {
  private final long[] sources;
  private final double damping;
  private final int iterations;
  private final double tolerance;
  private DoubleColumn rank;
  private DoubleAggregator dangling;
  private DoubleAggregator change;

  public PersonalizedPageRank(Parameters parameters) {
    sources = parameters.vertices("source");
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
    double restart = round == 0 ? 1 : 1 - damping + damping * dangling.value();
    double now =
        damping * shares.combined() + (isSource(vertex.id()) ? restart / sources.length : 0);
    if (tolerance > 0) {
      change.add(vertex, Math.abs(now - rank.get(vertex)));
    }
    rank.set(vertex, now);
    if (round == iterations || hasConverged(round)) {
      vertex.voteToHalt();
    } else if (now > 0 && vertex.outDegree() > 0) {
      vertex.sendToNeighbors(now / vertex.outDegree());
    } else {
      dangling.add(vertex, now);
    }
  }

  private boolean isSource(long id) {
    return sources.length == 1 ? id == sources[0] : Arrays.binarySearch(sources, id) >= 0;
  }

  /** The change of a round is known in the next, which is then the last. */
  private boolean hasConverged(int round) {
    return round > 1 && change.value() < tolerance;
  }
}
