package pregel.worker.table;

import java.util.List;
import pregel.api.table.Plan;
import pregel.core.table.Batch;
import pregel.core.table.BatchSink;
import pregel.core.table.Vector;
import pregel.worker.table.expression.Evaluator;
import pregel.worker.table.expression.Evaluators;
import pregel.worker.table.flow.StepPort;

/** Hands on columns calculated from each row. */
final class ProjectStep extends StepPort {
  private final List<Evaluator> columns;

  ProjectStep(Plan.Project project, BatchSink.Port next) {
    super(next);
    this.columns =
        project.columns().stream()
            .map(column -> Evaluators.of(column.value(), project.input().schema()))
            .toList();
  }

  @Override
  public void push(Batch batch) throws InterruptedException {
    if (batch.rows() == 0) {
      return;
    }
    Vector[] values = new Vector[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).evaluate(batch);
    }
    next.push(new Batch(values, batch.rows()));
  }
}
