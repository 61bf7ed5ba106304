package pregel.worker.table.join;

import java.util.Arrays;
import pregel.core.sort.Keys;
import pregel.core.sort.SortedRows;
import pregel.core.spill.SpillFile;
import pregel.core.table.Batch;
import pregel.core.table.LongVector;
import pregel.worker.table.flow.PlaceColumn;
import pregel.worker.table.flow.Resources;

/**
 * Merges two sides that are sorted by the keys. The right rows of the current key are held, in
 * memory as far as a share goes and else on disk, once; each left row of the key is paired with all
 * of them. For one thread.
 *
 * <p>Both sides have a last column more, their rows' places in the order before sorting, and so has
 * the output: that of the left row; of right rows without a partner a place behind all left rows.
 */
final class MergeJoin implements SortedRows {
  private static final int BATCH_ROWS = 1 << 12;
  private static final long RIGHT_PLACES = 1L << 62;

  private final JoinPlan plan;
  private final KeyedCursor left;
  private final KeyedCursor right;
  private final Resources resources;
  private final long groupBytes;
  private final PairRows pairs;
  private final Batch output;

  /** The right rows of pending pairs and, from {@link #groupStart} on, of the current key. */
  private final Batch group;

  private final Batch fromFile;
  private final Keys groupKey = new Keys();
  private final int[] leftRows = new int[BATCH_ROWS];
  private final int[] rightRows = new int[BATCH_ROWS];
  private int count;
  private int groupStart;
  private boolean inGroup;
  private int groupAt;

  /** Whether the left side is to move to its next batch once pending pairs are handed on. */
  private boolean pendingAdvance;

  private SpillFile file;
  private SpillFile.Reader reading;

  /**
   * @param left with their places, and sorted, as the right ones
   */
  MergeJoin(JoinPlan plan, SortedRows left, SortedRows right, Resources resources) {
    this.plan = plan;
    this.left = new KeyedCursor(left, plan.leftEncoder());
    this.right = new KeyedCursor(right, plan.rightEncoder());
    this.resources = resources;
    this.groupBytes = resources.shareBytes() / 4;
    this.pairs = new PairRows(plan);
    this.output = new Batch(PlaceColumn.after(plan.output()));
    this.group = new Batch(PlaceColumn.after(plan.right()));
    this.fromFile = new Batch(PlaceColumn.after(plan.right()));
  }

  @Override
  public Batch next() {
    while (true) {
      Batch made = file == null ? step() : stepFromFile();
      if (made != null) {
        return made;
      }
      if (left.isAtEnd() && right.isAtEnd() && !inGroup && count == 0) {
        return null;
      }
    }
  }

  /** Goes on until there is a batch, the left one ends, or a group turns out to be large. */
  private Batch step() {
    while (count < BATCH_ROWS) {
      if (inGroup) {
        if (!pairGroup()) {
          return flush();
        }
        continue;
      }
      if (left.isAtEnd() && (right.isAtEnd() || !plan.type().keepsRight())) {
        skipRight();
        return flush();
      }
      int order = order();
      if (order < 0) {
        boolean ended = left.isLastOfBatch();
        if (plan.type().keepsLeft()) {
          add(left.row(), -1);
        }
        if (ended) {
          // The batch that pairs point to goes away.
          Batch made = flush();
          left.advance();
          return made;
        }
        left.advance();
      } else if (order > 0) {
        if (plan.type().keepsRight()) {
          appendRight();
          add(-1, group.rows() - 1);
        }
        right.advance();
        groupStart = group.rows();
      } else {
        collectGroup();
        if (file != null) {
          return flush();
        }
      }
    }
    return flush();
  }

  private void skipRight() {
    while (!right.isAtEnd()) {
      right.advance();
    }
  }

  /** Which side's row comes first; a missing key and an ended side decide at once. */
  private int order() {
    if (right.isAtEnd()) {
      return -1;
    }
    if (left.isAtEnd()) {
      return 1;
    }
    return left.isKeyMissing() ? -1 : right.isKeyMissing() ? 1 : left.compare(right);
  }

  /** Takes all right rows of the left row's key. */
  private void collectGroup() {
    groupStart = group.rows();
    groupKey.clear();
    groupKey.append(right.keys(), right.row());
    boolean pairing = plan.type().pairs();
    while (!right.isAtEnd()
        && !right.isKeyMissing()
        && right.keys().equal(right.row(), groupKey, 0)) {
      if (pairing) {
        appendRight();
      }
      right.advance();
      if (pairing && group.bytes() > groupBytes && group.rows() - groupStart >= BATCH_ROWS) {
        spillGroup();
      }
    }
    if (file != null) {
      spillGroup();
      file.finish();
    }
    inGroup = true;
    groupAt = groupStart;
  }

  private void appendRight() {
    group.append(right.batch(), right.row(), 1);
  }

  /** Moves the rows of the current key to disk; those of pending pairs stay. */
  private void spillGroup() {
    if (file == null) {
      file = SpillFile.create(resources.spill());
    }
    int rows = group.rows() - groupStart;
    fromFile.clear();
    fromFile.append(group, groupStart, rows);
    file.write(fromFile);
    Batch pending = new Batch(PlaceColumn.after(plan.right()));
    pending.append(group, 0, groupStart);
    group.clear();
    group.append(pending, 0, groupStart);
  }

  /**
   * Pairs left rows of the key with the group; false if what there is must be handed on before it
   * can go on.
   */
  private boolean pairGroup() {
    while (isLeftInGroup()) {
      boolean last = left.isLastOfBatch();
      switch (plan.type()) {
        case SEMI -> {
          if (count == BATCH_ROWS) {
            return false;
          }
          add(left.row(), -1);
        }
        case ANTI -> {}
        case INNER, LEFT, RIGHT, FULL -> {
          while (groupAt < group.rows()) {
            if (count == BATCH_ROWS) {
              return false;
            }
            add(left.row(), groupAt++);
          }
          groupAt = groupStart;
        }
      }
      if (last) {
        pendingAdvance = true;
        return false;
      }
      left.advance();
    }
    inGroup = false;
    groupStart = group.rows();
    return true;
  }

  private boolean isLeftInGroup() {
    return !left.isAtEnd() && !left.isKeyMissing() && left.keys().equal(left.row(), groupKey, 0);
  }

  /** Pairs one left row of the key with the next rows of the group on disk. */
  private Batch stepFromFile() {
    if (!isLeftInGroup()) {
      closeFile();
      inGroup = false;
      return null;
    }
    if (reading == null) {
      reading = file.read();
    }
    if (!reading.read(fromFile)) {
      reading.close();
      reading = null;
      left.advance();
      return null;
    }
    int rows = fromFile.rows();
    int[] lefts = new int[rows];
    int[] rights = new int[rows];
    Arrays.fill(lefts, left.row());
    for (int i = 0; i < rows; i++) {
      rights[i] = i;
    }
    return put(fromFile, lefts, rights, rows);
  }

  private void add(int leftRow, int rightRow) {
    leftRows[count] = leftRow;
    rightRows[count++] = rightRow;
  }

  /** Makes rows of the pending pairs; null if there are none. */
  private Batch flush() {
    Batch made = count == 0 ? null : put(group, leftRows, rightRows, count);
    count = 0;
    // What is still needed of the group is copied behind: pairs hold copies of all else.
    int kept = inGroup && file == null ? group.rows() - groupStart : 0;
    Batch rest = new Batch(PlaceColumn.after(plan.right()));
    rest.append(group, groupStart, kept);
    group.clear();
    group.append(rest, 0, kept);
    groupAt -= groupStart;
    groupStart = 0;
    if (pendingAdvance) {
      pendingAdvance = false;
      left.advance();
    }
    return made;
  }

  private Batch put(Batch rightBatch, int[] lefts, int[] rights, int rows) {
    Batch leftBatch = left.isAtEnd() ? new Batch(PlaceColumn.after(plan.left())) : left.batch();
    Batch joined =
        plan.type().keepsRight()
            ? pairs.withRightKeys(leftBatch, lefts, rightBatch, rights, rows)
            : pairs.of(leftBatch, lefts, false, rightBatch, rights, rows);
    int last = joined.columns();
    output.clear();
    for (int i = 0; i < last; i++) {
      output.column(i).append(joined.column(i), 0, rows);
    }
    LongVector leftPlaces = (LongVector) leftBatch.column(plan.left().size());
    LongVector rightPlaces = (LongVector) rightBatch.column(plan.right().size());
    LongVector to = (LongVector) output.column(last);
    for (int i = 0; i < rows; i++) {
      to.append(
          lefts[i] >= 0 ? leftPlaces.get(lefts[i]) : RIGHT_PLACES + rightPlaces.get(rights[i]));
    }
    output.setRows(rows);
    return output;
  }

  private void closeFile() {
    if (reading != null) {
      reading.close();
      reading = null;
    }
    if (file != null) {
      file.close();
      file = null;
    }
  }

  @Override
  public void close() {
    closeFile();
    left.close();
    right.close();
  }
}
