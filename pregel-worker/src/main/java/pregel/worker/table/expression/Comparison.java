package pregel.worker.table.expression;

import pregel.api.table.ColumnType;
import pregel.api.table.Expression;
import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Vector;

/** Comparisons of two columns of one type. */
final class Comparison implements Evaluator {
  private final ColumnType type;
  private final Evaluator left;
  private final Evaluator right;
  private final BooleanVector result = new BooleanVector();

  /** What a comparison of -1, 0 and 1 comes to. */
  private final byte less;

  private final byte equal;
  private final byte greater;

  Comparison(Expression.Relation relation, ColumnType type, Evaluator left, Evaluator right) {
    this.type = type;
    this.left = left;
    this.right = right;
    this.less = (byte) (relation.holds(-1) ? 1 : 0);
    this.equal = (byte) (relation.holds(0) ? 1 : 0);
    this.greater = (byte) (relation.holds(1) ? 1 : 0);
  }

  @Override
  public Vector evaluate(Batch batch) {
    Vector one = left.evaluate(batch);
    Vector two = right.evaluate(batch);
    int rows = batch.rows();
    result.clear();
    byte[] to = result.resize(rows);
    switch (type) {
      case LONG, DATE_TIME ->
          longs(((LongVector) one).values(), ((LongVector) two).values(), to, rows);
      case DOUBLE ->
          doubles(((DoubleVector) one).values(), ((DoubleVector) two).values(), to, rows);
      case BOOLEAN -> {
        byte[] first = ((BooleanVector) one).values();
        byte[] second = ((BooleanVector) two).values();
        for (int i = 0; i < rows; i++) {
          to[i] = outcome(first[i] - second[i]);
        }
      }
      case STRING -> {
        StringVector first = (StringVector) one;
        StringVector second = (StringVector) two;
        for (int i = 0; i < rows; i++) {
          to[i] = outcome(first.compare(i, second, i));
        }
      }
    }
    Evaluators.copyNulls(one, two, result, rows);
    return result;
  }

  private void longs(long[] one, long[] two, byte[] to, int rows) {
    for (int i = 0; i < rows; i++) {
      to[i] = one[i] < two[i] ? less : one[i] == two[i] ? equal : greater;
    }
  }

  private void doubles(double[] one, double[] two, byte[] to, int rows) {
    for (int i = 0; i < rows; i++) {
      double first = one[i];
      double second = two[i];
      if (first < second) {
        to[i] = less;
      } else if (first > second) {
        to[i] = greater;
      } else if (first == second) {
        to[i] = equal;
      } else {
        // NaN is equal to itself and greater than all else.
        to[i] = outcome(Boolean.compare(Double.isNaN(first), Double.isNaN(second)));
      }
    }
  }

  private byte outcome(int comparison) {
    return comparison < 0 ? less : comparison == 0 ? equal : greater;
  }
}
