package pregel.core.graph;

import java.util.function.LongConsumer;

/** A growing set of ids from 0 to 2^63 - 1: open addressing, linear probing. */
final class IdSet {
  private static final int LARGEST = 1 << 30;

  /** Ids plus one, so that zero is free for "nothing here". */
  private long[] table = new long[1 << 10];

  private int size;

  /** A mix in which every bit of an id counts for every bit of the result. */
  static long hash(long id) {
    long mixed = (id ^ (id >>> 32)) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 29)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }

  int size() {
    return size;
  }

  void add(long id, long hash) {
    int mask = table.length - 1;
    int at = (int) hash & mask;
    while (table[at] != 0) {
      if (table[at] == id + 1) {
        return;
      }
      at = (at + 1) & mask;
    }
    table[at] = id + 1;
    size++;
    if (size > table.length / 8 * 5) {
      grow();
    }
  }

  /** Visits the ids, in no order. */
  void forEach(LongConsumer visitor) {
    for (long entry : table) {
      if (entry != 0) {
        visitor.accept(entry - 1);
      }
    }
  }

  private void grow() {
    if (table.length == LARGEST) {
      throw GraphLimits.tooManySparse(size);
    }
    long[] old = table;
    table = new long[2 * old.length];
    int mask = table.length - 1;
    for (long entry : old) {
      if (entry != 0) {
        int at = (int) hash(entry - 1) & mask;
        while (table[at] != 0) {
          at = (at + 1) & mask;
        }
        table[at] = entry;
      }
    }
  }
}
