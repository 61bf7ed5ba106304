package pregel.worker.table.group;

import java.util.List;
import pregel.core.memory.MemoryBudget;
import pregel.core.sort.KeyEncoder;
import pregel.core.sort.Keys;
import pregel.core.sort.SortedRun;
import pregel.core.table.Batch;

/** The groups of one thread's table as a sorted run of partial rows. */
final class TableRun implements SortedRun {
  private final GroupPlan plan;
  private final KeyEncoder encoder;
  private final Keys keys;
  private final List<Accumulator> accumulators;
  private final int[] order;
  private final int blockRows;
  private final MemoryBudget budget;
  private long leased;

  /**
   * @param order the groups' numbers, by key
   * @param leased released when the run is closed
   */
  TableRun(
      GroupPlan plan,
      GroupTable table,
      List<Accumulator> accumulators,
      int[] order,
      int blockRows,
      MemoryBudget budget,
      long leased) {
    this.plan = plan;
    this.encoder = plan.inputEncoder();
    this.keys = table.keys();
    this.accumulators = accumulators;
    this.order = order;
    this.blockRows = blockRows;
    this.budget = budget;
    this.leased = leased;
  }

  @Override
  public long rows() {
    return order.length;
  }

  @Override
  public Cursor open() {
    Batch batch = new Batch(plan.partial());
    return new Cursor() {
      private int at;

      @Override
      public Batch batch() {
        return batch;
      }

      @Override
      public boolean next() {
        batch.clear();
        int end = Math.min(order.length, at + blockRows);
        int count = end - at;
        for (; at < end; at++) {
          append(order[at], batch);
        }
        batch.setRows(count);
        return count > 0;
      }

      @Override
      public void close() {
        batch.clear();
      }
    };
  }

  private void append(int group, Batch to) {
    if (encoder.isNumber()) {
      encoder.decode(keys.prefixes()[group], keys.isMissing(group), to.column(0));
    } else {
      encoder.decode(keys.bytes().array(), keys.bytes().start(group), keys.bytes().end(group), to);
    }
    int column = plan.partialKeys();
    for (Accumulator accumulator : accumulators) {
      accumulator.writeState(group, to, column);
      column += accumulator.stateFields().size();
    }
  }

  @Override
  public void close() {
    budget.release(leased);
    leased = 0;
  }
}
