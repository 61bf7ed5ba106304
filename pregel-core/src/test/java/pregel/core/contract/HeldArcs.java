package pregel.core.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import pregel.api.Direction;
import pregel.api.VertexOrder;
import pregel.api.reference.ReferenceGraph;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;

/** The arcs of a graph by the ids of source and target, and graphs to begin with. */
final class HeldArcs {
  static final Comparator<List<Long>> BY_ENDS =
      Comparator.comparing((List<Long> ends) -> ends.get(0)).thenComparing(ends -> ends.get(1));

  /** An arc's weight; equal if the bits are. */
  record Arc(double weight) {}

  private HeldArcs() {}

  static Graph build(ReferenceGraph given, VertexOrder order, boolean weighted) {
    EdgeBlock block = new EdgeBlock(Math.max(1, given.edges().size()), weighted);
    for (ReferenceGraph.Edge edge : given.edges()) {
      if (weighted) {
        block.add(edge.source(), edge.target(), edge.weight());
      } else {
        block.add(edge.source(), edge.target());
      }
    }
    EdgeInput input =
        new EdgeInput(
            new ArrayList<>(List.of(block)),
            given.ids().stream().mapToLong(id -> id).toArray(),
            given.isUndirected(),
            false,
            weighted,
            new EdgeInput.Counts(0, 0, 0));
    BuildOptions options =
        new BuildOptions(
            order, BuildOptions.Duplicates.KEEP, false, BuildOptions.UnknownVertices.FAIL, 3, 2);
    return GraphBuilder.build(input, options, Direction.IN).graph();
  }

  static TreeSet<Long> ids(Graph graph) {
    TreeSet<Long> ids = new TreeSet<>();
    for (int slot = 0; slot < graph.vertices(); slot++) {
      ids.add(graph.ids().id(slot));
    }
    return ids;
  }

  static Map<List<Long>, List<Arc>> incoming(Graph graph) {
    return arcs(graph, Direction.IN);
  }

  static Map<List<Long>, List<Arc>> outgoing(Graph graph) {
    return arcs(graph, Direction.OUT);
  }

  private static Map<List<Long>, List<Arc>> arcs(Graph graph, Direction direction) {
    Map<List<Long>, List<Arc>> arcs = new TreeMap<>(BY_ENDS);
    visit(
        graph,
        direction,
        (slot, other, weight) -> {
          long id = graph.ids().id(slot);
          long otherId = graph.ids().id(other);
          List<Long> ends = direction == Direction.IN ? List.of(otherId, id) : List.of(id, otherId);
          arcs.computeIfAbsent(ends, absent -> new ArrayList<>()).add(new Arc(weight));
        });
    return arcs;
  }

  interface Visitor {
    void visit(int slot, int other, double weight);
  }

  /** Visits all arcs row by row. */
  static void visit(Graph graph, Direction direction, Visitor visitor) {
    Adjacency adjacency = graph.adjacency(direction);
    for (int p = 0; p < graph.partitions().partitions(); p++) {
      Adjacency.Rows rows = adjacency.rows(p);
      for (int row = 0; row < rows.rowCount(); row++) {
        for (int at = rows.offsets().get(row); at < rows.offsets().get(row + 1); at++) {
          visitor.visit(
              rows.firstSlot() + row,
              rows.targets()[at],
              rows.weights() == null ? 1 : rows.weights().get(at));
        }
      }
    }
  }
}
