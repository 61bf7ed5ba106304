package pregel.worker.table.expression;

import java.util.List;
import pregel.api.table.ColumnType;
import pregel.api.table.Expression;
import pregel.api.table.Function;
import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Vector;

/** A function of columns. */
final class FunctionCall implements Evaluator {
  private final Function function;
  private final List<Evaluator> arguments;
  private final Vector[] given;
  private final Vector result;

  private FunctionCall(Function function, List<Evaluator> arguments, ColumnType type) {
    this.function = function;
    this.arguments = arguments;
    this.given = new Vector[arguments.size()];
    this.result = Vector.of(type);
  }

  static Evaluator of(Expression.Call call, List<Evaluator> arguments, ColumnType type) {
    return new FunctionCall(call.function(), arguments, type);
  }

  @Override
  public Vector evaluate(Batch batch) {
    for (int i = 0; i < given.length; i++) {
      given[i] = arguments.get(i).evaluate(batch);
    }
    result.clear();
    if (function == Function.COALESCE) {
      for (int row = 0; row < batch.rows(); row++) {
        result.append(given[0].isNull(row) ? given[1] : given[0], row, 1);
      }
      return result;
    }
    for (int row = 0; row < batch.rows(); row++) {
      if (isAnyMissing(row)) {
        result.appendNull();
      } else {
        append(row);
      }
    }
    return result;
  }

  private boolean isAnyMissing(int row) {
    for (Vector argument : given) {
      if (argument.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private void append(int row) {
    switch (function) {
      case LENGTH -> longs().append(Utf8Text.length(strings(0), row));
      case LOWER -> Utf8Text.lower(strings(0), row, (StringVector) result);
      case UPPER -> Utf8Text.upper(strings(0), row, (StringVector) result);
      case TRIM -> Utf8Text.trim(strings(0), row, (StringVector) result);
      case CONCAT -> Utf8Text.concat(strings(0), strings(1), row, (StringVector) result);
      case SUBSTRING ->
          Utf8Text.substring(
              strings(0),
              row,
              ((LongVector) given[1]).get(row),
              ((LongVector) given[2]).get(row),
              (StringVector) result);
      case CONTAINS -> truth(Utf8Text.contains(strings(0), strings(1), row));
      case STARTS_WITH -> truth(Utf8Text.startsWith(strings(0), strings(1), row));
      case ENDS_WITH -> truth(Utf8Text.endsWith(strings(0), strings(1), row));
      case FLOOR -> ((DoubleVector) result).append(Math.floor(number(row)));
      case CEIL -> ((DoubleVector) result).append(Math.ceil(number(row)));
      case SQRT -> ((DoubleVector) result).append(Math.sqrt(number(row)));
      case ABS -> ((DoubleVector) result).append(Math.abs(number(row)));
      case YEAR, MONTH, DAY, HOUR, MINUTE, SECOND ->
          longs().append(TimeParts.of(function, ((LongVector) given[0]).get(row)));
      case COALESCE -> throw new IllegalStateException("of what is not missing");
    }
  }

  private StringVector strings(int argument) {
    return (StringVector) given[argument];
  }

  private double number(int row) {
    return ((DoubleVector) given[0]).get(row);
  }

  private LongVector longs() {
    return (LongVector) result;
  }

  private void truth(boolean value) {
    ((BooleanVector) result).append((byte) (value ? 1 : 0));
  }
}
