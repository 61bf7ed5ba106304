package pregel.worker.table;

import pregel.api.table.Plan;
import pregel.core.table.Batch;
import pregel.core.table.BatchSink;
import pregel.core.table.BooleanVector;
import pregel.worker.table.expression.Evaluator;
import pregel.worker.table.expression.Evaluators;
import pregel.worker.table.flow.StepPort;

/** Hands on the rows for which a condition is true. */
final class FilterStep extends StepPort {
  private final Evaluator condition;
  private final Batch kept;
  private int[] chosen = {};

  FilterStep(Plan.Filter filter, BatchSink.Port next) {
    super(next);
    this.condition = Evaluators.of(filter.condition(), filter.schema());
    this.kept = new Batch(filter.schema());
  }

  @Override
  public void push(Batch batch) throws InterruptedException {
    BooleanVector holds = (BooleanVector) condition.evaluate(batch);
    if (chosen.length < batch.rows()) {
      chosen = new int[batch.rows()];
    }
    byte[] values = holds.values();
    boolean nulls = holds.hasNulls();
    int count = 0;
    for (int i = 0; i < batch.rows(); i++) {
      chosen[count] = i;
      count += values[i] != 0 && !(nulls && holds.isNull(i)) ? 1 : 0;
    }
    if (count == batch.rows()) {
      next.push(batch);
    } else if (count > 0) {
      kept.clear();
      kept.gather(batch, chosen, count);
      next.push(kept);
    }
  }
}
