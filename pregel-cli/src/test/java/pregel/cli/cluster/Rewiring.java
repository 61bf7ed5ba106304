package pregel.cli.cluster;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.Edges;
import pregel.api.Schema;
import pregel.api.UnknownTargets;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** A program that changes a graph in every way while it sends along its edges. */
public final class Rewiring implements VertexProgram.OfDouble {
  private static final int LAST = 6;

  private DoubleColumn weight;

  @Override
  public void open(Schema schema) {
    weight = schema.doubleColumn("weight").initially(1);
    schema.combine(Combiner.SUM).changesTopology().readsEdges(Direction.OUT);
    schema.unknownTargets(UnknownTargets.CREATE);
  }

  @Override
  public void compute(Vertex vertex, DoubleMessages messages) {
    double own = weight.get(vertex) / 3 + messages.combinedOr(0) / (1 + vertex.outDegree());
    weight.set(vertex, own + vertex.numVertices() / 7.0 + vertex.numEdges() / 11.0);
    if (vertex.superstep() == LAST) {
      vertex.voteToHalt();
      return;
    }
    change(vertex, vertex.id() * 31 + vertex.superstep() * 17L);
    vertex.sendToNeighbors(weight.get(vertex));
  }

  private void change(Vertex vertex, long some) {
    long id = vertex.id();
    switch ((int) (some % 7)) {
      case 0 -> vertex.addEdge(some % 1024);
      case 1 -> vertex.mutations().addVertex(5_000 + id % 90).with(weight, id / 3.0);
      case 2 -> vertex.mutations().addEdge(id, 6_000 + id % 40);
      case 3 -> vertex.mutations().removeVertex(some % 1024);
      case 4 -> vertex.send(7_000 + id % 30, weight.get(vertex));
      case 5 -> vertex.mutations().addEdge(some % 1024, id);
      default -> {
        Edges edges = vertex.outEdges();
        if (edges.next()) {
          edges.remove();
        }
      }
    }
  }
}
