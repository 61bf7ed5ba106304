package pregel.algorithms.community;

import java.util.Arrays;

/**
 * Counts how often each label occurs, and knows the most frequent, the smallest of several.
 *
 * <p>Labels and counts lie densely in order of first occurrence; a hash table with open addressing
 * finds them. The table is as large as the labels of the current vertex need and doubles when half
 * full, in arrays that are kept: a vertex with few labels stays in the cache even after one with
 * millions.
 */
final class LabelCounts {
  private static final int LEAST_LOG = 4;
  private static final int MOST_TO_START_WITH = 128;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** One more than a label's place in {@link #labels}; 0 where the table is empty. */
  private int[] table = new int[1 << LEAST_LOG];

  private int tableLog = LEAST_LOG;
  private long[] labels = new long[1 << (LEAST_LOG - 1)];
  private int[] counts = new int[1 << (LEAST_LOG - 1)];
  private int size;
  private int best;

  /**
   * Forgets everything.
   *
   * @param expected a guess at the labels to come
   */
  void clear(long expected) {
    size = 0;
    best = 0;
    int distinct = (int) Math.min(expected, MOST_TO_START_WITH);
    useTable(Math.max(LEAST_LOG, Integer.SIZE - Integer.numberOfLeadingZeros(distinct) + 1));
  }

  void add(long label) {
    int slot = slotOf(label);
    int place = table[slot] - 1;
    if (place < 0) {
      place = insert(label, slot);
    }
    int count = ++counts[place];
    int leading = counts[best];
    if (count > leading || (count == leading && label < labels[best])) {
      best = place;
    }
  }

  /** The label added most often since the last {@link #clear}; needs one label at least. */
  long mostFrequent() {
    return labels[best];
  }

  /** Where the table has the label, or would have it. */
  private int slotOf(long label) {
    int mask = (1 << tableLog) - 1;
    int slot = (int) ((label * SPREAD) >>> (Long.SIZE - tableLog));
    while (table[slot] != 0 && labels[table[slot] - 1] != label) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int insert(long label, int slot) {
    int place = size++;
    if (place == labels.length) {
      labels = Arrays.copyOf(labels, 2 * place);
      counts = Arrays.copyOf(counts, 2 * place);
    }
    labels[place] = label;
    counts[place] = 0;
    table[slot] = size;
    if (2L * size > 1L << tableLog) {
      useTable(tableLog + 1);
      for (int i = 0; i < size; i++) {
        table[slotOf(labels[i])] = i + 1;
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
