package pregel.cli.local;

import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;

/**
 * The directed edges of a graph in arrays, by vertex id. An undirected edge is in it from both
 * ends, a self-loop once.
 */
record ArcArrays(int vertices, boolean undirected, int[] sources, int[] targets, double[] weights) {

  /** Copies edges that a builder has not yet consumed. */
  static ArcArrays of(EdgeInput edges) {
    int arcs = 0;
    for (EdgeBlock block : edges.blocks()) {
      for (int e = 0; e < block.size(); e++) {
        arcs += isMirrored(edges, block, e) ? 2 : 1;
      }
    }
    int[] sources = new int[arcs];
    int[] targets = new int[arcs];
    double[] weights = new double[arcs];
    int arc = 0;
    for (EdgeBlock block : edges.blocks()) {
      for (int e = 0; e < block.size(); e++) {
        sources[arc] = (int) block.source(e);
        targets[arc] = (int) block.target(e);
        weights[arc++] = block.weight(e);
        if (isMirrored(edges, block, e)) {
          sources[arc] = (int) block.target(e);
          targets[arc] = (int) block.source(e);
          weights[arc++] = block.weight(e);
        }
      }
    }
    return new ArcArrays(edges.vertices().length, edges.undirected(), sources, targets, weights);
  }

  int size() {
    return sources.length;
  }

  /** The arcs of each vertex: row {@code v} is {@code starts[v]} up to {@code starts[v + 1]}. */
  record Rows(int[] starts, int[] ends, double[] weights) {}

  /** The arcs by their sources. */
  Rows outgoing() {
    return rows(sources, targets);
  }

  /** The arcs by their targets. */
  Rows incoming() {
    return rows(targets, sources);
  }

  private Rows rows(int[] owners, int[] others) {
    int[] starts = new int[vertices + 1];
    for (int owner : owners) {
      starts[owner + 1]++;
    }
    for (int v = 0; v < vertices; v++) {
      starts[v + 1] += starts[v];
    }
    int[] next = starts.clone();
    int[] ends = new int[owners.length];
    double[] byOwner = new double[owners.length];
    for (int arc = 0; arc < owners.length; arc++) {
      int at = next[owners[arc]]++;
      ends[at] = others[arc];
      byOwner[at] = weights[arc];
    }
    return new Rows(starts, ends, byOwner);
  }

  private static boolean isMirrored(EdgeInput edges, EdgeBlock block, int edge) {
    return edges.undirected() && block.source(edge) != block.target(edge);
  }
}
