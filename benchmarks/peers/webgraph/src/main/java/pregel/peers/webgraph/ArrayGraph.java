package pregel.peers.webgraph;

import it.unimi.dsi.webgraph.ImmutableGraph;
import pregel.peers.PeerGraph;

/** A graph of arrays, to be copied into one of WebGraph's own. */
final class ArrayGraph extends ImmutableGraph {
  private final int[][] rows;
  private final long edges;

  ArrayGraph(PeerGraph graph) {
    this.rows = graph.rows();
    this.edges = graph.edges();
  }

  @Override
  public int numNodes() {
    return rows.length;
  }

  @Override
  public long numArcs() {
    return edges;
  }

  @Override
  public boolean randomAccess() {
    return true;
  }

  @Override
  public int outdegree(int vertex) {
    return rows[vertex].length;
  }

  @Override
  public int[] successorArray(int vertex) {
    return rows[vertex];
  }

  /** Itself, for it has no state. */
  @Override
  public ImmutableGraph copy() {
    return this;
  }
}
