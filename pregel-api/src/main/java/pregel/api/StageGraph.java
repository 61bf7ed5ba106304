package pregel.api;

/**
 * A graph that stages run on, as a {@link StagedProgram} sees it. Columns of programs that ran on
 * it have a value at every slot, 0 to {@link #vertices} - 1.
 */
public interface StageGraph {
  int vertices();

  /** Edges, an undirected edge once. */
  long edges();

  boolean isUndirected();

  /** The external id of the vertex at a slot. */
  long id(int slot);

  /** The slot of a vertex by its external id, or -1 if there is no such vertex. */
  int slot(long id);
}
