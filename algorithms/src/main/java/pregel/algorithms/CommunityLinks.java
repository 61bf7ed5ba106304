package pregel.algorithms;

import java.util.Arrays;

/**
 * The communities of a vertex's neighbours, each with the sum of the weights of the edges there:
 * dense arrays in order of first occurrence, found by a hash table with open addressing that is as
 * large as the current vertex needs.
 */
final class CommunityLinks {
  private static final int LEAST_LOG = 4;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** One more than a community's place; 0 where the table is empty. */
  private int[] table = new int[1 << LEAST_LOG];

  private int tableLog = LEAST_LOG;
  private long[] communities = new long[1 << (LEAST_LOG - 1)];
  private double[] weights = new double[1 << (LEAST_LOG - 1)];
  private double[] totals = new double[1 << (LEAST_LOG - 1)];
  private int size;

  void clear() {
    size = 0;
    useTable(LEAST_LOG);
  }

  /**
   * Adds an edge.
   *
   * @param total the sum of the degrees in the community, which every neighbour there knows alike
   */
  void add(long community, double weight, double total) {
    int slot = slotOf(community);
    int place = table[slot] - 1;
    if (place < 0) {
      place = insert(community, slot);
      totals[place] = total;
    }
    weights[place] += weight;
  }

  int size() {
    return size;
  }

  long community(int place) {
    return communities[place];
  }

  double weight(int place) {
    return weights[place];
  }

  double total(int place) {
    return totals[place];
  }

  /** The weight of the edges to a community, 0 if there are none. */
  double weightTo(long community) {
    int place = table[slotOf(community)] - 1;
    return place < 0 ? 0 : weights[place];
  }

  private int slotOf(long community) {
    int mask = (1 << tableLog) - 1;
    int slot = (int) ((community * SPREAD) >>> (Long.SIZE - tableLog));
    while (table[slot] != 0 && communities[table[slot] - 1] != community) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int insert(long community, int slot) {
    int place = size++;
    if (place == communities.length) {
      communities = Arrays.copyOf(communities, 2 * place);
      weights = Arrays.copyOf(weights, 2 * place);
      totals = Arrays.copyOf(totals, 2 * place);
    }
    communities[place] = community;
    weights[place] = 0;
    table[slot] = size;
    if (2L * size > 1L << tableLog) {
      useTable(tableLog + 1);
      for (int i = 0; i < size; i++) {
        table[slotOf(communities[i])] = i + 1;
      }
    }
    return place;
  }

  private void useTable(int log) {
    tableLog = log;
    if (table.length < 1 << log) {
      table = new int[1 << log];
    } else {
      Arrays.fill(table, 0, 1 << log, 0);
    }
  }
}
