package pregel.core.graph;

import pregel.api.VertexOrder;

/**
 * How edges become a graph.
 *
 * @param order how vertices are arranged
 * @param duplicates what becomes of parallel edges
 * @param dropSelfLoops whether edges from a vertex to itself are left out
 * @param unknownVertices what becomes of an edge whose end is not in the vertex list
 * @param partitions the number of partitions; 0 for the number that the edges ask for
 * @param threads threads to build with
 */
public record BuildOptions(
    VertexOrder order,
    Duplicates duplicates,
    boolean dropSelfLoops,
    UnknownVertices unknownVertices,
    int partitions,
    int threads) {

  /** What becomes of parallel edges; in an undirected graph of edges with the same two ends. */
  public enum Duplicates {
    KEEP,
    /** The first in input order stays. */
    DROP,
    SUM,
    MIN,
    MAX
  }

  /**
   * What becomes of an edge whose end is not in the vertex list. Without a list every end is
   * created.
   */
  public enum UnknownVertices {
    CREATE,
    DROP,
    FAIL
  }

  /** Keeps everything, decides the order itself, refuses unknown vertices. */
  public static BuildOptions defaults(int threads) {
    return new BuildOptions(
        VertexOrder.AUTO, Duplicates.KEEP, false, UnknownVertices.FAIL, 0, threads);
  }

  /** The same, but ends that are not listed become vertices. */
  public BuildOptions creatingVertices() {
    return new BuildOptions(
        order, duplicates, dropSelfLoops, UnknownVertices.CREATE, partitions, threads);
  }
}
