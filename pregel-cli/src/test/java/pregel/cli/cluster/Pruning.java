package pregel.cli.cluster;

import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** A program whose vertices remove themselves. */
public final class Pruning implements VertexProgram.OfLong {
  @Override
  public void open(Schema schema) {
    schema.longColumn("kept");
    schema.changesTopology();
  }

  @Override
  public void compute(Vertex vertex, LongMessages messages) {
    vertex.remove();
    vertex.voteToHalt();
  }
}
