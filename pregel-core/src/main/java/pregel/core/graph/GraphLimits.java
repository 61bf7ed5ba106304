package pregel.core.graph;

import pregel.api.FailureKind;
import pregel.api.JobException;

/** How large a graph can be, and what its user is told beyond. */
final class GraphLimits {
  private static final long MOST_VERTICES = Integer.MAX_VALUE - 64L;

  /** So many targets are a block of just under 2 GiB, which a snapshot can hold. */
  private static final long MOST_EDGES_OF_PARTITION = (1L << 29) - 8;

  private GraphLimits() {}

  static void checkVertices(long vertices) {
    if (vertices > MOST_VERTICES) {
      throw new JobException(
          FailureKind.MEMORY,
          "graph: more than "
              + MOST_VERTICES
              + " vertices, the most there can be; split the graph into components or sample it");
    }
  }

  static void checkPartition(int partition, long edges) {
    if (edges > MOST_EDGES_OF_PARTITION) {
      throw new JobException(
          FailureKind.MEMORY,
          "graph: partition "
              + partition
              + " would hold "
              + edges
              + " edges and can hold "
              + MOST_EDGES_OF_PARTITION
              + "; raise --partitions");
    }
  }

  static void checkDegree(long degree) {
    if (degree < 0 || degree > MOST_EDGES_OF_PARTITION) {
      throw new JobException(
          FailureKind.MEMORY,
          "graph: a vertex has more than "
              + MOST_EDGES_OF_PARTITION
              + " edges in one direction, the most there can be; drop its duplicates or the vertex");
    }
  }

  static JobException tooManyNames() {
    return new JobException(
        FailureKind.MEMORY,
        "graph: more than "
            + MOST_VERTICES
            + " names of vertices, the most there can be; split the graph or sample it");
  }

  static JobException tooManySparse(long ids) {
    return new JobException(
        FailureKind.MEMORY,
        "graph: more than "
            + ids
            + " vertices with ids far apart; renumber the vertices from 0 upwards");
  }
}
