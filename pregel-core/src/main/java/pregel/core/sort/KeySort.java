package pregel.core.sort;

import java.util.Arrays;
import pregel.core.table.StringVector;

/** Finds the order of rows by their keys, stably. For one thread. */
public final class KeySort {
  private static final int FEW = 24;
  private static final int ENOUGH_FOR_RADIX = 1 << 10;
  private static final int ALL = -1;

  private final RadixSort radix = new RadixSort();
  private long[] prefixes = {};
  private int[] merged = {};

  /** Bytes that sorting so many rows takes, besides their keys. */
  public static long scratchBytes(int rows) {
    return RadixSort.scratchBytes(rows) + 24L * rows;
  }

  /** The rows in order; a new array. */
  public int[] order(Keys keys, boolean nullsFirst) {
    int count = keys.size();
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
    prefixes = Arrays.copyOf(keys.prefixes(), count);
    radix.sort(prefixes, rows, count);
    int start = 0;
    while (start < count) {
      int end = start + 1;
      while (end < count && prefixes[end] == prefixes[start]) {
        end++;
      }
      if (end - start > 1) {
        if (keys.bytes() != null) {
          sortTies(keys.bytes(), rows, start, end);
        } else if (keys.anyMissing()) {
          sortMissing(keys, rows, start, end, nullsFirst);
        }
      }
      start = end;
    }
    return rows;
  }

  /** Among rows of one prefix, missing values to one end. */
  private void sortMissing(Keys keys, int[] rows, int start, int end, boolean nullsFirst) {
    reserve(end - start);
    int front = start;
    int behind = 0;
    for (int i = start; i < end; i++) {
      if (keys.isMissing(rows[i]) == nullsFirst) {
        rows[front++] = rows[i];
      } else {
        merged[behind++] = rows[i];
      }
    }
    System.arraycopy(merged, 0, rows, front, behind);
  }

  /** Sorts rows of one prefix by the eight bytes behind those that all of them share, and so on. */
  private void sortTies(StringVector bytes, int[] rows, int start, int end) {
    int count = end - start;
    if (count < ENOUGH_FOR_RADIX) {
      compareAndMerge(bytes, rows, start, end);
      return;
    }
    int shared = shared(bytes, rows, start, end);
    if (shared == ALL) {
      return;
    }
    long[] keys = new long[count];
    int[] sorted = Arrays.copyOfRange(rows, start, end);
    boolean anyEnds = false;
    for (int i = 0; i < count; i++) {
      keys[i] = word(bytes, sorted[i], shared);
      anyEnds |= bytes.length(sorted[i]) < shared + Long.BYTES;
    }
    radix.sort(keys, sorted, count);
    System.arraycopy(sorted, 0, rows, start, count);
    int first = 0;
    while (first < count) {
      int behind = first + 1;
      while (behind < count && keys[behind] == keys[first]) {
        behind++;
      }
      if (behind - first > 1) {
        if (anyEnds) {
          // A string that ends looks like one that goes on with zeros.
          compareAndMerge(bytes, rows, start + first, start + behind);
        } else {
          sortTies(bytes, rows, start + first, start + behind);
        }
      }
      first = behind;
    }
  }

  /** How many bytes all strings begin with alike; {@link #ALL} if they are the same. */
  private static int shared(StringVector bytes, int[] rows, int start, int end) {
    byte[] array = bytes.array();
    int from = bytes.start(rows[start]);
    int shared = bytes.length(rows[start]);
    boolean same = true;
    for (int i = start + 1; i < end; i++) {
      int other = bytes.start(rows[i]);
      int length = Math.min(shared, bytes.length(rows[i]));
      int difference = Arrays.mismatch(array, from, from + length, array, other, other + length);
      same &= difference < 0 && bytes.length(rows[i]) == bytes.length(rows[start]);
      shared = difference < 0 ? length : difference;
    }
    return same ? ALL : shared;
  }

  /** Eight bytes of a string as a long that compares as they do; zeros behind its end. */
  private static long word(StringVector bytes, int row, int offset) {
    byte[] array = bytes.array();
    int from = bytes.start(row) + offset;
    int count = Math.min(Long.BYTES, bytes.end(row) - from);
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= (array[from + i] & 0xffL) << (56 - 8 * i);
    }
    return word ^ Long.MIN_VALUE;
  }

  /** A merge sort from short sorted stretches upwards. */
  private void compareAndMerge(StringVector bytes, int[] rows, int start, int end) {
    for (int from = start; from < end; from += FEW) {
      insert(bytes, rows, from, Math.min(end, from + FEW));
    }
    reserve(end - start);
    for (int width = FEW; width < end - start; width *= 2) {
      for (int from = start; from + width < end; from += 2 * width) {
        merge(bytes, rows, from, from + width, Math.min(end, from + 2 * width));
      }
    }
  }

  private static void insert(StringVector bytes, int[] rows, int start, int end) {
    for (int i = start + 1; i < end; i++) {
      int row = rows[i];
      int at = i;
      while (at > start && bytes.compare(rows[at - 1], bytes, row) > 0) {
        rows[at] = rows[at - 1];
        at--;
      }
      rows[at] = row;
    }
  }

  private void merge(StringVector bytes, int[] rows, int start, int middle, int end) {
    if (bytes.compare(rows[middle - 1], bytes, rows[middle]) <= 0) {
      return;
    }
    int length = middle - start;
    System.arraycopy(rows, start, merged, 0, length);
    int left = 0;
    int right = middle;
    int at = start;
    while (left < length && right < end) {
      rows[at++] =
          bytes.compare(merged[left], bytes, rows[right]) <= 0 ? merged[left++] : rows[right++];
    }
    System.arraycopy(merged, left, rows, at, length - left);
  }

  private void reserve(int count) {
    if (merged.length < count) {
      merged = new int[count];
    }
  }
}
