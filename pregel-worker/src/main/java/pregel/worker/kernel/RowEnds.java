package pregel.worker.kernel;

import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;

/** Where the rows of up to 64 vertices end, in an array that the tight loops over them can keep. */
final class RowEnds {
  /** Row {@code i} goes from element {@code i} to element {@code i + 1}. */
  final int[] ends = new int[65];

  /**
   * Reads the ends of some rows.
   *
   * @return whether they lie one after another and each of them is folded at once, being no longer
   *     than a fold block
   */
  boolean read(Adjacency.Rows rows, int from, int count) {
    if (!readAny(rows, from, count)) {
      return false;
    }
    int longest = 0;
    for (int i = 0; i < count; i++) {
      longest = Math.max(longest, ends[i + 1] - ends[i]);
    }
    return longest <= JobState.FOLD_BLOCK;
  }

  /**
   * Reads the ends of some rows, however long they are.
   *
   * @return whether they lie one after another
   */
  boolean readAny(Adjacency.Rows rows, int from, int count) {
    int first = from - rows.firstSlot();
    if (rows.changed() != null && hasChanged(rows.changed(), first, count)) {
      return false;
    }
    rows.offsets().get(first, ends, 0, count);
    ends[count] = rows.ends().get(first + count - 1);
    return true;
  }

  private static boolean hasChanged(long[] changed, int first, int count) {
    for (int row = first; row < first + count; row++) {
      if (Bits.get(changed, row)) {
        return true;
      }
    }
    return false;
  }
}
