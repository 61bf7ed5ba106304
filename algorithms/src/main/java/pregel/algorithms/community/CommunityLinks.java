package pregel.algorithms.community;

import java.util.Arrays;

/**
 * The communities of a vertex's neighbours, each with the sum of the weights of the edges there: a
 * hash table with open addressing that is as large as the current vertex needs, and the places
 * where it has something, in order of first occurrence.
 */
final class CommunityLinks {
  private static final int LEAST_LOG = 4;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /**
   * Two elements for every slot, so that finding a community and adding to its sum touches one
   * place in memory: the community's complement, 0 where the table is empty; the bits of the sum.
   */
  private long[] table = new long[2 << LEAST_LOG];

  /** The table that this one grows into. */
  private long[] spare = new long[0];

  private int tableLog = LEAST_LOG;

  /** The elements of the table that have a community, in order of first occurrence. */
  private int[] used = new int[1 << (LEAST_LOG - 1)];

  private double[] totals = new double[1 << (LEAST_LOG - 1)];
  private int size;

  void clear() {
    for (int place = 0; place < size; place++) {
      table[used[place]] = 0;
    }
    size = 0;
    tableLog = LEAST_LOG;
  }

  /**
   * Adds an edge.
   *
   * @param community from 0 up
   * @param total the sum of the degrees in the community, which every neighbour there knows alike
   */
  void add(long community, double weight, double total) {
    int at = find(community);
    if (table[at] == 0) {
      insert(community, weight, total, at);
    } else {
      double sum = Double.longBitsToDouble(table[at + 1]) + weight;
      table[at + 1] = Double.doubleToRawLongBits(sum);
    }
  }

  int size() {
    return size;
  }

  long community(int place) {
    return ~table[used[place]];
  }

  double weight(int place) {
    return Double.longBitsToDouble(table[used[place] + 1]);
  }

  double total(int place) {
    return totals[place];
  }

  /** The weight of the edges to a community, 0 if there are none. */
  double weightTo(long community) {
    int at = find(community);
    return table[at] == 0 ? 0 : Double.longBitsToDouble(table[at + 1]);
  }

  /** The element of the table that has a community, or would have it. */
  private int find(long community) {
    long[] elements = table;
    int mask = (2 << tableLog) - 2;
    long mixed = community * SPREAD;
    int at = (int) ((mixed ^ mixed >>> Integer.SIZE) * SPREAD >>> (Long.SIZE - tableLog)) << 1;
    while (elements[at] != 0 && elements[at] != ~community) {
      at = (at + 2) & mask;
    }
    return at;
  }

  private void insert(long community, double weight, double total, int at) {
    int place = size++;
    if (place == used.length) {
      used = Arrays.copyOf(used, 2 * place);
      totals = Arrays.copyOf(totals, 2 * place);
    }
    used[place] = at;
    totals[place] = total;
    table[at] = ~community;
    table[at + 1] = Double.doubleToRawLongBits(weight);
    if (2L * size > 1L << tableLog) {
      grow();
    }
  }

  /** Doubles the table. What is not in use, of both tables, is zero. */
  private void grow() {
    long[] old = table;
    tableLog++;
    table = spare.length < 2 << tableLog ? new long[2 << tableLog] : spare;
    for (int place = 0; place < size; place++) {
      int before = used[place];
      int at = find(~old[before]);
      table[at] = old[before];
      table[at + 1] = old[before + 1];
      used[place] = at;
      old[before] = 0;
    }
    spare = old;
  }
}
