package pregel.core.graph;

import java.util.List;

/**
 * Everything a reader found: what {@link GraphBuilder} makes a graph of. The builder consumes the
 * blocks: afterwards the list is empty.
 *
 * @param blocks the edges, block after block in input order; a modifiable list
 * @param vertices the ids of a vertex list, in input order and possibly repeated; null when there
 *     was none
 * @param undirected whether each edge stands for both directions
 * @param symmetric whether an undirected input lists every edge from both ends (METIS); then each
 *     listing is one directed edge and nothing is mirrored
 * @param weighted whether the blocks carry weights
 * @param names what ids stand for, if the input names vertices by strings; else null
 * @param columns values of the listed vertices, in the order of the list
 * @param edgeColumns further values that the blocks carry for every edge
 * @param read what was met on the way
 */
public record EdgeInput(
    List<EdgeBlock> blocks,
    long[] vertices,
    boolean undirected,
    boolean symmetric,
    boolean weighted,
    VertexNames names,
    List<ListedColumn> columns,
    List<HeldEdgeColumn> edgeColumns,
    Counts read) {

  /** Vertices named by numbers, without columns. */
  public EdgeInput(
      List<EdgeBlock> blocks,
      long[] vertices,
      boolean undirected,
      boolean symmetric,
      boolean weighted,
      Counts read) {
    this(blocks, vertices, undirected, symmetric, weighted, null, List.of(), List.of(), read);
  }

  /**
   * What a reader counted.
   *
   * @param lines lines read, comments and blanks included
   * @param skipped malformed lines left out because the user allowed them
   * @param bytes bytes of text after decompression
   */
  public record Counts(long lines, long skipped, long bytes) {}
}
