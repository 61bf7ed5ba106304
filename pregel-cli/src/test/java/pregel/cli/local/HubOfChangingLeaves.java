package pregel.cli.local;

import pregel.api.Combiner;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** Leaves tell their hub, and some of them lose or gain their edge before or after they do. */
public final class HubOfChangingLeaves implements VertexProgram.OfDouble {
  private DoubleColumn heard;

  @Override
  public void open(Schema schema) {
    heard = schema.doubleColumn("heard");
    schema.combine(Combiner.SUM).changesTopology();
  }

  @Override
  public void compute(Vertex vertex, DoubleMessages messages) {
    heard.set(vertex, heard.get(vertex) / 3 + messages.combinedOr(0));
    long id = vertex.id();
    if (id == 0 || vertex.superstep() > 1) {
      vertex.voteToHalt();
      return;
    }
    if (id % 10 == 1) {
      vertex.removeEdges(0);
    } else if (id % 10 == 2) {
      vertex.addEdge(0, 3);
    }
    if (id % 4 != vertex.superstep()) {
      vertex.sendToNeighbors(id / 7.0);
    }
    if (id % 10 == 3) {
      vertex.addEdge(0, 2);
    } else if (id % 10 == 4) {
      vertex.removeEdges(0);
    }
  }
}
