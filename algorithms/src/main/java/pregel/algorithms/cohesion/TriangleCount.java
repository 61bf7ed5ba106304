package pregel.algorithms.cohesion;

import pregel.api.Combiner;
import pregel.api.LongAggregator;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.NeighborList;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Counts the triangles that every vertex is a corner of, in the simple undirected view of the graph
 * (Chiba and Nishizeki 1985).
 *
 * <p>Every triangle is found once, by the corner that comes last in canonical order, which tells
 * the other two.
 */
public final class TriangleCount implements VertexProgram.OfLong {
  private LongColumn triangles;
  private LongAggregator total;

  public TriangleCount(Parameters parameters) {}

  @Override
  public void open(Schema schema) {
    triangles = schema.longColumn("triangles");
    total = schema.longAggregator("total", Combiner.SUM).persistent();
    schema.readsNeighborLists().combine(Combiner.SUM).report("triangles", total::value);
  }

  @Override
  public void compute(Vertex vertex, LongMessages found) {
    if (vertex.superstep() == 0) {
      long last = findTriangles(vertex.neighborList());
      triangles.set(vertex, last);
      total.add(vertex, last);
    } else {
      triangles.set(vertex, triangles.get(vertex) + found.combined());
    }
    vertex.voteToHalt();
  }

  /** Tells the other corners and returns how many triangles there are. */
  private static long findTriangles(NeighborList list) {
    long all = 0;
    for (int i = 0; i < list.size(); i++) {
      NeighborList.CommonNeighbors common = list.commonWith(i);
      long withThis = 0;
      while (common.next()) {
        common.send(1);
        withThis++;
      }
      if (withThis > 0) {
        list.send(i, withThis);
        all += withThis;
      }
    }
    return all;
  }
}
