package pregel.algorithms.components;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Labels every vertex with the smallest vertex id in its weakly connected component.
 *
 * <p>Ends after at most diameter + 2 supersteps.
 */
public final class ConnectedComponents implements VertexProgram.OfLong {
  private LongColumn component;

  public ConnectedComponents(Parameters parameters) {}

  @Override
  public void open(Schema schema) {
    component = schema.longColumn("component").asVertexId();
    schema.sendAlong(Direction.BOTH).combine(Combiner.MIN);
  }

  @Override
  public void compute(Vertex vertex, LongMessages labels) {
    boolean first = vertex.superstep() == 0;
    long current = first ? vertex.id() : component.get(vertex);
    long smallest = Math.min(current, labels.combined());
    if (first || smallest < current) {
      component.set(vertex, smallest);
      vertex.sendToNeighbors(smallest);
    }
    vertex.voteToHalt();
  }
}
