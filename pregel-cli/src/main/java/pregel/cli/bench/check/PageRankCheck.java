package pregel.cli.bench.check;

import java.util.Arrays;
import java.util.List;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.Parameters;
import pregel.core.graph.Graph;

/** Computes the ranks again, edge by edge from their sources; up to the rounding of sums. */
final class PageRankCheck implements Check {
  private static final double TOLERANCE = 1e-9;

  @Override
  public String fault(Graph graph, Parameters parameters, List<Column> columns) {
    double[] expected = ranks(graph, parameters.real("damping"), parameters.integer("iterations"));
    DoubleColumn found = (DoubleColumn) columns.get(0);
    for (int slot = 0; slot < expected.length; slot++) {
      if (!(Math.abs(found.at(slot) - expected[slot]) <= TOLERANCE * expected[slot])) {
        return Check.fault(graph, slot, found.at(slot), expected[slot]);
      }
    }
    return null;
  }

  private static double[] ranks(Graph graph, double damping, long iterations) {
    int n = graph.vertices();
    double[] ranks = new double[n];
    double[] part = new double[n];
    Arrays.fill(ranks, 1.0 / n);
    for (long i = 0; i < iterations; i++) {
      double dangling = 0;
      for (int slot = 0; slot < n; slot++) {
        int degree = graph.outDegrees().get(slot);
        part[slot] = degree == 0 ? 0 : ranks[slot] / degree;
        dangling += degree == 0 ? ranks[slot] : 0;
      }
      double[] next = new double[n];
      EdgeWalk.each(graph, (from, to, weight) -> next[to] += part[from]);
      for (int slot = 0; slot < n; slot++) {
        ranks[slot] = (1 - damping) / n + damping * (next[slot] + dangling / n);
      }
    }
    return ranks;
  }
}
