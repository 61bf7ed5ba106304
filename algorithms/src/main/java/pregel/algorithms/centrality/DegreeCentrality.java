package pregel.algorithms.centrality;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Counts the edges at every vertex, and divides by how many other vertices there are (Freeman
 * 1978).
 *
 * <p>What comes in when every vertex says 1 along all of its edges is the degree: in a directed
 * graph incoming and outgoing edges together, in an undirected one every edge once. Parallel edges
 * and self-loops count as they do in {@link Vertex#inDegree} and {@link Vertex#outDegree}.
 */
public final class DegreeCentrality implements VertexProgram.OfLong {
  private LongColumn degree;
  private LongColumn in;
  private LongColumn out;
  private DoubleColumn centrality;

  public DegreeCentrality(Parameters parameters) {}

  @Override
  public void open(Schema schema) {
    degree = schema.longColumn("degree");
    in = schema.longColumn("in");
    out = schema.longColumn("out");
    centrality = schema.doubleColumn("centrality");
    schema.sendAlong(Direction.BOTH).combine(Combiner.SUM);
  }

  @Override
  public void compute(Vertex vertex, LongMessages ones) {
    if (vertex.superstep() == 0) {
      in.set(vertex, vertex.inDegree());
      out.set(vertex, vertex.outDegree());
      vertex.sendToNeighbors(1);
    } else {
      degree.set(vertex, ones.combined());
      double others = Math.max(1, vertex.numVertices() - 1);
      centrality.set(vertex, ones.combined() / others);
    }
    vertex.voteToHalt();
  }
}
