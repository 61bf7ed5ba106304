package pregel.worker.table.join;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import pregel.core.sort.KeyEncoder;
import pregel.core.sort.Keys;
import pregel.core.table.Batch;
import pregel.worker.table.group.GroupTable;

/**
 * The right rows of a join by key, each key's in their order. Read by many threads once it is made.
 */
final class BuildTable {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final Batch rows;
  private final GroupTable groups;

  /** The first row of each group, and for each row the next of its group; -1 for none. */
  private final int[] first;

  private final int[] next;
  private final boolean unique;
  private final long[] matched;

  /**
   * @param keepsUnmatched whether it is noted which rows have matched
   */
  BuildTable(Batch rows, KeyEncoder encoder, boolean keepsUnmatched) {
    this.rows = rows;
    Keys keys = new Keys();
    encoder.encode(rows, keys);
    this.groups = new GroupTable(encoder.isNumber());
    int[] group = new int[rows.rows()];
    groups.find(keys, group);
    this.first = new int[groups.groups()];
    this.next = new int[rows.rows()];
    Arrays.fill(first, -1);
    boolean once = true;
    for (int row = rows.rows() - 1; row >= 0; row--) {
      if (keys.isMissing(row)) {
        // It matches nothing; its group is never asked for.
        next[row] = -1;
        continue;
      }
      next[row] = first[group[row]];
      once &= next[row] < 0;
      first[group[row]] = row;
    }
    this.unique = once;
    this.matched = keepsUnmatched ? new long[(rows.rows() + 63) >> 6] : null;
  }

  Batch rows() {
    return rows;
  }

  /** Whether no two rows have one key. */
  boolean isUnique() {
    return unique;
  }

  /** The first row of the key of each row given; -1 if there is none. */
  void find(Keys keys, int[] found) {
    groups.lookUp(keys, found);
    for (int i = 0; i < keys.size(); i++) {
      found[i] = found[i] < 0 ? -1 : first[found[i]];
    }
  }

  /** The next row of the same key; -1 if there is none. */
  int next(int row) {
    return next[row];
  }

  /** Notes that a row has matched. */
  void match(int row) {
    long bit = 1L << row;
    if (((long) WORD.getOpaque(matched, row >> 6) & bit) == 0) {
      WORD.getAndBitwiseOr(matched, row >> 6, bit);
    }
  }

  boolean hasMatched(int row) {
    return (matched[row >> 6] & 1L << row) != 0;
  }
}
