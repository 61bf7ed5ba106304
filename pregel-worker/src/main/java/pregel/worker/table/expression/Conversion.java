package pregel.worker.table.expression;

import java.time.DateTimeException;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.ColumnType;
import pregel.api.table.DateTimeText;
import pregel.api.table.Expression;
import pregel.api.table.ExpressionText;
import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Vector;

/** Values in another type. */
final class Conversion implements Evaluator {
  private static final double LONG_RANGE = 0x1p63;

  private final Expression.Cast cast;
  private final Evaluator operand;
  private final ColumnType from;
  private final Vector result;

  Conversion(Expression.Cast cast, Evaluator operand, ColumnType from) {
    this.cast = cast;
    this.operand = operand;
    this.from = from;
    this.result = Vector.of(cast.type());
  }

  @Override
  public Vector evaluate(Batch batch) {
    Vector of = operand.evaluate(batch);
    result.clear();
    for (int row = 0; row < batch.rows(); row++) {
      if (of.isNull(row) || !append(of, row)) {
        result.appendNull();
      }
    }
    return result;
  }

  /** Appends a value; false if a lenient cast has none. */
  private boolean append(Vector of, int row) {
    try {
      switch (from) {
        case LONG -> appendLong(((LongVector) of).get(row));
        case DOUBLE -> ((LongVector) result).append(whole(((DoubleVector) of).get(row)));
        case BOOLEAN -> appendBoolean(((BooleanVector) of).get(row) != 0);
        case DATE_TIME -> appendDateTime(((LongVector) of).get(row));
        case STRING -> appendParsed(((StringVector) of).get(row));
      }
      return true;
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      if (cast.lenient()) {
        return false;
      }
      throw new JobException(
          FailureKind.INPUT,
          ExpressionText.of(cast)
              + ": \""
              + text(of, row)
              + "\" is not a "
              + cast.type().label()
              + "; use tryCast to get a missing value",
          e);
    }
  }

  private void appendLong(long value) {
    if (result instanceof DoubleVector doubles) {
      doubles.append(value);
    } else if (result instanceof BooleanVector booleans) {
      booleans.append((byte) (value == 0 ? 0 : 1));
    } else {
      ((StringVector) result).append(Long.toString(value));
    }
  }

  private static long whole(double value) {
    if (value >= -LONG_RANGE && value < LONG_RANGE) {
      return (long) value;
    }
    throw new ArithmeticException("beyond a long");
  }

  private void appendBoolean(boolean value) {
    if (result instanceof LongVector longs) {
      longs.append(value ? 1 : 0);
    } else {
      ((StringVector) result).append(Boolean.toString(value));
    }
  }

  private void appendDateTime(long micros) {
    if (result instanceof LongVector longs) {
      longs.append(micros);
    } else {
      ((StringVector) result).append(DateTimeText.of(micros));
    }
  }

  private void appendParsed(String text) {
    switch (cast.type()) {
      case LONG -> ((LongVector) result).append(Long.parseLong(text));
      case DOUBLE -> ((DoubleVector) result).append(Double.parseDouble(text));
      case BOOLEAN -> ((BooleanVector) result).append(truth(text));
      case DATE_TIME -> ((LongVector) result).append(DateTimeText.parse(text));
      case STRING -> throw new IllegalStateException("a string is one already");
    }
  }

  private static byte truth(String text) {
    if (text.equals("true") || text.equals("false")) {
      return (byte) (text.equals("true") ? 1 : 0);
    }
    throw new NumberFormatException(text);
  }

  private static String text(Vector of, int row) {
    return of instanceof StringVector strings
        ? strings.get(row)
        : of instanceof DoubleVector doubles
            ? Double.toString(doubles.get(row))
            : Long.toString(((LongVector) of).get(row));
  }
}
