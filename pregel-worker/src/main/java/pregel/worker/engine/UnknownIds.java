package pregel.worker.engine;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Ids without a slot that were met in a superstep, numbered as they come. Numbers depend on which
 * thread is first; nothing that is seen of a job depends on the numbers.
 */
final class UnknownIds {
  private long[] ids = new long[16];
  private int[] numberPlusOne = new int[64];
  private final BitSet named = new BitSet();
  private int count;

  /** The number of an id, from now on. */
  synchronized int number(long id) {
    int at = place(id);
    if (numberPlusOne[at] == 0) {
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, 2 * count);
      }
      ids[count++] = id;
      numberPlusOne[at] = count;
      if (4 * count > numberPlusOne.length) {
        grow();
        return count - 1;
      }
    }
    return numberPlusOne[at] - 1;
  }

  /** The number of an id, or -1. */
  synchronized int find(long id) {
    return numberPlusOne[place(id)] - 1;
  }

  synchronized long id(int number) {
    return ids[number];
  }

  /** Notes that an id gets a slot. */
  synchronized void name(int number) {
    named.set(number);
  }

  /** The numbers of those that get a slot. */
  synchronized BitSet named() {
    return (BitSet) named.clone();
  }

  synchronized int count() {
    return count;
  }

  synchronized void clear() {
    if (count > 0) {
      count = 0;
      named.clear();
      numberPlusOne = new int[64];
    }
  }

  private int place(long id) {
    int mask = numberPlusOne.length - 1;
    long mixed = id * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 32) & mask;
    while (numberPlusOne[at] != 0 && ids[numberPlusOne[at] - 1] != id) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    numberPlusOne = new int[4 * numberPlusOne.length];
    for (int number = 0; number < count; number++) {
      numberPlusOne[place(ids[number])] = number + 1;
    }
  }
}
