package pregel.loaders.write.graph;

import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.VertexNames;

/**
 * A graph to be written: its edges in pieces, and its vertices. Several threads ask for different
 * pieces at the same time; asked again, a piece is the same.
 */
public interface GraphListing {

  /** Edges as listed; an undirected one's smaller id comes first. */
  static GraphListing of(EdgeInput input) {
    return new InputListing(input);
  }

  /**
   * A built graph: edges by ascending source, then target id; an undirected edge once, its smaller
   * id first.
   */
  static GraphListing of(Graph graph) {
    return new BuiltListing(graph);
  }

  /** Whether each edge stands for both directions. */
  boolean undirected();

  boolean weighted();

  int vertices();

  /** A vertex's id by its place; ids ascend. */
  long vertex(int place);

  /** What ids stand for; null if they are numbers. */
  default VertexNames names() {
    return null;
  }

  int pieces();

  /** Hands over the edges of a piece in order. */
  void list(int piece, EdgeSink to);
}
