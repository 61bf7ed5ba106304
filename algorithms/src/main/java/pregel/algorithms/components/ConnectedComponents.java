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
 * <p>Spreads the least position in canonical order: it begins with the vertices that have most
 * edges, and nothing comes before 0. The smallest id of a component takes its place in the end.
 */
public final class ConnectedComponents implements VertexProgram.OfLong {
  private static final long NONE = -1;

  private LongColumn component;

  public ConnectedComponents(Parameters parameters) {}

  @Override
  public void open(Schema schema) {
    component = schema.longColumn("component").initially(NONE).asGroup();
    schema.sendAlong(Direction.BOTH).combine(Combiner.MIN).monotone().floor(0).bestFirst();
  }

  @Override
  public void compute(Vertex vertex, LongMessages labels) {
    long smallest = Math.min(vertex.order(), labels.combined());
    long before = component.get(vertex);
    if (before == NONE || smallest < before) {
      component.set(vertex, smallest);
      vertex.sendToNeighbors(smallest);
    }
  }
}
