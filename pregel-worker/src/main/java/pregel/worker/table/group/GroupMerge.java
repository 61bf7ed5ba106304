package pregel.worker.table.group;

import java.util.List;
import pregel.core.sort.KeyEncoder;
import pregel.core.sort.Keys;
import pregel.core.sort.SortedRows;
import pregel.core.table.Batch;

/** Makes rows of groups from their partial rows, which come sorted by key. For one thread. */
final class GroupMerge implements SortedRows {
  static final int BATCH_ROWS = 1 << 12;

  private final GroupPlan plan;
  private final SortedRows partials;
  private final KeyEncoder partialEncoder;
  private final KeyEncoder groupEncoder;
  private final List<Accumulator> accumulators;
  private final Batch output;

  /** The keys of the groups that are open, and the state of the last one between batches. */
  private final Batch keys;

  private final Batch carried;
  private Keys wholeKeys = new Keys();
  private Keys groupKeys = new Keys();
  private Keys lastWhole = new Keys();
  private Keys lastGroup = new Keys();
  private int[] groups = new int[BATCH_ROWS];
  private boolean[] fresh = new boolean[BATCH_ROWS];
  private int open;
  private boolean ended;
  private boolean any;

  GroupMerge(GroupPlan plan, SortedRows partials) {
    this.plan = plan;
    this.partials = partials;
    this.partialEncoder = plan.partialEncoder();
    this.groupEncoder = plan.groupEncoder();
    this.accumulators = plan.accumulators();
    this.output = new Batch(plan.output());
    this.keys = new Batch(plan.partial());
    this.carried = new Batch(plan.partial());
  }

  @Override
  public Batch next() {
    if (ended) {
      return null;
    }
    while (open <= BATCH_ROWS) {
      Batch batch = partials.next();
      if (batch == null) {
        ended = true;
        return last();
      }
      add(batch);
    }
    return closeAllButLast();
  }

  /** Gives each partial row its group: that of the row before, or a new one. */
  private void add(Batch batch) {
    partialEncoder.encode(batch, wholeKeys);
    if (plan.countsDistinct()) {
      groupEncoder.encode(batch, groupKeys);
    }
    Keys deciding = plan.countsDistinct() ? groupKeys : wholeKeys;
    Keys lastDeciding = plan.countsDistinct() ? lastGroup : lastWhole;
    if (groups.length < batch.rows()) {
      groups = new int[batch.rows()];
      fresh = new boolean[batch.rows()];
    }
    for (int row = 0; row < batch.rows(); row++) {
      boolean first = row == 0;
      boolean same =
          first
              ? any && deciding.equal(0, lastDeciding, 0)
              : deciding.equal(row, deciding, row - 1);
      if (!same) {
        keys.append(batch, row, 1);
        open++;
      }
      groups[row] = open - 1;
      if (plan.countsDistinct()) {
        boolean sameValue =
            same
                && (first
                    ? wholeKeys.equal(0, lastWhole, 0)
                    : wholeKeys.equal(row, wholeKeys, row - 1));
        fresh[row] = !sameValue && !batch.column(plan.groupKeys()).isNull(row);
      }
    }
    remember(batch.rows() - 1);
    merge(batch);
  }

  private void remember(int row) {
    lastWhole.clear();
    lastWhole.append(wholeKeys, row);
    if (plan.countsDistinct()) {
      lastGroup.clear();
      lastGroup.append(groupKeys, row);
    }
    any = true;
  }

  private void merge(Batch batch) {
    int column = plan.partialKeys();
    for (Accumulator accumulator : accumulators) {
      accumulator.reserve(open);
      accumulator.merge(batch, column, groups, fresh);
      column += accumulator.stateFields().size();
    }
  }

  /** Closes all groups but the last, which may go on in the next batch. */
  private Batch closeAllButLast() {
    int last = open - 1;
    emit(last);
    carried.clear();
    carried.append(keys, last, 1);
    keys.clear();
    keys.append(carried, 0, 1);
    for (Accumulator accumulator : accumulators) {
      accumulator.keepOnly(last);
    }
    open = 1;
    return output;
  }

  private Batch last() {
    if (open == 0 && plan.groupKeys() == 0 && !any) {
      // Without keys there is one group, even of no rows.
      open = 1;
      accumulators.forEach(accumulator -> accumulator.reserve(1));
    }
    emit(open);
    return output.rows() == 0 ? null : output;
  }

  private void emit(int count) {
    output.clear();
    for (int key = 0; key < plan.groupKeys() && count > 0; key++) {
      output.column(key).append(keys.column(key), 0, count);
    }
    for (int i = 0; i < accumulators.size(); i++) {
      for (int group = 0; group < count; group++) {
        accumulators.get(i).finish(group, output.column(plan.groupKeys() + i));
      }
    }
    output.setRows(count);
  }

  @Override
  public void close() {
    partials.close();
  }
}
