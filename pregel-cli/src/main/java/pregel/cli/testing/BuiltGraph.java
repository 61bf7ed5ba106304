package pregel.cli.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pregel.api.Direction;
import pregel.api.VertexOrder;
import pregel.api.reference.ReferenceGraph;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.core.graph.HeldEdgeColumn;
import pregel.core.graph.ListedColumn;
import pregel.core.graph.VertexColumn;

/** Graphs of tests, built for the engine. */
public final class BuiltGraph {
  private BuiltGraph() {}

  /**
   * The same graph, columns included.
   *
   * @param partitions how many; 0 as many as the rule says
   */
  public static Graph of(ReferenceGraph reference, VertexOrder order, int partitions, int threads) {
    List<HeldEdgeColumn> columns = new ArrayList<>();
    reference.edgeColumns().forEach((name, zero) -> columns.add(column(name, zero)));
    EdgeBlock block = new EdgeBlock(Math.max(1, reference.edges().size()), true, columns.size());
    for (ReferenceGraph.Edge edge : reference.edges()) {
      for (int c = 0; c < columns.size(); c++) {
        block.columns()[c][block.size()] = bits(edge.values().get(c));
      }
      block.add(edge.source(), edge.target(), edge.weight());
    }
    List<ListedColumn> values = new ArrayList<>();
    reference.vertexColumns().forEach((name, byId) -> values.add(column(name, byId, reference)));
    EdgeInput input =
        new EdgeInput(
            new ArrayList<>(List.of(block)),
            reference.ids().stream().mapToLong(id -> id).toArray(),
            reference.isUndirected(),
            false,
            true,
            null,
            values,
            columns,
            new EdgeInput.Counts(0, 0, 0));
    BuildOptions build =
        new BuildOptions(
            order,
            BuildOptions.Duplicates.KEEP,
            false,
            BuildOptions.UnknownVertices.FAIL,
            partitions,
            threads);
    return GraphBuilder.build(input, build, Direction.IN).graph();
  }

  private static HeldEdgeColumn column(String name, Number zero) {
    return new HeldEdgeColumn(
        name, zero instanceof Double ? HeldEdgeColumn.Type.DOUBLE : HeldEdgeColumn.Type.LONG);
  }

  private static ListedColumn column(
      String name, Map<Long, Object> byId, ReferenceGraph reference) {
    int count = reference.ids().size();
    long[] bits = new long[count];
    boolean[] present = new boolean[count];
    VertexColumn.Type type = VertexColumn.Type.LONG;
    for (int place = 0; place < count; place++) {
      Object value = byId.get(reference.ids().get(place));
      present[place] = value != null;
      if (value instanceof Boolean flag) {
        type = VertexColumn.Type.BOOLEAN;
        bits[place] = flag ? 1 : 0;
      } else if (value instanceof Number number) {
        type = number instanceof Double ? VertexColumn.Type.DOUBLE : type;
        bits[place] = bits(number);
      }
    }
    return new ListedColumn(name, type, bits, null, present);
  }

  private static long bits(Number value) {
    return value instanceof Double real ? Double.doubleToRawLongBits(real) : value.longValue();
  }
}
