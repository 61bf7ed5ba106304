package pregel.cli.bench.check;

import java.util.Arrays;
import java.util.List;
import pregel.api.Column;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.core.graph.Graph;

/** Finds the components again with union-find. */
final class ComponentsCheck implements Check {
  @Override
  public String fault(Graph graph, Parameters parameters, List<Column> columns) {
    int[] parents = new int[graph.vertices()];
    Arrays.setAll(parents, slot -> slot);
    EdgeWalk.each(graph, (from, to, weight) -> parents[root(parents, from)] = root(parents, to));
    long[] least = new long[parents.length];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int slot = 0; slot < parents.length; slot++) {
      int root = root(parents, slot);
      least[root] = Math.min(least[root], graph.ids().id(slot));
    }
    LongColumn found = (LongColumn) columns.get(0);
    for (int slot = 0; slot < parents.length; slot++) {
      long expected = least[root(parents, slot)];
      if (found.at(slot) != expected) {
        return Check.fault(graph, slot, found.at(slot), expected);
      }
    }
    return null;
  }

  /** Halves the path on the way. */
  private static int root(int[] parents, int slot) {
    int at = slot;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
