package pregel.cli.local;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.Edges;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** Hub and leaves tell each other numbers whose sum depends on the order. */
public final class ChangingHub implements VertexProgram.OfDouble {
  private DoubleColumn heard;

  @Override
  public void open(Schema schema) {
    heard = schema.doubleColumn("heard");
    schema.combine(Combiner.SUM).changesTopology().readsEdges(Direction.OUT);
  }

  @Override
  public void compute(Vertex vertex, DoubleMessages messages) {
    heard.set(vertex, heard.get(vertex) / 3 + messages.combinedOr(0));
    long id = vertex.id();
    int superstep = vertex.superstep();
    if (superstep > 2) {
      vertex.voteToHalt();
      return;
    }
    if (id % 4 != superstep) {
      vertex.sendToNeighbors(id / 7.0 + superstep);
    }
    if (id == 0 && superstep == 0) {
      Edges edges = vertex.outEdges();
      while (edges.next()) {
        if (edges.otherId() % 30_000 == 1) {
          edges.setWeight(0.5);
        } else if (edges.otherId() % 30_000 == 2) {
          edges.remove();
        }
      }
      vertex.addEdge(90_000, 3);
      vertex.sendToNeighbors(11 / 3.0);
    } else if (id % 13_000 == 3 + superstep) {
      vertex.removeEdges(0);
      vertex.addEdge(0, 2);
      vertex.sendToNeighbors(id / 11.0);
    } else if (id % 13_000 == 103 + superstep) {
      vertex.mutations().addEdge(0, id, 9);
    } else if (id % 30_000 == 203 + superstep) {
      vertex.remove();
    }
  }
}
