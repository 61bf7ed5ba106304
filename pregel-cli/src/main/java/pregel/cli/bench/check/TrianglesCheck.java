package pregel.cli.bench.check;

import java.util.List;
import pregel.api.Column;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.core.graph.Graph;

/** Counts the triangles again, by marking neighbours; parallel edges and loops aside. */
final class TrianglesCheck implements Check {
  @Override
  public String fault(Graph graph, Parameters parameters, List<Column> columns) {
    long[] expected = new SimpleNeighbors(graph).triangles();
    LongColumn found = (LongColumn) columns.get(0);
    for (int slot = 0; slot < expected.length; slot++) {
      if (found.at(slot) != expected[slot]) {
        return Check.fault(graph, slot, found.at(slot), expected[slot]);
      }
    }
    return null;
  }
}
