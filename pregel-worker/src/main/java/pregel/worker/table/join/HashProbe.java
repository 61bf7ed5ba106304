package pregel.worker.table.join;

import pregel.core.sort.KeyEncoder;
import pregel.core.sort.Keys;
import pregel.core.table.Batch;
import pregel.core.table.BatchSink;
import pregel.worker.table.flow.StepPort;

/** Joins left rows, as they come, with a table of the right ones. */
final class HashProbe extends StepPort {
  private static final int MOST_PAIRS = 1 << 13;

  private final JoinPlan plan;
  private final BuildTable table;
  private final KeyEncoder encoder;
  private final Keys keys = new Keys();
  private final PairRows pairs;
  private final Batch chosen;
  private int[] found = {};
  private int[] leftRows = new int[MOST_PAIRS];
  private int[] rightRows = new int[MOST_PAIRS];
  private int count;

  HashProbe(JoinPlan plan, BuildTable table, BatchSink.Port next) {
    super(next);
    this.plan = plan;
    this.table = table;
    this.encoder = plan.leftEncoder();
    this.pairs = new PairRows(plan);
    this.chosen = new Batch(plan.left());
  }

  @Override
  public void push(Batch left) throws InterruptedException {
    encoder.encode(left, keys);
    if (found.length < left.rows()) {
      found = new int[left.rows()];
    }
    table.find(keys, found);
    switch (plan.type()) {
      case SEMI -> choose(left, true);
      case ANTI -> choose(left, false);
      case INNER, LEFT, RIGHT, FULL -> {
        if (table.isUnique()) {
          pairOnce(left);
        } else {
          pair(left);
        }
      }
    }
  }

  /** The left rows that have a partner, or have none. */
  private void choose(Batch left, boolean withPartner) throws InterruptedException {
    reserve(left.rows());
    count = 0;
    for (int i = 0; i < left.rows(); i++) {
      if (found[i] >= 0 == withPartner) {
        leftRows[count++] = i;
      }
    }
    if (count == left.rows()) {
      next.push(left);
    } else if (count > 0) {
      chosen.clear();
      chosen.gather(left, leftRows, count);
      next.push(chosen);
    }
  }

  /** Pairs where no left row has two partners. */
  private void pairOnce(Batch left) throws InterruptedException {
    reserve(left.rows());
    count = 0;
    boolean keepsLeft = plan.type().keepsLeft();
    for (int i = 0; i < left.rows(); i++) {
      if (found[i] >= 0 || keepsLeft) {
        leftRows[count] = i;
        rightRows[count++] = found[i];
      }
    }
    flush(left, count == left.rows());
  }

  private void pair(Batch left) throws InterruptedException {
    count = 0;
    boolean keepsLeft = plan.type().keepsLeft();
    for (int i = 0; i < left.rows(); i++) {
      if (found[i] < 0) {
        if (keepsLeft) {
          add(left, i, -1);
        }
        continue;
      }
      for (int row = found[i]; row >= 0; row = table.next(row)) {
        add(left, i, row);
      }
    }
    flush(left, false);
  }

  private void add(Batch left, int leftRow, int rightRow) throws InterruptedException {
    if (count == leftRows.length) {
      flush(left, false);
    }
    leftRows[count] = leftRow;
    rightRows[count++] = rightRow;
  }

  private void flush(Batch left, boolean everyLeftRow) throws InterruptedException {
    if (count == 0) {
      return;
    }
    if (plan.type().keepsRight()) {
      for (int i = 0; i < count; i++) {
        if (rightRows[i] >= 0) {
          table.match(rightRows[i]);
        }
      }
    }
    next.push(pairs.of(left, leftRows, everyLeftRow, table.rows(), rightRows, count));
    count = 0;
  }

  private void reserve(int rows) {
    if (leftRows.length < rows) {
      leftRows = new int[rows];
      rightRows = new int[rows];
    }
  }
}
