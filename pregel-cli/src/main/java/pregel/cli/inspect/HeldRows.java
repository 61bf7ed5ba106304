package pregel.cli.inspect;

import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/** The rows that a graph has anyway, for questions that either direction answers. */
final class HeldRows {
  private HeldRows() {}

  static Adjacency of(Graph graph) {
    return graph.adjacency(graph.has(Direction.IN) ? Direction.IN : Direction.OUT);
  }
}
