package pregel.worker.table.group;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import pregel.core.sort.Keys;
import pregel.core.table.StringVector;

/** Numbers groups by their keys, in the order in which they are met. For one thread. */
public final class GroupTable {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long TAG = -1L << 32;
  private static final int FIRST_SLOTS = 1 << 10;

  private final boolean numbers;
  private final Keys keys = new Keys();

  /**
   * The upper half of a key's hash, its tag, and below it the group's number plus one; 0 if the
   * slot is free. As long as a power of two.
   */
  private long[] slots = new long[FIRST_SLOTS];

  private int missing = -1;

  // Of the rows that are being looked for: their hashes, what was in the slots they point to, and
  // the first bytes of the keys there, which are kept for nothing but to have been read.
  private long[] hashes = {};
  private long[] met = {};
  private byte[] firsts = {};

  /**
   * @param numbers whether keys are single numbers
   */
  public GroupTable(boolean numbers) {
    this.numbers = numbers;
  }

  public int groups() {
    return keys.size();
  }

  /** The keys of the groups, by number. */
  public Keys keys() {
    return keys;
  }

  /** Finds the groups of rows, making those that are new. */
  public void find(Keys rows, int[] groups) {
    if (numbers) {
      findNumbers(rows, groups);
    } else {
      findBytes(rows, groups);
    }
  }

  /**
   * Finds the groups of rows; -1 for those of no group and for missing keys. Safe for many threads.
   */
  public void lookUp(Keys rows, int[] found) {
    int mask = slots.length - 1;
    StringVector bytes = rows.bytes();
    long[] known = keys.prefixes();
    for (int i = 0; i < rows.size(); i++) {
      found[i] = -1;
      if (rows.isMissing(i)) {
        continue;
      }
      long prefix = rows.prefixes()[i];
      long hash = numbers ? mix(prefix) : hash(bytes.array(), bytes.start(i), bytes.end(i));
      int slot = (int) (hash >>> 32) & mask;
      for (long here = slots[slot]; here != 0; here = slots[slot]) {
        int group = (int) here - 1;
        boolean same =
            (here & TAG) == (hash & TAG)
                && (numbers ? known[group] == prefix : keys.bytes().equal(group, bytes, i));
        if (same) {
          found[i] = group;
          break;
        }
        slot = slot + 1 & mask;
      }
    }
  }

  private void findNumbers(Keys rows, int[] groups) {
    long[] prefixes = rows.prefixes();
    for (int i = 0; i < rows.size(); i++) {
      long prefix = prefixes[i];
      if (rows.isMissing(i)) {
        if (missing < 0) {
          missing = groups();
          keys.append(rows, i);
        }
        groups[i] = missing;
      } else if (i > 0 && prefixes[i - 1] == prefix && !rows.isMissing(i - 1)) {
        groups[i] = groups[i - 1];
      } else {
        groups[i] = findNumber(rows, i, prefix);
      }
    }
  }

  private int findNumber(Keys rows, int row, long prefix) {
    long hash = mix(prefix);
    int mask = slots.length - 1;
    long[] known = keys.prefixes();
    for (int slot = (int) (hash >>> 32) & mask; ; slot = slot + 1 & mask) {
      long here = slots[slot];
      if (here == 0) {
        return add(rows, row, hash, slot);
      }
      int group = (int) here - 1;
      if ((here & TAG) == (hash & TAG) && known[group] == prefix) {
        return group;
      }
    }
  }

  /**
   * In passes, so that the many reads of slots and keys that no cache holds do not wait for each
   * other: hashes, slots, beginnings of keys, keys.
   */
  private void findBytes(Keys rows, int[] groups) {
    int count = rows.size();
    StringVector bytes = rows.bytes();
    if (hashes.length < count) {
      hashes = new long[count];
      met = new long[count];
      firsts = new byte[count];
    }
    hashAll(bytes, count, hashes);
    meetAll(slots, hashes, count, met);
    StringVector known = keys.bytes();
    if (groups() == 0) {
      Arrays.fill(groups, 0, count, -1);
    } else {
      pick(known, met, hashes, count, groups, firsts);
    }
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      if (group < 0 || !known.equal(group, bytes, i)) {
        groups[i] = findBytes(rows, i, hashes[i]);
      }
    }
  }

  /** The groups that the tags point to, -1 where they point to none; touches their keys. */
  private static void pick(
      StringVector known, long[] met, long[] hashes, int count, int[] groups, byte[] firsts) {
    byte[] array = known.array();
    for (int i = 0; i < count; i++) {
      long here = met[i];
      boolean same = here != 0 && (here & TAG) == (hashes[i] & TAG);
      int group = same ? (int) here - 1 : -1;
      groups[i] = group;
      int start = same ? known.start(group) : array.length;
      if (start < array.length) { // keys may be empty
        firsts[i] = array[start];
      }
    }
  }

  private static void hashAll(StringVector bytes, int count, long[] hashes) {
    byte[] array = bytes.array();
    for (int i = 0; i < count; i++) {
      hashes[i] = hash(array, bytes.start(i), bytes.end(i));
    }
  }

  private static void meetAll(long[] slots, long[] hashes, int count, long[] met) {
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      met[i] = slots[(int) (hashes[i] >>> 32) & mask];
    }
  }

  /** Finds a group that is new, or was when the pass over slots met its slot, or comes later. */
  private int findBytes(Keys rows, int row, long hash) {
    StringVector bytes = rows.bytes();
    int mask = slots.length - 1;
    for (int slot = (int) (hash >>> 32) & mask; ; slot = slot + 1 & mask) {
      long here = slots[slot];
      if (here == 0) {
        return add(rows, row, hash, slot);
      }
      int group = (int) here - 1;
      if ((here & TAG) == (hash & TAG) && keys.bytes().equal(group, bytes, row)) {
        return group;
      }
    }
  }

  private int add(Keys rows, int row, long hash, int slot) {
    int group = groups();
    slots[slot] = hash & TAG | group + 1;
    keys.append(rows, row);
    if (2L * groups() > slots.length) {
      grow();
    }
    return group;
  }

  private void grow() {
    long[] more = new long[2 * slots.length];
    int mask = more.length - 1;
    for (long here : slots) {
      if (here != 0) {
        int slot = (int) (here >>> 32) & mask;
        while (more[slot] != 0) {
          slot = slot + 1 & mask;
        }
        more[slot] = here;
      }
    }
    slots = more;
  }

  /** Forgets all groups; its room stays. */
  public void clear() {
    keys.clear();
    Arrays.fill(slots, 0);
    missing = -1;
  }

  /** Bytes of its arrays. */
  public long bytes() {
    return keys.heldBytes() + 8L * slots.length + 16L * hashes.length;
  }

  private static long mix(long value) {
    long hash = value * MULTIPLIER;
    hash ^= hash >>> 32;
    return hash * MULTIPLIER;
  }

  private static long hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = (hash ^ (long) WORD.get(bytes, at)) * MULTIPLIER;
      hash ^= hash >>> 29;
    }
    long rest = 0;
    for (int shift = 0; at < to; at++, shift += 8) {
      rest |= (bytes[at] & 0xffL) << shift;
    }
    return mix(hash ^ rest);
  }
}
