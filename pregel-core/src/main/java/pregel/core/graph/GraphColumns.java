package pregel.core.graph;

import java.util.List;

/**
 * What a graph holds beside ids, edges and weights.
 *
 * @param ofVertices values per vertex
 * @param ofEdges values per edge, in the order in which rows hold them
 */
public record GraphColumns(List<VertexColumn> ofVertices, List<HeldEdgeColumn> ofEdges) {
  public static final GraphColumns NONE = new GraphColumns(List.of(), List.of());

  public GraphColumns {
    ofVertices = List.copyOf(ofVertices);
    ofEdges = List.copyOf(ofEdges);
  }
}
