package pregel.api.table.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.ColumnType;
import pregel.api.table.DateTimeText;
import pregel.api.table.Expression;
import pregel.api.table.ExpressionText;
import pregel.api.table.ExpressionType;
import pregel.api.table.Expressions;
import pregel.api.table.TableSchema;

/** Calculates expressions over one row. */
record RowValues(TableSchema schema, Object[] row) {
  Object of(Expression expression) {
    if (expression instanceof Expression.Column column) {
      return row[schema.place(column.name(), "expression")];
    } else if (expression instanceof Expression.Literal literal) {
      return literal.value();
    } else if (expression instanceof Expression.Arithmetic arithmetic) {
      return arithmetic(arithmetic);
    } else if (expression instanceof Expression.Comparison comparison) {
      return comparison(comparison);
    } else if (expression instanceof Expression.Logic logic) {
      Object left = of(logic.left());
      Object right = of(logic.right());
      Boolean decisive = !logic.conjunction();
      if (decisive.equals(left) || decisive.equals(right)) {
        return decisive;
      }
      return left == null || right == null ? null : (Object) logic.conjunction();
    } else if (expression instanceof Expression.Not not) {
      Object operand = of(not.operand());
      return operand == null ? null : (Object) !(Boolean) operand;
    } else if (expression instanceof Expression.IsNull isNull) {
      return of(isNull.operand()) == null;
    } else if (expression instanceof Expression.Cast cast) {
      Object value = of(cast.operand());
      return value == null ? null : cast(cast, value);
    } else if (expression instanceof Expression.Case choice) {
      for (Expression.Branch branch : choice.branches()) {
        if (Boolean.TRUE.equals(of(branch.condition()))) {
          return of(branch.value());
        }
      }
      return of(choice.otherwise());
    }
    return call((Expression.Call) expression);
  }

  private Object arithmetic(Expression.Arithmetic arithmetic) {
    Object left = of(arithmetic.left());
    Object right = of(arithmetic.right());
    if (left == null || right == null) {
      return null;
    }
    boolean longs = left instanceof Long && right instanceof Long;
    if (!longs || arithmetic.operator() == Expression.Operator.OVER) {
      double one = ((Number) left).doubleValue();
      double other = ((Number) right).doubleValue();
      return switch (arithmetic.operator()) {
        case PLUS -> one + other;
        case MINUS -> one - other;
        case TIMES -> one * other;
        case OVER -> one / other;
        case DIV, MOD -> throw new IllegalStateException("whole division of doubles");
      };
    }
    long one = (Long) left;
    long other = (Long) right;
    try {
      return switch (arithmetic.operator()) {
        case PLUS -> Math.addExact(one, other);
        case MINUS -> Math.subtractExact(one, other);
        case TIMES -> Math.multiplyExact(one, other);
        case DIV -> other == 0 ? null : (Object) divideExact(one, other);
        case MOD -> other == 0 ? null : (Object) (one % other);
        case OVER -> throw new IllegalStateException("division of longs");
      };
    } catch (ArithmeticException e) {
      throw new JobException(
          FailureKind.INPUT,
          ExpressionText.of(arithmetic) + ": a result is beyond a long; cast to double",
          e);
    }
  }

  private static long divideExact(long one, long other) {
    return other == -1 ? Math.negateExact(one) : one / other;
  }

  private Object comparison(Expression.Comparison comparison) {
    Object left = of(comparison.left());
    Object right = of(comparison.right());
    if (left == null || right == null) {
      return null;
    }
    if (left.getClass() != right.getClass()) {
      left = ((Number) left).doubleValue();
      right = ((Number) right).doubleValue();
    }
    return comparison.relation().holds(ReferenceOrder.compare(left, right));
  }

  private ColumnType from(Expression.Cast cast) {
    return ExpressionType.of(cast.operand(), schema, "cast").type();
  }

  private Object cast(Expression.Cast cast, Object value) {
    try {
      return convert(value, from(cast), cast.type());
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      if (cast.lenient()) {
        return null;
      }
      throw new JobException(
          FailureKind.INPUT,
          ExpressionText.of(cast)
              + ": \""
              + value
              + "\" is not a "
              + cast.type().label()
              + "; use tryCast to get a missing value",
          e);
    }
  }

  private static Object convert(Object value, ColumnType from, ColumnType to) {
    if (value instanceof String text) {
      return switch (to) {
        case LONG -> Long.parseLong(text);
        case DOUBLE -> Double.parseDouble(text);
        case BOOLEAN -> truth(text);
        case STRING -> text;
        case DATE_TIME -> DateTimeText.parse(text);
      };
    }
    return switch (to) {
      case LONG ->
          value instanceof Double number
              ? (Object) new BigDecimal(number).setScale(0, RoundingMode.DOWN).longValueExact()
              : value instanceof Boolean bit ? (Object) (bit ? 1L : 0L) : value;
      case DOUBLE -> ((Number) value).doubleValue();
      case BOOLEAN -> value instanceof Long number ? (Object) (number != 0) : value;
      case STRING ->
          from == ColumnType.DATE_TIME ? DateTimeText.of((Long) value) : value.toString();
      case DATE_TIME -> value;
    };
  }

  private static boolean truth(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw new NumberFormatException(text);
  }

  private Object call(Expression.Call call) {
    List<Object> arguments = new java.util.ArrayList<>();
    for (Expression argument : call.arguments()) {
      arguments.add(of(argument));
    }
    Object first = arguments.get(0);
    return switch (call.function()) {
      case COALESCE -> first != null ? first : arguments.get(1);
      default -> arguments.contains(null) ? null : call(call, first, arguments);
    };
  }

  private static Object call(Expression.Call call, Object first, List<Object> arguments) {
    return switch (call.function()) {
      case LENGTH -> (long) ((String) first).codePointCount(0, ((String) first).length());
      case LOWER -> ((String) first).toLowerCase(Locale.ROOT);
      case UPPER -> ((String) first).toUpperCase(Locale.ROOT);
      case TRIM -> ((String) first).replaceAll("^ +| +$", "");
      case CONCAT -> (String) first + arguments.get(1);
      case SUBSTRING -> substring((String) first, (Long) arguments.get(1), (Long) arguments.get(2));
      case CONTAINS -> ((String) first).contains((String) arguments.get(1));
      case STARTS_WITH -> ((String) first).startsWith((String) arguments.get(1));
      case ENDS_WITH -> ((String) first).endsWith((String) arguments.get(1));
      case FLOOR -> Math.floor((Double) first);
      case CEIL -> Math.ceil((Double) first);
      case SQRT -> Math.sqrt((Double) first);
      case ABS -> Math.abs((Double) first);
      case YEAR -> (long) time(first).getYear();
      case MONTH -> (long) time(first).getMonthValue();
      case DAY -> (long) time(first).getDayOfMonth();
      case HOUR -> (long) time(first).getHour();
      case MINUTE -> (long) time(first).getMinute();
      case SECOND -> (long) time(first).getSecond();
      case COALESCE -> throw new IllegalStateException("of what is not missing");
    };
  }

  private static LocalDateTime time(Object micros) {
    return Expressions.dateTime((Long) micros);
  }

  private static String substring(String text, long from, long length) {
    int[] points = text.codePoints().toArray();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      if (i + 1 >= from && i + 1 - from < length) {
        part.appendCodePoint(points[i]);
      }
    }
    return part.toString();
  }
}
