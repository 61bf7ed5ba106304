package pregel.cli.cluster;

import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** Fails in superstep 7. */
public final class Throwing implements VertexProgram.OfLong {
  private LongColumn count;

  @Override
  public void open(Schema schema) {
    count = schema.longColumn("count");
  }

  @Override
  public void compute(Vertex vertex, LongMessages messages) {
    count.set(vertex, vertex.superstep());
    if (vertex.superstep() == 7) {
      throw new IllegalStateException("on purpose");
    }
  }
}
