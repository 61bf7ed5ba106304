package pregel.algorithms.traversal;

import pregel.api.Combiner;
import pregel.api.IntMessages;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Counts the edges on the shortest way from a source to every vertex, along outgoing edges.
 *
 * <p>A wave leaves the source; whoever it reaches first in superstep {@code s} is {@code s} edges
 * away. That a message came is all that matters, so the first one suffices, and a vertex that has
 * been reached wants no more.
 */
public final class BreadthFirstSearch implements VertexProgram.OfInt {
  private final long source;
  private LongColumn distance;

  public BreadthFirstSearch(Parameters parameters) {
    source = parameters.vertex("source");
  }

  @Override
  public void open(Schema schema) {
    distance = schema.longColumn("distance").initially(Long.MAX_VALUE).absentAt(Long.MAX_VALUE);
    schema.combine(Combiner.FIRST);
  }

  @Override
  public void compute(Vertex vertex, IntMessages wave) {
    int superstep = vertex.superstep();
    if (superstep > 0 || vertex.id() == source) {
      distance.set(vertex, superstep);
      vertex.sendToNeighbors(superstep);
      vertex.close();
    } else {
      vertex.voteToHalt();
    }
  }
}
