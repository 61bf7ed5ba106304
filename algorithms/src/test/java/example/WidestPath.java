package example;

import pregel.api.Combiner;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** The widest load that reaches each vertex from a source, if weights are widths of roads. */
public final class WidestPath implements VertexProgram.OfDouble {
  private final long source;
  private DoubleColumn width;

  public WidestPath(Parameters parameters) {
    source = parameters.vertex("source");
  }

  @Override
  public void open(Schema schema) {
    width = schema.doubleColumn("width").absentAt(0);
    schema
        .alongEdges((double load, double road) -> Math.min(load, road))
        .combine(Combiner.MAX)
        .monotone()
        .bestFirst();
  }

  @Override
  public void compute(Vertex vertex, DoubleMessages loads) {
    double widest = vertex.id() == source ? Double.POSITIVE_INFINITY : loads.combined();
    if (widest > width.get(vertex)) {
      width.set(vertex, widest);
      vertex.sendToNeighbors(widest);
    }
  }
}
