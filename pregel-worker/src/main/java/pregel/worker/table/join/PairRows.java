package pregel.worker.table.join;

import pregel.core.table.Batch;
import pregel.core.table.Vector;

/** Rows of a join's output, put together of left and right rows. For one thread. */
final class PairRows {
  private final JoinPlan plan;
  private final Batch output;
  private final Vector[] own;
  private int[] side = {};

  PairRows(JoinPlan plan) {
    this.plan = plan;
    this.output = new Batch(plan.output());
    this.own = new Vector[output.columns()];
    for (int i = 0; i < own.length; i++) {
      own[i] = output.column(i);
    }
  }

  /**
   * Puts pairs together; -1 stands for no row.
   *
   * @param everyLeftRow whether the left rows are all of the batch, once each and in order
   * @return valid until the next call, and as long as the left rows
   */
  Batch of(
      Batch left, int[] leftRows, boolean everyLeftRow, Batch right, int[] rightRows, int count) {
    int leftColumns = plan.left().size();
    for (int i = 0; i < leftColumns; i++) {
      if (everyLeftRow) {
        output.setColumn(i, left.column(i));
      } else {
        own[i].clear();
        output.setColumn(i, own[i]);
        own[i].gather(left.column(i), leftRows, count);
      }
    }
    for (int i = 0; i < plan.added().length; i++) {
      own[leftColumns + i].clear();
      own[leftColumns + i].gather(right.column(plan.added()[i]), rightRows, count);
    }
    output.setRows(count);
    return output;
  }

  /** As {@link #of}, but where there is no left row its key columns are those of the right row. */
  Batch withRightKeys(Batch left, int[] leftRows, Batch right, int[] rightRows, int count) {
    of(left, leftRows, false, right, rightRows, count);
    if (side.length < count) {
      side = new int[count];
    }
    int[] row = new int[count];
    for (int i = 0; i < count; i++) {
      side[i] = leftRows[i] < 0 ? 1 : 0;
      row[i] = leftRows[i] < 0 ? rightRows[i] : leftRows[i];
    }
    for (int key = 0; key < plan.leftKeys().length; key++) {
      int place = plan.leftKeys()[key];
      own[place].clear();
      Vector[] sides = {left.column(place), right.column(plan.rightKeys()[key])};
      own[place].gather(sides, side, row, count);
    }
    return output;
  }
}
