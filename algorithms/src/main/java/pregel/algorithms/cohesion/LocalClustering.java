package pregel.algorithms.cohesion;

import pregel.api.Combiner;
import pregel.api.DoubleColumn;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.NeighborList;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * How many of the edges that could join a vertex's neighbours there are (LCC of Graphalytics, after
 * Watts and Strogatz 1998).
 *
 * <p>Every edge between two neighbours makes a triangle, and every triangle is found once, by the
 * vertex that comes last in canonical order: it credits each corner with the directed edges between
 * the other two.
 */
public final class LocalClustering implements VertexProgram.OfLong {
  private DoubleColumn coefficient;
  private LongColumn opposite;

  public LocalClustering(Parameters parameters) {}

  @Override
  public void open(Schema schema) {
    coefficient = schema.doubleColumn("coefficient");
    opposite = schema.longColumn("opposite").internal();
    schema.readsNeighborLists().combine(Combiner.SUM);
  }

  @Override
  public void compute(Vertex vertex, LongMessages credits) {
    if (vertex.superstep() == 0) {
      opposite.set(vertex, creditTriangles(vertex.neighborList()));
      return;
    }
    double neighbors = vertex.neighborCount();
    if (neighbors >= 2) {
      long edges = opposite.get(vertex) + credits.combined();
      coefficient.set(vertex, edges / (neighbors * (neighbors - 1)));
    }
    vertex.voteToHalt();
  }

  /** Sends the other corners their credits and returns this vertex's own. */
  private static long creditTriangles(NeighborList list) {
    long own = 0;
    for (int i = 0; i < list.size(); i++) {
      NeighborList.CommonNeighbors common = list.commonWith(i);
      long neighbors = 0;
      while (common.next()) {
        own += common.otherArcs();
        neighbors += common.arcs();
        common.send(list.arcs(i));
      }
      if (neighbors > 0) {
        list.send(i, neighbors);
      }
    }
    return own;
  }
}
