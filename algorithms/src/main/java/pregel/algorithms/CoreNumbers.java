package pregel.algorithms;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.IntColumn;
import pregel.api.LongAggregator;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Scratch;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Finds the largest {@code k} for which a vertex belongs to a part of the graph in which everybody
 * has {@code k} neighbours (Montresor, De Pellegrini and Miorandi: Distributed k-Core
 * Decomposition, PODC 2011), in the simple undirected view.
 *
 * <p>A vertex starts with its degree, which is too large; again and again it takes the largest
 * {@code k} for which {@code k} of its neighbours still claim {@code k} or more, until nobody's
 * changes.
 */
public final class CoreNumbers implements VertexProgram.OfLong {
  private IntColumn core;
  private LongAggregator changes;
  private Scratch<NeighborClaims> scratch;

  public CoreNumbers(Parameters parameters) {}

  @Override
  public void open(Schema schema) {
    core = schema.intColumn("core");
    schema.sendAlong(Direction.BOTH);
    changes = schema.longAggregator("changes", Combiner.SUM);
    scratch = schema.scratch(NeighborClaims::new);
  }

  @Override
  public void compute(Vertex vertex, LongMessages claims) {
    int superstep = vertex.superstep();
    int before = core.get(vertex);
    int now =
        superstep == 0
            ? vertex.inDegree() + vertex.outDegree()
            : scratch.of(vertex).largestSupported(before, vertex.order(), claims);
    if (superstep == 0 || now < before) {
      core.set(vertex, now);
      changes.add(vertex, 1);
    }
    if (superstep > 0 && changes.value() == 0) {
      vertex.voteToHalt();
    } else {
      vertex.sendToNeighbors(NeighborClaims.claim(vertex.order(), now));
    }
  }
}
