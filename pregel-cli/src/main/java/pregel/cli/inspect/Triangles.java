package pregel.cli.inspect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import pregel.core.graph.BuildThreads;
import pregel.core.graph.Graph;
import pregel.core.graph.OrientedRows;
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
   * <p>Beside the graph, holds the simple edges once and 16 bytes for every vertex; before that, of
   * a directed graph, the other direction of its edges for a while. Threads only ever add whole
   * numbers, and the mean is summed in ascending order of ids, so the outcome is the same bits for
   * any number of threads, any partitions and any order of vertices.
   */
  public static Triangles of(Graph graph, int threads) {
    int vertices = graph.vertices();
    if (vertices == 0) {
      return new Triangles(0, 0, 0, 0, 0);
    }
    BuildThreads crew = BuildThreads.of(threads, graph.directedEdges());
    OrientedRows rows = OrientedRows.byDegree(graph, threads);
    long[] corners = new long[vertices];
    crew.each(graph.partitions().partitions(), p -> countPartition(rows, p, corners));
    long ends = 0;
    long closed = 0;
    long wedges = 0;
    double sum = 0;
    for (int rank = 0; rank < vertices; rank++) {
      int slot = graph.ids().slotOfRank(rank);
      long degree = rows.neighborCount(slot);
      long pairs = degree * (degree - 1) / 2;
      ends += degree;
      closed += corners[slot];
      wedges += pairs;
      sum += pairs == 0 ? 0 : (double) corners[slot] / pairs;
    }
    return new Triangles(
        ends / 2, closed / 3, wedges, sum / vertices, wedges == 0 ? 0 : (double) closed / wedges);
  }

  /**
   * Finds every triangle whose lowest vertex is in a partition, and counts it at its corners: those
   * beyond the lowest first by their place in its row, where no other thread counts.
   */
  private static void countPartition(OrientedRows rows, int partition, long[] corners) {
    PartitionMap partitions = rows.partitions();
    int[] ends = rows.neighbors(partition);
    int[] counts = new int[longestRow(rows, partition)];
    for (int low = partitions.start(partition); low < partitions.end(partition); low++) {
      int first = rows.start(partition, low);
      int end = rows.start(partition, low + 1);
      Arrays.fill(counts, 0, end - first, 0);
      long ofLow = 0;
      for (int at = first; at < end; at++) {
        int middle = ends[at];
        int ofMiddles = rows.partitionOf(middle);
        int[] others = rows.neighbors(ofMiddles);
        int ofMiddle = 0;
        int a = first;
        int b = rows.start(ofMiddles, middle);
        int bEnd = rows.start(ofMiddles, middle + 1);
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
      longest = Math.max(longest, rows.start(partition, slot + 1) - rows.start(partition, slot));
    }
    return longest;
  }

  private static void add(long[] corners, int slot, long triangles) {
    long unused = (long) LONG.getAndAdd(corners, slot, triangles);
  }
}
