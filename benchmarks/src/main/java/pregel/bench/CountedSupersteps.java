package pregel.bench;

import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** Counts supersteps and does nothing else: what remains is what a superstep costs by itself. */
public final class CountedSupersteps implements VertexProgram.OfLong {
  private final int supersteps;
  private LongColumn count;

  public CountedSupersteps(Parameters parameters) {
    this.supersteps = parameters.integerOr("supersteps", 1000);
  }

  @Override
  public void open(Schema schema) {
    count = schema.longColumn("count");
  }

  @Override
  public void compute(Vertex vertex, LongMessages messages) {
    count.set(vertex, vertex.superstep() + 1L);
    if (vertex.superstep() + 1 == supersteps) {
      vertex.voteToHalt();
    }
  }
}
