package pregel.cli.bench.check;

import java.util.Arrays;
import java.util.List;
import pregel.api.Column;
import pregel.api.Direction;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.core.graph.Graph;

/** Propagates the labels again, sorting those of each vertex's neighbours to count them. */
final class LabelsCheck implements Check {
  @Override
  public String fault(Graph graph, Parameters parameters, List<Column> columns) {
    int n = graph.vertices();
    long[] labels = new long[n];
    Arrays.setAll(labels, graph.ids()::id);
    long[] heard = new long[16];
    for (long i = parameters.integer("iterations"); i > 0; i--) {
      long[] next = new long[n];
      for (int slot = 0; slot < n; slot++) {
        int degree = graph.outDegrees().get(slot);
        degree += graph.isUndirected() ? 0 : graph.inDegrees().get(slot);
        if (heard.length < degree) {
          heard = new long[2 * degree];
        }
        int count = hear(graph, slot, labels, heard);
        next[slot] = count == 0 ? labels[slot] : mostFrequent(heard, count);
      }
      labels = next;
    }
    LongColumn found = (LongColumn) columns.get(0);
    for (int slot = 0; slot < n; slot++) {
      if (found.at(slot) != labels[slot]) {
        return Check.fault(graph, slot, found.at(slot), labels[slot]);
      }
    }
    return null;
  }

  private static int hear(Graph graph, int slot, long[] labels, long[] heard) {
    int[] count = {0};
    EdgeWalk.Visitor listener = (from, to, weight) -> heard[count[0]++] = labels[to];
    EdgeWalk.each(graph.adjacency(Direction.OUT), slot, listener);
    if (!graph.isUndirected()) {
      EdgeWalk.each(graph.adjacency(Direction.IN), slot, listener);
    }
    return count[0];
  }

  /** The smallest of the most frequent. */
  private static long mostFrequent(long[] heard, int count) {
    Arrays.sort(heard, 0, count);
    long best = heard[0];
    int most = 0;
    int from = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || heard[i] != heard[from]) {
        if (i - from > most) {
          most = i - from;
          best = heard[from];
        }
        from = i;
      }
    }
    return best;
  }
}
