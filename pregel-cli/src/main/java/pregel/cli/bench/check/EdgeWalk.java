package pregel.cli.bench.check;

import java.nio.DoubleBuffer;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/** Visits edges one by one. */
final class EdgeWalk {
  /** Sees an edge. */
  @FunctionalInterface
  interface Visitor {
    void visit(int from, int to, double weight);
  }

  private EdgeWalk() {}

  /** Visits every directed edge from its source; both directions of undirected ones. */
  static void each(Graph graph, Visitor visitor) {
    Adjacency adjacency = graph.adjacency(Direction.OUT);
    for (int slot = 0; slot < graph.vertices(); slot++) {
      each(adjacency, slot, visitor);
    }
  }

  /** Visits the edges in a vertex's row. */
  static void each(Adjacency adjacency, int slot, Visitor visitor) {
    Adjacency.Rows rows = adjacency.rows(adjacency.partitions().partitionOf(slot));
    DoubleBuffer weights = rows.weights();
    int end = rows.end(slot);
    for (int k = rows.start(slot); k < end; k++) {
      visitor.visit(slot, rows.targets()[k], weights == null ? 1 : weights.get(k));
    }
  }
}
