package pregel.api;

/** What {@link Stages#contract} made of a graph, and the way back. */
public interface ContractedGraph extends StageGraph {

  /** The slot, in this graph, of the group that the vertex at a slot of the graph before is in. */
  int groupOf(int slotBefore);

  /**
   * The edge that stands behind those between two groups: the least in either direction, if the
   * edges were folded by {@link EdgeFold#LEAST_EDGE}. May be called by any thread.
   *
   * @param id the id of a group
   * @param otherId the id of a group joined with it
   * @throws IllegalArgumentException if no edge joins the two
   * @throws IllegalStateException if the edges were folded otherwise
   */
  EdgeOrigin origin(long id, long otherId);
}
