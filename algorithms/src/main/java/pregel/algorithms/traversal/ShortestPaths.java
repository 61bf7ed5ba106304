package pregel.algorithms.traversal;

import pregel.api.Combiner;
import pregel.api.DoubleColumn;
import pregel.api.DoubleEdgeFunction;
import pregel.api.DoubleMessages;
import pregel.api.Monotone;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Finds the least sum of weights on a way from a source to every vertex, along outgoing edges whose
 * weights are not negative.
 *
 * <p>A vertex tells its distance whenever it found a shorter one; the weight is added along the
 * edge.
 */
public final class ShortestPaths implements VertexProgram.OfDouble {
  private final long source;

  /** How far apart distances are that are settled together; 0 as the graph suggests. */
  private final double delta;

  private DoubleColumn distance;

  public ShortestPaths(Parameters parameters) {
    source = parameters.vertex("source");
    delta = parameters.realOr("delta", 0);
  }

  @Override
  public void open(Schema schema) {
    distance =
        schema
            .doubleColumn("distance")
            .initially(Double.POSITIVE_INFINITY)
            .absentAt(Double.POSITIVE_INFINITY);
    Monotone monotone =
        schema.alongEdges(DoubleEdgeFunction.PLUS_WEIGHT).combine(Combiner.MIN).monotone();
    if (delta > 0) {
      monotone.bestFirst(delta);
    } else {
      monotone.bestFirst();
    }
  }

  @Override
  public void compute(Vertex vertex, DoubleMessages ways) {
    double shortest = vertex.id() == source ? 0 : ways.combined();
    if (shortest < distance.get(vertex)) {
      distance.set(vertex, shortest);
      vertex.sendToNeighbors(shortest);
    }
  }
}
