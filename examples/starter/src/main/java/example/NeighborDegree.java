package example;

import pregel.api.Combiner;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** How many friends the friends of each vertex have on average. */
public final class NeighborDegree implements VertexProgram.OfDouble {
  private DoubleColumn average;

  @Override
  public void open(Schema schema) {
    average = schema.doubleColumn("average");
    schema.combine(Combiner.SUM);
  }

  @Override
  public void compute(Vertex vertex, DoubleMessages degrees) {
    if (vertex.superstep() == 0) {
      vertex.sendToNeighbors(vertex.outDegree());
    } else {
      average.set(vertex, degrees.combined() / vertex.inDegree());
    }
    vertex.voteToHalt();
  }
}
