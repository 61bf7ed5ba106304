package pregel.worker.table.expression;

import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.Vector;

/** Whether values are missing. */
final class NullTest implements Evaluator {
  private final Evaluator operand;
  private final BooleanVector result = new BooleanVector();

  NullTest(Evaluator operand) {
    this.operand = operand;
  }

  @Override
  public Vector evaluate(Batch batch) {
    Vector of = operand.evaluate(batch);
    result.clear();
    byte[] to = result.resize(batch.rows());
    for (int i = 0; i < batch.rows(); i++) {
      to[i] = (byte) (of.isNull(i) ? 1 : 0);
    }
    return result;
  }
}
