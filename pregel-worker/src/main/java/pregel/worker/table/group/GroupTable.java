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
  private static final int FIRST_SLOTS = 1 << 10;

  private final boolean numbers;
  private final Keys keys = new Keys();
  private long[] hashes = {};

  /** A group's number plus one; 0 if the slot is free. As long as a power of two. */
  private int[] slots = new int[FIRST_SLOTS];

  private int missing = -1;

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
      for (int group = slots[slot] - 1; group >= 0; group = slots[slot] - 1) {
        boolean same =
            numbers
                ? known[group] == prefix
                : hashes[group] == hash && keys.bytes().equal(group, bytes, i);
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
          missing = add(rows, i, 0);
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
      int group = slots[slot] - 1;
      if (group < 0) {
        slots[slot] = groups() + 1;
        return add(rows, row, hash);
      }
      if (known[group] == prefix && group != missing) {
        return group;
      }
    }
  }

  private void findBytes(Keys rows, int[] groups) {
    StringVector bytes = rows.bytes();
    for (int i = 0; i < rows.size(); i++) {
      long hash = hash(bytes.array(), bytes.start(i), bytes.end(i));
      int mask = slots.length - 1;
      int slot = (int) (hash >>> 32) & mask;
      while (true) {
        int group = slots[slot] - 1;
        if (group < 0) {
          slots[slot] = groups() + 1;
          groups[i] = add(rows, i, hash);
          break;
        }
        if (hashes[group] == hash && keys.bytes().equal(group, bytes, i)) {
          groups[i] = group;
          break;
        }
        slot = slot + 1 & mask;
      }
    }
  }

  private int add(Keys rows, int row, long hash) {
    int group = groups();
    if (group == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(FIRST_SLOTS / 2, 2 * group));
    }
    hashes[group] = hash;
    keys.append(rows, row);
    if (2L * groups() > slots.length) {
      grow();
    }
    return group;
  }

  private void grow() {
    int[] more = new int[2 * slots.length];
    int mask = more.length - 1;
    for (int group = 0; group < groups(); group++) {
      if (group == missing) {
        continue;
      }
      int slot = (int) (hashes[group] >>> 32) & mask;
      while (more[slot] != 0) {
        slot = slot + 1 & mask;
      }
      more[slot] = group + 1;
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
    return keys.heldBytes() + 8L * hashes.length + 4L * slots.length;
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
