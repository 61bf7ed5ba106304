package pregel.worker.table.expression;

import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.Vector;

/** And, or, in three-valued logic. */
final class Logic implements Evaluator {
  /** The value that decides alone: false for and, true for or. */
  private final byte decisive;

  private final Evaluator left;
  private final Evaluator right;
  private final BooleanVector result = new BooleanVector();

  Logic(boolean conjunction, Evaluator left, Evaluator right) {
    this.decisive = (byte) (conjunction ? 0 : 1);
    this.left = left;
    this.right = right;
  }

  @Override
  public Vector evaluate(Batch batch) {
    BooleanVector first = (BooleanVector) left.evaluate(batch);
    BooleanVector second = (BooleanVector) right.evaluate(batch);
    int rows = batch.rows();
    result.clear();
    byte[] one = first.values();
    byte[] two = second.values();
    byte[] to = result.resize(rows);
    if (!first.hasNulls() && !second.hasNulls()) {
      for (int i = 0; i < rows; i++) {
        to[i] = (byte) (decisive == 0 ? one[i] & two[i] : one[i] | two[i]);
      }
      return result;
    }
    for (int i = 0; i < rows; i++) {
      boolean firstMissing = first.isNull(i);
      boolean secondMissing = second.isNull(i);
      boolean decided = !firstMissing && one[i] == decisive || !secondMissing && two[i] == decisive;
      to[i] = (byte) (decided ? decisive : 1 - decisive);
      if (!decided && (firstMissing || secondMissing)) {
        result.setNull(i);
      }
    }
    return result;
  }
}
