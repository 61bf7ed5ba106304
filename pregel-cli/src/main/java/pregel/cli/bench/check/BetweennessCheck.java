package pregel.cli.bench.check;

import java.util.Arrays;
import java.util.List;
import pregel.api.Column;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.Parameters;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/**
 * Computes betweenness again with a queue, as its inventor wrote it down; up to the rounding of
 * sums.
 */
final class BetweennessCheck implements Check {
  private static final double TOLERANCE = 1e-9;

  @Override
  public String fault(Graph graph, Parameters parameters, List<Column> columns) {
    double[] expected = new double[graph.vertices()];
    for (long source : parameters.vertices("source")) {
      add(graph, graph.ids().slot(source), expected);
    }
    DoubleColumn found = (DoubleColumn) columns.get(0);
    for (int slot = 0; slot < expected.length; slot++) {
      if (!(Math.abs(found.at(slot) - expected[slot]) <= TOLERANCE * (1 + expected[slot]))) {
        return Check.fault(graph, slot, found.at(slot), expected[slot]);
      }
    }
    return null;
  }

  private static void add(Graph graph, int source, double[] sums) {
    Adjacency out = graph.adjacency(Direction.OUT);
    int n = graph.vertices();
    int[] distances = new int[n];
    Arrays.fill(distances, -1);
    double[] ways = new double[n];
    int[] queue = new int[n];
    int[] size = {1};
    queue[0] = source;
    distances[source] = 0;
    ways[source] = 1;
    for (int head = 0; head < size[0]; head++) {
      EdgeWalk.each(
          out,
          queue[head],
          (from, to, weight) -> {
            if (distances[to] < 0) {
              distances[to] = distances[from] + 1;
              queue[size[0]++] = to;
            }
            if (distances[to] == distances[from] + 1) {
              ways[to] += ways[from];
            }
          });
    }
    double[] depends = new double[n];
    for (int at = size[0] - 1; at > 0; at--) {
      EdgeWalk.each(
          out,
          queue[at],
          (from, to, weight) -> {
            if (distances[to] == distances[from] + 1) {
              depends[from] += ways[from] / ways[to] * (1 + depends[to]);
            }
          });
      sums[queue[at]] += depends[queue[at]];
    }
  }
}
