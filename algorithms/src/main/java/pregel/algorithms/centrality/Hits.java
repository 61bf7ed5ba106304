package pregel.algorithms.centrality;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleChannel;
import pregel.api.DoubleColumn;
import pregel.api.Parameters;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Tells good authorities from good hubs: a good authority is pointed at by good hubs, a good hub
 * points at good authorities (Kleinberg: Authoritative Sources in a Hyperlinked Environment, J. ACM
 * 1999, section 3).
 *
 * <p>Hubs start as 1. In turn, an authority becomes the sum of the hubs that point at it, and a hub
 * the sum of the authorities that it points at; the squares of either are made to sum to 1, in the
 * superstep after, when their sum is known.
 */
public final class Hits implements VertexProgram.OfPhases {
  private final int iterations;
  private DoubleColumn authority;
  private DoubleColumn hub;
  private DoubleChannel hubs;
  private DoubleChannel authorities;
  private DoubleAggregator squares;

  public Hits(Parameters parameters) {
    iterations = parameters.integerOr("iterations", 20);
  }

  @Override
  public void open(Schema schema) {
    authority = schema.doubleColumn("authority");
    hub = schema.doubleColumn("hub");
    hubs = schema.doubleChannel("hubs").combine(Combiner.SUM);
    authorities = schema.doubleChannel("authorities").along(Direction.IN).combine(Combiner.SUM);
    squares = schema.doubleAggregator("squares", Combiner.SUM);
    Phase toHubs = schema.phase("hubs", this::sumAuthorities).reads(authorities).writes(hubs);
    Phase toAuthorities =
        schema.phase("authorities", this::sumHubs).reads(hubs).writes(authorities);
    toHubs.then(toAuthorities);
    toAuthorities.then(toHubs);
  }

  private void sumAuthorities(Vertex vertex) {
    authority.set(vertex, normalized(authority.get(vertex)));
    double sum =
        vertex.superstep() == 0 ? 1 : normalized(authorities.received(vertex).combinedOr(0));
    hub.set(vertex, sum);
    squares.add(vertex, sum * sum);
    if (vertex.superstep() < 2L * iterations) {
      hubs.sendToNeighbors(vertex, sum);
    }
  }

  private void sumHubs(Vertex vertex) {
    hub.set(vertex, normalized(hub.get(vertex)));
    if (vertex.superstep() > 2L * iterations) {
      vertex.voteToHalt();
      return;
    }
    double sum = normalized(hubs.received(vertex).combinedOr(0));
    authority.set(vertex, sum);
    squares.add(vertex, sum * sum);
    authorities.sendToNeighbors(vertex, sum);
  }

  private double normalized(double value) {
    return squares.value() > 0 ? value / Math.sqrt(squares.value()) : value;
  }
}
