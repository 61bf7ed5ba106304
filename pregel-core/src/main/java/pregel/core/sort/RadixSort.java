package pregel.core.sort;

/**
 * Sorts longs together with an int for each, stably, by 11 bits at a time from the lowest. For one
 * thread; keeps its scratch space until it is dropped.
 */
final class RadixSort {
  private static final int DIGIT = 11;
  private static final int PASSES = 6;
  private static final int BUCKETS = 1 << DIGIT;
  private static final int MASK = BUCKETS - 1;
  private static final int FEW = 64;

  private long[] otherKeys = {};
  private int[] otherRows = {};

  /** Bytes of scratch space that so many rows need. */
  static long scratchBytes(int rows) {
    return 12L * rows;
  }

  /** Sorts the first {@code count} keys, signed. */
  void sort(long[] keys, int[] rows, int count) {
    if (isSorted(keys, count)) {
      return;
    }
    if (count <= FEW) {
      insert(keys, rows, count);
      return;
    }
    if (otherKeys.length < count) {
      otherKeys = new long[count];
      otherRows = new int[count];
    }
    int[][] ends = histograms(keys, count);
    long[] from = keys;
    long[] to = otherKeys;
    int[] fromRows = rows;
    int[] toRows = otherRows;
    for (int pass = 0; pass < PASSES; pass++) {
      int[] cursors = ends[pass];
      int shift = pass * DIGIT;
      if (cursors[digit(from[0], shift)] == count) {
        // All keys agree in this digit.
        continue;
      }
      int sum = 0;
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        int size = cursors[bucket];
        cursors[bucket] = sum;
        sum += size;
      }
      for (int i = 0; i < count; i++) {
        long key = from[i];
        int at = cursors[digit(key, shift)]++;
        to[at] = key;
        toRows[at] = fromRows[i];
      }
      long[] keysSwapped = from;
      from = to;
      to = keysSwapped;
      int[] rowsSwapped = fromRows;
      fromRows = toRows;
      toRows = rowsSwapped;
    }
    if (from != keys) {
      System.arraycopy(from, 0, keys, 0, count);
      System.arraycopy(fromRows, 0, rows, 0, count);
    }
  }

  private static int[][] histograms(long[] keys, int count) {
    int[][] sizes = new int[PASSES][BUCKETS];
    int[] first = sizes[0];
    int[] second = sizes[1];
    int[] third = sizes[2];
    int[] fourth = sizes[3];
    int[] fifth = sizes[4];
    int[] sixth = sizes[5];
    for (int i = 0; i < count; i++) {
      long key = keys[i] ^ Long.MIN_VALUE;
      first[(int) key & MASK]++;
      second[(int) (key >>> DIGIT) & MASK]++;
      third[(int) (key >>> 2 * DIGIT) & MASK]++;
      fourth[(int) (key >>> 3 * DIGIT) & MASK]++;
      fifth[(int) (key >>> 4 * DIGIT) & MASK]++;
      sixth[(int) (key >>> 5 * DIGIT)]++;
    }
    return sizes;
  }

  private static int digit(long key, int shift) {
    return (int) ((key ^ Long.MIN_VALUE) >>> shift) & MASK;
  }

  private static boolean isSorted(long[] keys, int count) {
    for (int i = 1; i < count; i++) {
      if (keys[i - 1] > keys[i]) {
        return false;
      }
    }
    return true;
  }

  private static void insert(long[] keys, int[] rows, int count) {
    for (int i = 1; i < count; i++) {
      long key = keys[i];
      int row = rows[i];
      int at = i;
      while (at > 0 && keys[at - 1] > key) {
        keys[at] = keys[at - 1];
        rows[at] = rows[at - 1];
        at--;
      }
      keys[at] = key;
      rows[at] = row;
    }
  }
}
