package pregel.cli.command;

import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleEdgeColumn;
import pregel.api.DoubleMessages;
import pregel.api.Edges;
import pregel.api.LongEdgeColumn;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** A program of a user's: adds to a vertex's stock what its edges since 2000 can carry. */
public final class Capacities implements VertexProgram.OfDouble {
  private DoubleColumn stock;
  private DoubleEdgeColumn capacity;
  private LongEdgeColumn since;

  @Override
  public void open(Schema schema) {
    stock = schema.doubleColumn("stock").initially(-1).fromInput();
    capacity = schema.doubleEdgeColumn("capacity");
    since = schema.longEdgeColumn("since");
    schema.readsEdges(Direction.OUT);
  }

  @Override
  public void compute(Vertex vertex, DoubleMessages messages) {
    Edges edges = vertex.outEdges();
    while (edges.next()) {
      if (since.get(edges) >= 2000) {
        stock.set(vertex, stock.get(vertex) + capacity.get(edges));
      }
    }
    vertex.voteToHalt();
  }
}
