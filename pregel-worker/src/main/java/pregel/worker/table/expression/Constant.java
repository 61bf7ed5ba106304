package pregel.worker.table.expression;

import pregel.api.table.Expression;
import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Vector;

/** One value for every row. */
final class Constant implements Evaluator {
  private final Object value;
  private final Vector values;

  Constant(Expression.Literal literal) {
    this.value = literal.value();
    this.values = Vector.of(literal.type());
  }

  @Override
  public Vector evaluate(Batch batch) {
    // Rows from before are of the same value; more than are asked for do not matter.
    while (values.size() < batch.rows()) {
      append();
    }
    return values;
  }

  private void append() {
    if (value == null) {
      values.appendNull();
    } else if (values instanceof LongVector longs) {
      longs.append((Long) value);
    } else if (values instanceof DoubleVector doubles) {
      doubles.append((Double) value);
    } else if (values instanceof BooleanVector booleans) {
      booleans.append((byte) ((Boolean) value ? 1 : 0));
    } else {
      ((StringVector) values).append((String) value);
    }
  }
}
