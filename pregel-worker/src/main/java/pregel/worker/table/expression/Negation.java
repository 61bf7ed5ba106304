package pregel.worker.table.expression;

import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.Vector;

/** Not; what is missing stays so. */
final class Negation implements Evaluator {
  private final Evaluator operand;
  private final BooleanVector result = new BooleanVector();

  Negation(Evaluator operand) {
    this.operand = operand;
  }

  @Override
  public Vector evaluate(Batch batch) {
    BooleanVector of = (BooleanVector) operand.evaluate(batch);
    result.clear();
    byte[] from = of.values();
    byte[] to = result.resize(batch.rows());
    for (int i = 0; i < batch.rows(); i++) {
      to[i] = (byte) (1 - from[i]);
    }
    Evaluators.copyNulls(of, result, batch.rows());
    return result;
  }
}
