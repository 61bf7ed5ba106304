package pregel.cli.inspect;

import java.nio.IntBuffer;
import java.util.Arrays;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/**
 * The weakly connected components of a graph. Of several with the most vertices the one with the
 * most edges is the largest.
 *
 * @param count how many there are
 * @param largestVertices vertices of the largest
 * @param largestEdges its edges, as the data set counts them
 */
public record Components(long count, long largestVertices, long largestEdges) {

  /** Finds them by joining sets along every edge; needs an int for every vertex. */
  public static Components of(Graph graph) {
    int vertices = graph.vertices();
    if (vertices == 0) {
      return new Components(0, 0, 0);
    }
    Adjacency rows = HeldRows.of(graph);
    Forest forest = new Forest(vertices);
    join(rows, forest);
    int count = 0;
    int most = 0;
    int[] largest = new int[1];
    int ties = 0;
    for (int slot = 0; slot < vertices; slot++) {
      if (forest.isRoot(slot)) {
        int size = forest.size(slot);
        count++;
        if (size > most) {
          most = size;
          ties = 0;
        }
        if (size == most) {
          if (ties == largest.length) {
            largest = Arrays.copyOf(largest, Math.min(vertices, 2 * ties));
          }
          largest[ties++] = slot;
        }
      }
    }
    long[] edges = edges(graph, rows, forest, Arrays.copyOf(largest, ties));
    return new Components(count, most, Arrays.stream(edges).max().orElseThrow());
  }

  private static void join(Adjacency rows, Forest forest) {
    for (int p = 0; p < rows.partitions().partitions(); p++) {
      Adjacency.Rows part = rows.rows(p);
      IntBuffer offsets = part.offsets();
      int[] targets = part.targets();
      for (int row = 0; row < part.rowCount(); row++) {
        int slot = part.firstSlot() + row;
        for (int at = offsets.get(row), end = offsets.get(row + 1); at < end; at++) {
          forest.join(slot, targets[at]);
        }
      }
    }
  }

  /** The edges of the components with these roots, which ascend. */
  private static long[] edges(Graph graph, Adjacency rows, Forest forest, int[] roots) {
    long[] arcs = new long[roots.length];
    long[] loops = new long[roots.length];
    for (int p = 0; p < rows.partitions().partitions(); p++) {
      Adjacency.Rows part = rows.rows(p);
      IntBuffer offsets = part.offsets();
      for (int row = 0; row < part.rowCount(); row++) {
        int slot = part.firstSlot() + row;
        int component = Arrays.binarySearch(roots, forest.root(slot));
        if (component >= 0) {
          arcs[component] += offsets.get(row + 1) - offsets.get(row);
          loops[component] += graph.isUndirected() ? loops(part, row) : 0;
        }
      }
    }
    if (graph.isUndirected()) {
      // Only loops stand once in the rows.
      for (int i = 0; i < arcs.length; i++) {
        arcs[i] = (arcs[i] - loops[i]) / 2 + loops[i];
      }
    }
    return arcs;
  }

  private static long loops(Adjacency.Rows part, int row) {
    long loops = 0;
    for (int at = part.offsets().get(row), end = part.offsets().get(row + 1); at < end; at++) {
      loops += part.targets()[at] == part.firstSlot() + row ? 1 : 0;
    }
    return loops;
  }

  /**
   * Disjoint sets as trees: a vertex holds its parent, a root the negative size of its set. The
   * larger set keeps its root, and finding one halves the path to it.
   */
  private static final class Forest {
    private final int[] parent;

    Forest(int vertices) {
      parent = new int[vertices];
      Arrays.fill(parent, -1);
    }

    boolean isRoot(int slot) {
      return parent[slot] < 0;
    }

    int size(int root) {
      return -parent[root];
    }

    int root(int slot) {
      int at = slot;
      while (parent[at] >= 0) {
        int next = parent[at];
        if (parent[next] >= 0) {
          parent[at] = parent[next];
        }
        at = next;
      }
      return at;
    }

    void join(int one, int other) {
      int a = root(one);
      int b = root(other);
      if (a == b) {
        return;
      }
      if (parent[a] > parent[b]) {
        int smaller = a;
        a = b;
        b = smaller;
      }
      parent[a] += parent[b];
      parent[b] = a;
    }
  }
}
