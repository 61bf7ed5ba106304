package pregel.cli.bench.check;

import java.util.List;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.core.graph.Graph;

/**
 * Distances from a source are right if no edge leads to a shorter one, and every vertex with a
 * distance has it from an edge: the first bounds them from above, the second from below. (With
 * weights of 0, vertices on a cycle of such edges could bear each other out.)
 */
final class DistanceCheck implements Check {
  private static final double NO_WAY = Double.POSITIVE_INFINITY;

  private final boolean weighted;

  DistanceCheck(boolean weighted) {
    this.weighted = weighted;
  }

  @Override
  public String fault(Graph graph, Parameters parameters, List<Column> columns) {
    double[] distances = distances(graph.vertices(), columns.get(0));
    boolean[] isReached = new boolean[distances.length];
    int source = graph.ids().slot(parameters.vertex("source"));
    isReached[source] = true;
    double[] shorter = {-1, 0};
    EdgeWalk.each(
        graph,
        (from, to, weight) -> {
          double along = distances[from] + (weighted ? weight : 1);
          if (along < distances[to]) {
            shorter[0] = to;
            shorter[1] = along;
          } else if (along == distances[to]) {
            isReached[to] = true;
          }
        });
    if (distances[source] != 0) {
      return Check.fault(graph, source, distances[source], 0);
    }
    if (shorter[0] >= 0) {
      int slot = (int) shorter[0];
      return Check.fault(graph, slot, distances[slot], shorter[1] + " or less");
    }
    for (int slot = 0; slot < distances.length; slot++) {
      if (distances[slot] != NO_WAY && !isReached[slot]) {
        return Check.fault(graph, slot, distances[slot], "what an edge leads to");
      }
    }
    return null;
  }

  private static double[] distances(int vertices, Column column) {
    double[] distances = new double[vertices];
    for (int slot = 0; slot < vertices; slot++) {
      if (column instanceof LongColumn longs) {
        long distance = longs.at(slot);
        distances[slot] = distance == Long.MAX_VALUE ? NO_WAY : distance;
      } else {
        distances[slot] = ((DoubleColumn) column).at(slot);
      }
    }
    return distances;
  }
}
