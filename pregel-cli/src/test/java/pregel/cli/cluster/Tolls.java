package pregel.cli.cluster;

import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** A program that reads a column of its edges. */
public final class Tolls implements VertexProgram.OfLong {
  @Override
  public void open(Schema schema) {
    schema.longEdgeColumn("toll");
  }

  @Override
  public void compute(Vertex vertex, LongMessages messages) {
    vertex.voteToHalt();
  }
}
