package pregel.worker.table.expression;

import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.Expression;
import pregel.api.table.ExpressionText;
import pregel.core.table.Batch;
import pregel.core.table.LongVector;
import pregel.core.table.Vector;

/** Arithmetic of longs; a result beyond their range ends the job. */
final class LongArithmetic implements Evaluator {
  private final Expression.Arithmetic expression;
  private final Evaluator left;
  private final Evaluator right;
  private final LongVector result = new LongVector();

  LongArithmetic(Expression.Arithmetic expression, Evaluator left, Evaluator right) {
    this.expression = expression;
    this.left = left;
    this.right = right;
  }

  @Override
  public Vector evaluate(Batch batch) {
    LongVector one = (LongVector) left.evaluate(batch);
    LongVector two = (LongVector) right.evaluate(batch);
    int rows = batch.rows();
    result.clear();
    long[] to = result.resize(rows);
    Evaluators.copyNulls(one, two, result, rows);
    switch (expression.operator()) {
      case PLUS -> plus(one.values(), two.values(), to, rows);
      case MINUS -> minus(one.values(), two.values(), to, rows);
      case TIMES -> times(one.values(), two.values(), to, rows);
      case DIV, MOD -> divide(one.values(), two.values(), to, rows);
      case OVER -> throw new IllegalStateException("division gives doubles");
    }
    return result;
  }

  private void plus(long[] one, long[] two, long[] to, int rows) {
    long overflow = 0;
    for (int i = 0; i < rows; i++) {
      long sum = one[i] + two[i];
      overflow |= (one[i] ^ sum) & (two[i] ^ sum);
      to[i] = sum;
    }
    if (overflow < 0) {
      for (int i = 0; i < rows; i++) {
        refuse(i, ((one[i] ^ to[i]) & (two[i] ^ to[i])) < 0);
      }
    }
  }

  private void minus(long[] one, long[] two, long[] to, int rows) {
    long overflow = 0;
    for (int i = 0; i < rows; i++) {
      long difference = one[i] - two[i];
      overflow |= (one[i] ^ two[i]) & (one[i] ^ difference);
      to[i] = difference;
    }
    if (overflow < 0) {
      for (int i = 0; i < rows; i++) {
        refuse(i, ((one[i] ^ two[i]) & (one[i] ^ to[i])) < 0);
      }
    }
  }

  private void times(long[] one, long[] two, long[] to, int rows) {
    long overflow = 0;
    for (int i = 0; i < rows; i++) {
      long product = one[i] * two[i];
      overflow |= Math.multiplyHigh(one[i], two[i]) ^ product >> 63;
      to[i] = product;
    }
    if (overflow != 0) {
      for (int i = 0; i < rows; i++) {
        refuse(i, Math.multiplyHigh(one[i], two[i]) != to[i] >> 63);
      }
    }
  }

  private void divide(long[] one, long[] two, long[] to, int rows) {
    boolean div = expression.operator() == Expression.Operator.DIV;
    for (int i = 0; i < rows; i++) {
      if (two[i] == 0) {
        result.setNull(i);
        to[i] = 0;
      } else {
        to[i] = div ? one[i] / two[i] : one[i] % two[i];
        if (div && two[i] == -1) {
          refuse(i, one[i] == Long.MIN_VALUE);
        }
      }
    }
  }

  private void refuse(int row, boolean overflown) {
    if (overflown && !result.isNull(row)) {
      throw new JobException(
          FailureKind.INPUT,
          ExpressionText.of(expression) + ": a result is beyond a long; cast to double");
    }
  }
}
