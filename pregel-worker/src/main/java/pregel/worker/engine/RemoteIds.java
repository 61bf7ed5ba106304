package pregel.worker.engine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Ids that were addressed and have no slot on this worker, numbered as they come. Whether there is
 * such a vertex, and where, is found out between supersteps and kept. Numbers depend on which
 * thread is first; nothing that is seen of a job depends on the numbers.
 */
public final class RemoteIds {
  /** No worker has such a vertex. */
  public static final int ABSENT = -1;

  /** More are not kept over a superstep. */
  private static final int MOST_KEPT = 1 << 22;

  /** A hash table of numbers, and the ids; replaced by a larger one when full. */
  private static final class Table {
    final long[] ids;
    final AtomicIntegerArray numberPlusOne;

    Table(int capacity) {
      ids = new long[capacity];
      numberPlusOne = new AtomicIntegerArray(2 * capacity);
    }

    /** The number of an id, or -1. */
    int find(long id) {
      int found = numberPlusOne.get(place(id)); // after which its id can be read
      return found - 1;
    }

    int place(long id) {
      int mask = numberPlusOne.length() - 1;
      int at = (int) (mix(id) >>> 32) & mask;
      for (int found = numberPlusOne.get(at); found != 0; found = numberPlusOne.get(at)) {
        if (ids[found - 1] == id) {
          return at;
        }
        at = (at + 1) & mask;
      }
      return at;
    }
  }

  private volatile Table table = new Table(1 << 10);
  private int count;

  /** Slots of the whole graph of those that were found out about. */
  private int[] slots = {};

  private int known;
  private long leastMissed = Long.MAX_VALUE;

  /** Spreads ids; also decides which worker knows about which. */
  static long mix(long id) {
    long mixed = (id ^ id >>> 32) * 0x9E3779B97F4A7C15L;
    return (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
  }

  /** The number of an id, from now on; by any thread. */
  public int number(long id) {
    int found = table.find(id);
    return found >= 0 ? found : add(id);
  }

  /** The number of an id, or -1; by any thread. */
  public int find(long id) {
    return table.find(id);
  }

  private synchronized int add(long id) {
    int found = table.find(id);
    if (found >= 0) {
      return found;
    }
    if (count == table.ids.length) {
      Table larger = new Table(Math.multiplyExact(2, count));
      System.arraycopy(table.ids, 0, larger.ids, 0, count);
      for (int number = 0; number < count; number++) {
        larger.numberPlusOne.set(larger.place(larger.ids[number]), number + 1);
      }
      table = larger;
    }
    table.ids[count] = id;
    table.numberPlusOne.set(table.place(id), count + 1);
    return count++;
  }

  /** How many there are; not while vertices are computed. */
  public int count() {
    return count;
  }

  public long id(int number) {
    return table.ids[number];
  }

  /** Numbers below this are of ids that were found out about. */
  int known() {
    return known;
  }

  /** All ids were found out about, once {@link #found} was told of each. */
  void learn() {
    slots = Arrays.copyOf(slots, count);
    Arrays.fill(slots, known, count, ABSENT);
    known = count;
  }

  /** Notes where the vertex of an id is, in slots of the whole graph. */
  void found(int number, int slot) {
    slots[number] = slot;
  }

  /** The slot of the whole graph, or {@link #ABSENT}. */
  public int slot(int number) {
    return slots[number];
  }

  /** Notes that a message went to an id that no vertex has; not by two threads at once. */
  public void miss(int number) {
    leastMissed = Math.min(leastMissed, id(number));
  }

  /** The least id to which a message went that no vertex has, ever. */
  long leastMissed() {
    return leastMissed;
  }

  /** Between supersteps, when no number is in use. */
  void trim() {
    if (count > MOST_KEPT) {
      table = new Table(1 << 10);
      count = 0;
      known = 0;
      slots = new int[0];
    }
  }
}
