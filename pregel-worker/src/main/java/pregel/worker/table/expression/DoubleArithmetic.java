package pregel.worker.table.expression;

import pregel.api.table.Expression;
import pregel.core.table.Batch;
import pregel.core.table.DoubleVector;
import pregel.core.table.Vector;

/** Arithmetic of doubles, by IEEE 754. */
final class DoubleArithmetic implements Evaluator {
  private final Expression.Operator operator;
  private final Evaluator left;
  private final Evaluator right;
  private final DoubleVector result = new DoubleVector();

  DoubleArithmetic(Expression.Operator operator, Evaluator left, Evaluator right) {
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  @Override
  public Vector evaluate(Batch batch) {
    DoubleVector first = (DoubleVector) left.evaluate(batch);
    DoubleVector second = (DoubleVector) right.evaluate(batch);
    int rows = batch.rows();
    result.clear();
    double[] one = first.values();
    double[] two = second.values();
    double[] to = result.resize(rows);
    switch (operator) {
      case PLUS -> {
        for (int i = 0; i < rows; i++) {
          to[i] = one[i] + two[i];
        }
      }
      case MINUS -> {
        for (int i = 0; i < rows; i++) {
          to[i] = one[i] - two[i];
        }
      }
      case TIMES -> {
        for (int i = 0; i < rows; i++) {
          to[i] = one[i] * two[i];
        }
      }
      case OVER -> {
        for (int i = 0; i < rows; i++) {
          to[i] = one[i] / two[i];
        }
      }
      case DIV, MOD -> throw new IllegalStateException("whole division of doubles");
    }
    Evaluators.copyNulls(first, second, result, rows);
    return result;
  }
}
