package pregel.cli.bench.check;

import java.util.List;
import pregel.api.Column;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.Parameters;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/**
 * Computes clustering coefficients again: of undirected graphs from their triangles; of directed
 * ones by counting the edges between each vertex's neighbours, from the first vertex on until so
 * many edges were looked at that it would take minutes.
 */
final class ClusteringCheck implements Check {
  private static final double TOLERANCE = 1e-12;
  private static final long MOST_EDGES = 2_000_000_000L;

  @Override
  public String fault(Graph graph, Parameters parameters, List<Column> columns) {
    SimpleNeighbors neighbors = new SimpleNeighbors(graph);
    DoubleColumn found = (DoubleColumn) columns.get(0);
    long[] triangles = graph.isUndirected() ? neighbors.triangles() : null;
    int[] marks = new int[graph.vertices()];
    long[] looked = {0};
    for (int slot = 0; slot < graph.vertices() && looked[0] < MOST_EDGES; slot++) {
      long links =
          triangles != null ? 2 * triangles[slot] : links(graph, neighbors, slot, marks, looked);
      double degree = neighbors.of(slot).length;
      double expected = degree < 2 ? 0 : links / (degree * (degree - 1));
      if (!(Math.abs(found.at(slot) - expected) <= TOLERANCE)) {
        return Check.fault(graph, slot, found.at(slot), expected);
      }
    }
    return null;
  }

  /** Edges between the neighbours of a vertex, parallel ones once. */
  private static long links(
      Graph graph, SimpleNeighbors neighbors, int slot, int[] marks, long[] looked) {
    Adjacency out = graph.adjacency(Direction.OUT);
    int mark = slot + 1;
    for (int neighbor : neighbors.of(slot)) {
      marks[neighbor] = mark;
    }
    long[] links = {0};
    for (int neighbor : neighbors.of(slot)) {
      int[] before = {-1}; // rows are sorted
      EdgeWalk.each(
          out,
          neighbor,
          (from, to, weight) -> {
            if (marks[to] == mark && to != from && to != before[0]) {
              links[0]++;
            }
            before[0] = to;
          });
      looked[0] += out.degree(neighbor);
    }
    return links[0];
  }
}
