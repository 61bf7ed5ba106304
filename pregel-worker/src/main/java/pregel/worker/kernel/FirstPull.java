package pregel.worker.kernel;

import pregel.core.graph.Adjacency;

/**
 * Finds who first sent to the vertices of a word, where that is all they want to know: what the
 * bottom-up step of a search costs is here (Beamer, Asanovic, Patterson: Direction-Optimizing
 * Breadth-First Search, SC 2012).
 */
final class FirstPull {
  /** Where in the rows the first sender is, for those vertices that have one. */
  final int[] places = new int[64];

  private final RowEnds rowEnds = new RowEnds();
  private final int[] heads = new int[64];

  /**
   * Looks for the first senders.
   *
   * @param count vertices of the word
   * @param wanted those that look
   * @return those that have one
   */
  long find(Adjacency.Rows rows, int base, int count, long wanted, long[] senders) {
    if (wanted == 0) {
      return 0;
    }
    if (!rowEnds.readAny(rows, base, count)) {
      return findEach(rows, base, wanted, senders);
    }
    int[] ends = rowEnds.ends;
    int[] targets = rows.targets();
    long some = readHeads(ends, targets, wanted, heads);
    long found = testHeads(ends, heads, some, senders, places);
    return found | findFurther(ends, targets, some & ~found, senders, places);
  }

  /**
   * Reads the first target of each row. None of these reads waits for another, and the rest of a
   * short row comes with its first.
   *
   * @return the rows that have one
   */
  private static long readHeads(int[] ends, int[] targets, long wanted, int[] heads) {
    long some = 0;
    for (long left = wanted; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      int from = ends[i];
      if (from < ends[i + 1]) {
        heads[i] = targets[from];
        some |= 1L << i;
      }
    }
    return some;
  }

  private static long testHeads(
      int[] ends, int[] heads, long wanted, long[] senders, int[] places) {
    long found = 0;
    for (long left = wanted; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      int target = heads[i];
      found |= (senders[target >>> 6] >>> target & 1) << i;
      places[i] = ends[i];
    }
    return found;
  }

  private static long findFurther(
      int[] ends, int[] targets, long wanted, long[] senders, int[] places) {
    long found = 0;
    for (long left = wanted; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      int stop = ends[i + 1];
      for (int k = ends[i] + 1; k < stop; k++) {
        int target = targets[k];
        if ((senders[target >>> 6] >>> target & 1) != 0) {
          places[i] = k;
          found |= 1L << i;
          break;
        }
      }
    }
    return found;
  }

  private long findEach(Adjacency.Rows rows, int base, long wanted, long[] senders) {
    long found = 0;
    for (long left = wanted; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      int row = base + i - rows.firstSlot();
      int end = rows.ends().get(row);
      int k = Rows.firstSender(rows.targets(), rows.offsets().get(row), end, senders);
      if (k < end) {
        places[i] = k;
        found |= 1L << i;
      }
    }
    return found;
  }
}
