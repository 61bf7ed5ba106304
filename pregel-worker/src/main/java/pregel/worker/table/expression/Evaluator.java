package pregel.worker.table.expression;

import pregel.core.table.Batch;
import pregel.core.table.Vector;

/** Calculates one expression for all rows of a batch. For one thread; keeps its scratch space. */
public interface Evaluator {
  /** The values; valid until the next call or as long as the batch, and not to be changed. */
  Vector evaluate(Batch batch);
}
