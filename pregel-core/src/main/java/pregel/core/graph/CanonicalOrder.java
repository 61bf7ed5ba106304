package pregel.core.graph;

import java.nio.IntBuffer;
import pregel.api.VertexOrder;

/**
 * Decides the order of vertices and finds their slots: ascending external ids, or falling degree
 * class and ascending ids within a class.
 */
final class CanonicalOrder {
  /** A graph of so many vertices stays in the order of its ids, unless told otherwise. */
  static final int SMALL = 1 << 16;

  private static final int CLASSES = 128;
  private static final int STEP = 1 << 16;

  private final VertexOrder order;
  private final IntBuffer slotOfRank;
  private final IntBuffer rankOfSlot;

  private CanonicalOrder(VertexOrder order, IntBuffer slotOfRank, IntBuffer rankOfSlot) {
    this.order = order;
    this.slotOfRank = slotOfRank;
    this.rankOfSlot = rankOfSlot;
  }

  static CanonicalOrder of(
      VertexOrder wanted, int vertices, EdgeCensus census, BuildThreads threads) {
    VertexOrder order =
        wanted == VertexOrder.AUTO ? decide(vertices, census.edges(), census.near()) : wanted;
    return order == VertexOrder.ID
        ? new CanonicalOrder(order, null, null)
        : byDegree(vertices, census, threads);
  }

  /**
   * Ids as given if they have locality: if at least half of the edges are near. A small graph fits
   * the cache in any order.
   */
  static VertexOrder decide(int vertices, long edges, long near) {
    return vertices <= SMALL || 2 * near >= edges ? VertexOrder.ID : VertexOrder.DEGREE;
  }

  /**
   * Four classes to each power of two, one to each degree below 4: fine enough to bring hubs
   * together, coarse enough to leave neighbouring ids beside each other.
   */
  static int degreeClass(int degree) {
    if (degree < 4) {
      return degree;
    }
    int log = 31 - Integer.numberOfLeadingZeros(degree);
    return log << 2 | degree >>> (log - 2) & 3;
  }

  /** A stable counting sort. */
  private static CanonicalOrder byDegree(int vertices, EdgeCensus census, BuildThreads threads) {
    int steps = (int) ((vertices + STEP - 1L) / STEP);
    int[][] cursors = new int[steps][CLASSES];
    threads.each(
        steps,
        step -> {
          int end = (int) Math.min(vertices, (step + 1L) * STEP);
          for (int rank = step * STEP; rank < end; rank++) {
            cursors[step][degreeClass(census.degree(rank))]++;
          }
        });
    int slot = 0;
    for (int degreeClass = CLASSES - 1; degreeClass >= 0; degreeClass--) {
      for (int[] cursor : cursors) {
        int count = cursor[degreeClass];
        cursor[degreeClass] = slot;
        slot += count;
      }
    }
    IntBuffer slotOfRank = OffHeap.ints(vertices);
    IntBuffer rankOfSlot = OffHeap.ints(vertices);
    boolean[] moved = new boolean[steps];
    threads.each(
        steps,
        step -> {
          int end = (int) Math.min(vertices, (step + 1L) * STEP);
          for (int rank = step * STEP; rank < end; rank++) {
            int to = cursors[step][degreeClass(census.degree(rank))]++;
            slotOfRank.put(rank, to);
            rankOfSlot.put(to, rank);
            moved[step] |= to != rank;
          }
        });
    for (boolean any : moved) {
      if (any) {
        return new CanonicalOrder(VertexOrder.DEGREE, slotOfRank, rankOfSlot);
      }
    }
    return new CanonicalOrder(VertexOrder.DEGREE, null, null);
  }

  /** DEGREE or ID. */
  VertexOrder order() {
    return order;
  }

  /** Slot by rank, or null when the two are equal. */
  IntBuffer slotOfRank() {
    return slotOfRank;
  }

  /** Rank by slot, or null when the two are equal. */
  IntBuffer rankOfSlot() {
    return rankOfSlot;
  }
}
