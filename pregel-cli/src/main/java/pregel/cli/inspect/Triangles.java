package pregel.cli.inspect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import pregel.core.graph.BuildThreads;
import pregel.core.graph.Graph;
import pregel.core.graph.PartitionMap;

/**
 * How much the neighbours of a graph's vertices are neighbours of each other, direction, parallel
 * edges and self-loops left aside.
 *
 * @param simpleEdges edges of the simple undirected view
 * @param count triangles, each once
 * @param wedges pairs of neighbours of a vertex, over all vertices
 * @param averageClustering the mean over all vertices of the part of a vertex's pairs of neighbours
 *     that are neighbours; 0 for a vertex with fewer than two
 * @param transitivity the part of all wedges that are closed: 3 * triangles / wedges, 0 without any
 */
public record Triangles(
    long simpleEdges, long count, long wedges, double averageClustering, double transitivity) {
  private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);

  /**
   * Counts them by intersecting the rows of both ends of every edge, each edge held at its lower
   * end only.
   *
   * <p>Beside the graph, holds the simple edges once and 20 bytes for every vertex. Threads only
   * ever add whole numbers, and the mean is summed in ascending order of ids, so the outcome is the
   * same bits for any number of threads, any partitions and any order of vertices.
   */
  public static Triangles of(Graph graph, int threads) {
    int vertices = graph.vertices();
    if (vertices == 0) {
      return new Triangles(0, 0, 0, 0, 0);
    }
    BuildThreads crew = BuildThreads.of(threads, graph.directedEdges());
    OrientedRows rows = OrientedRows.of(graph, crew);
    long[] corners = new long[vertices];
    crew.each(graph.partitions().partitions(), p -> countPartition(rows, p, corners));
    int[] degrees = new int[vertices];
    long simpleEdges = degrees(rows, degrees);
    long closed = 0;
    long wedges = 0;
    double sum = 0;
    for (int rank = 0; rank < vertices; rank++) {
      int slot = graph.ids().slotOfRank(rank);
      long degree = degrees[slot];
      long pairs = degree * (degree - 1) / 2;
      closed += corners[slot];
      wedges += pairs;
      sum += pairs == 0 ? 0 : (double) corners[slot] / pairs;
    }
    return new Triangles(
        simpleEdges,
        closed / 3,
        wedges,
        sum / vertices,
        wedges == 0 ? 0 : (double) closed / wedges);
  }

  /**
   * Finds every triangle whose lowest vertex is in a partition, and counts it at its corners: those
   * beyond the lowest first by their place in its row, where no other thread counts.
   */
  private static void countPartition(OrientedRows rows, int partition, long[] corners) {
    PartitionMap partitions = rows.partitions();
    int[] ends = rows.ends(partition);
    int[] counts = new int[longestRow(rows, partition)];
    for (int low = partitions.start(partition); low < partitions.end(partition); low++) {
      int first = rows.from(low);
      int end = rows.to(low);
      Arrays.fill(counts, 0, end - first, 0);
      long ofLow = 0;
      for (int at = first; at < end; at++) {
        int middle = ends[at];
        int[] others = rows.ends(partitions.partitionOf(middle));
        int ofMiddle = 0;
        int a = first;
        int b = rows.from(middle);
        int bEnd = rows.to(middle);
        while (a < end && b < bEnd) {
          int one = ends[a];
          int other = others[b];
          if (one == other) {
            counts[a - first]++;
            ofMiddle++;
          }
          a += one <= other ? 1 : 0;
          b += one >= other ? 1 : 0;
        }
        counts[at - first] += ofMiddle;
        ofLow += ofMiddle;
      }
      if (ofLow > 0) {
        add(corners, low, ofLow);
        for (int at = first; at < end; at++) {
          if (counts[at - first] > 0) {
            add(corners, ends[at], counts[at - first]);
          }
        }
      }
    }
  }

  private static int longestRow(OrientedRows rows, int partition) {
    int longest = 0;
    PartitionMap partitions = rows.partitions();
    for (int slot = partitions.start(partition); slot < partitions.end(partition); slot++) {
      longest = Math.max(longest, rows.to(slot) - rows.from(slot));
    }
    return longest;
  }

  private static void add(long[] corners, int slot, long triangles) {
    long unused = (long) LONG.getAndAdd(corners, slot, triangles);
  }

  /** Fills in the degrees of the simple view and returns its edges. */
  private static long degrees(OrientedRows rows, int[] degrees) {
    long edges = 0;
    PartitionMap partitions = rows.partitions();
    for (int p = 0; p < partitions.partitions(); p++) {
      int[] ends = rows.ends(p);
      for (int slot = partitions.start(p); slot < partitions.end(p); slot++) {
        for (int at = rows.from(slot); at < rows.to(slot); at++) {
          degrees[ends[at]]++;
        }
        int length = rows.to(slot) - rows.from(slot);
        degrees[slot] += length;
        edges += length;
      }
    }
    return edges;
  }
}
