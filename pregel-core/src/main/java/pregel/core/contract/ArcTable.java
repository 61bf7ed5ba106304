package pregel.core.contract;

import java.util.Arrays;
import pregel.api.EdgeFold;
import pregel.api.EdgeOrigin;

/**
 * The arcs between one group and others, folded by the group at the other end, in order of first
 * occurrence until they are sorted. One thread's; emptied from group to group, in time proportional
 * to what the last one put in.
 */
final class ArcTable {
  private static final int LEAST_LOG = 4;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final EdgeFold fold;
  private final boolean keepsOrigins;

  /**
   * One more than a group's place; 0 where the table is empty. At most half full; only the first
   * two to the {@link #tableLog} entries are in use.
   */
  private int[] table = new int[1 << LEAST_LOG];

  private int tableLog = LEAST_LOG;
  private int[] groups = new int[1 << (LEAST_LOG - 1)];
  private int[] slots = new int[1 << (LEAST_LOG - 1)];
  private double[] weights = new double[1 << (LEAST_LOG - 1)];
  private long[] sources;
  private long[] targets;
  private long[] keys = new long[0];
  private int size;

  ArcTable(EdgeFold fold) {
    this.fold = fold;
    this.keepsOrigins = fold == EdgeFold.LEAST_EDGE;
    this.sources = new long[keepsOrigins ? groups.length : 0];
    this.targets = new long[keepsOrigins ? groups.length : 0];
  }

  void clear() {
    empty();
    tableLog = LEAST_LOG;
    size = 0;
  }

  private void empty() {
    for (int place = 0; place < size; place++) {
      table[slots[place]] = 0;
    }
  }

  /** Folds an arc in. */
  void add(int group, double weight) {
    int slot = slotOf(group);
    int place = table[slot] - 1;
    if (place < 0) {
      insert(group, slot, fold == EdgeFold.COUNT ? 1 : weight);
      return;
    }
    double folded = weights[place];
    weights[place] =
        switch (fold) {
          case SUM -> folded + weight;
          case MIN -> Math.min(folded, weight);
          case MAX -> Math.max(folded, weight);
          case COUNT -> folded + 1;
          case LEAST_EDGE -> throw new IllegalStateException("an origin is needed");
        };
  }

  /** Keeps the arc if its origin is less than that of the one kept. */
  void addOrigin(int group, double weight, long source, long target) {
    int slot = slotOf(group);
    int place = table[slot] - 1;
    if (place < 0) {
      place = insert(group, slot, weight);
    } else if (!isLess(weight, source, target, place)) {
      return;
    }
    weights[place] = weight;
    sources[place] = source;
    targets[place] = target;
  }

  /** Most comparisons end with the weights. */
  private boolean isLess(double weight, long source, long target, int place) {
    int order = Double.compare(weight, weights[place]);
    return order == 0
        ? new EdgeOrigin(source, target, weight)
                .compareTo(new EdgeOrigin(sources[place], targets[place], weight))
            < 0
        : order < 0;
  }

  /** Places in ascending order of their groups, the first {@link #size} valid until it changes. */
  long[] sorted() {
    if (keys.length < size) {
      keys = new long[groups.length];
    }
    for (int place = 0; place < size; place++) {
      keys[place] = (long) groups[place] << 32 | place;
    }
    Arrays.sort(keys, 0, size);
    for (int i = 0; i < size; i++) {
      keys[i] = (int) keys[i];
    }
    return keys;
  }

  int size() {
    return size;
  }

  int group(int place) {
    return groups[place];
  }

  double weight(int place) {
    return weights[place];
  }

  long source(int place) {
    return sources[place];
  }

  long target(int place) {
    return targets[place];
  }

  /** Where the table has the group, or would have it. */
  private int slotOf(int group) {
    int mask = (1 << tableLog) - 1;
    int slot = (int) ((group * SPREAD) >>> (Long.SIZE - tableLog));
    while (table[slot] != 0 && groups[table[slot] - 1] != group) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int insert(int group, int slot, double weight) {
    int place = size++;
    if (place == groups.length) {
      groups = Arrays.copyOf(groups, 2 * place);
      slots = Arrays.copyOf(slots, 2 * place);
      weights = Arrays.copyOf(weights, 2 * place);
      if (keepsOrigins) {
        sources = Arrays.copyOf(sources, 2 * place);
        targets = Arrays.copyOf(targets, 2 * place);
      }
    }
    groups[place] = group;
    slots[place] = slot;
    weights[place] = weight;
    table[slot] = size;
    if (2L * size > 1L << tableLog) {
      grow();
    }
    return place;
  }

  private void grow() {
    empty();
    tableLog++;
    if (table.length < 1 << tableLog) {
      table = new int[1 << tableLog];
    }
    for (int place = 0; place < size; place++) {
      slots[place] = slotOf(groups[place]);
      table[slots[place]] = place + 1;
    }
  }
}
