package pregel.api.table;

import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * The type of an expression's values.
 *
 * @param nullable whether they may be missing
 */
public record ExpressionType(ColumnType type, boolean nullable) {

  /**
   * Finds the type of an expression over rows of a schema.
   *
   * @param stage what it is part of, for messages
   * @throws JobException of kind USAGE if it names a column that is not there, or its types do not
   *     fit together
   */
  public static ExpressionType of(Expression expression, TableSchema schema, String stage) {
    return new Check(schema, stage).type(expression);
  }

  private record Check(TableSchema schema, String stage) {
    ExpressionType type(Expression expression) {
      if (expression instanceof Expression.Column column) {
        Field field = schema.field(column.name(), stage);
        return new ExpressionType(field.type(), field.nullable());
      } else if (expression instanceof Expression.Literal literal) {
        return new ExpressionType(literal.type(), literal.value() == null);
      } else if (expression instanceof Expression.Arithmetic arithmetic) {
        return arithmetic(arithmetic);
      } else if (expression instanceof Expression.Comparison comparison) {
        return comparison(comparison);
      } else if (expression instanceof Expression.Logic logic) {
        return new ExpressionType(
            ColumnType.BOOLEAN,
            condition(logic.left()).nullable() | condition(logic.right()).nullable());
      } else if (expression instanceof Expression.Not not) {
        return condition(not.operand());
      } else if (expression instanceof Expression.IsNull isNull) {
        type(isNull.operand());
        return new ExpressionType(ColumnType.BOOLEAN, false);
      } else if (expression instanceof Expression.Cast cast) {
        return cast(cast);
      } else if (expression instanceof Expression.Case choice) {
        return choice(choice);
      }
      return call((Expression.Call) expression);
    }

    private ExpressionType arithmetic(Expression.Arithmetic arithmetic) {
      ExpressionType left = number(arithmetic.left(), arithmetic);
      ExpressionType right = number(arithmetic.right(), arithmetic);
      boolean longs = left.type() == ColumnType.LONG && right.type() == ColumnType.LONG;
      boolean nullable = left.nullable() || right.nullable();
      return switch (arithmetic.operator()) {
        case PLUS, MINUS, TIMES ->
            new ExpressionType(longs ? ColumnType.LONG : ColumnType.DOUBLE, nullable);
        case OVER -> new ExpressionType(ColumnType.DOUBLE, nullable);
        case DIV, MOD -> {
          if (!longs) {
            throw wrong(
                arithmetic.operator().sign() + " needs longs",
                arithmetic,
                "cast its sides to long");
          }
          yield new ExpressionType(ColumnType.LONG, true);
        }
      };
    }

    private ExpressionType number(Expression side, Expression.Arithmetic whole) {
      ExpressionType type = type(side);
      if (!type.type().isNumber()) {
        throw wrong(
            whole.operator().sign() + " needs numbers, but " + found(side, type),
            whole,
            "cast it, or name another column");
      }
      return type;
    }

    private ExpressionType comparison(Expression.Comparison comparison) {
      ExpressionType left = type(comparison.left());
      ExpressionType right = type(comparison.right());
      boolean numbers = left.type().isNumber() && right.type().isNumber();
      if (left.type() != right.type() && !numbers) {
        throw wrong(
            "a comparison of two types: "
                + found(comparison.left(), left)
                + ", "
                + found(comparison.right(), right),
            comparison,
            "cast one side");
      }
      return new ExpressionType(ColumnType.BOOLEAN, left.nullable() || right.nullable());
    }

    private ExpressionType condition(Expression operand) {
      ExpressionType type = type(operand);
      if (type.type() != ColumnType.BOOLEAN) {
        throw wrong(
            "a condition is needed, but " + found(operand, type),
            operand,
            "compare it with a value");
      }
      return type;
    }

    private ExpressionType cast(Expression.Cast cast) {
      ExpressionType from = type(cast.operand());
      if (!converts(from.type(), cast.type())) {
        throw wrong(
            "a " + from.type().label() + " cannot become a " + cast.type().label(),
            cast,
            "cast to another type");
      }
      return new ExpressionType(cast.type(), from.nullable() || cast.lenient());
    }

    private static boolean converts(ColumnType from, ColumnType to) {
      return from == to
          || switch (from) {
            case STRING -> true;
            case LONG -> to != ColumnType.DATE_TIME;
            case DOUBLE -> to == ColumnType.LONG;
            case BOOLEAN -> to == ColumnType.LONG || to == ColumnType.STRING;
            case DATE_TIME -> to == ColumnType.LONG || to == ColumnType.STRING;
          };
    }

    private ExpressionType choice(Expression.Case choice) {
      ExpressionType result = type(choice.otherwise());
      for (Expression.Branch branch : choice.branches()) {
        condition(branch.condition());
        result = same(result, type(branch.value()), choice);
      }
      return result;
    }

    private ExpressionType call(Expression.Call call) {
      List<Expression> arguments = call.arguments();
      if (call.function() == Function.COALESCE) {
        requireCount(call, 2);
        ExpressionType first = type(arguments.get(0));
        ExpressionType second = type(arguments.get(1));
        return new ExpressionType(
            same(first, second, call).type(), first.nullable() && second.nullable());
      }
      List<ColumnType> parameters = call.function().parameters();
      requireCount(call, parameters.size());
      boolean nullable = false;
      for (int i = 0; i < arguments.size(); i++) {
        ExpressionType argument = type(arguments.get(i));
        if (argument.type() != parameters.get(i)) {
          throw wrong(
              call.function().label()
                  + " needs a "
                  + parameters.get(i).label()
                  + ", but "
                  + found(arguments.get(i), argument),
              call,
              "cast it, or name another column");
        }
        nullable |= argument.nullable();
      }
      return new ExpressionType(call.function().result(), nullable);
    }

    private void requireCount(Expression.Call call, int count) {
      if (call.arguments().size() != count) {
        throw wrong(
            call.function().label() + " takes " + count + " arguments", call, "give it as many");
      }
    }

    private ExpressionType same(ExpressionType first, ExpressionType second, Expression whole) {
      if (first.type() != second.type()) {
        throw wrong(
            "values of two types, " + first.type().label() + " and " + second.type().label(),
            whole,
            "cast one of them");
      }
      return new ExpressionType(first.type(), first.nullable() || second.nullable());
    }

    private static String found(Expression side, ExpressionType type) {
      return side instanceof Expression.Column column
          ? "column \"" + column.name() + "\" is a " + type.type().label()
          : "found a " + type.type().label();
    }

    private JobException wrong(String what, Expression where, String advice) {
      return new JobException(
          FailureKind.USAGE,
          stage + ": " + what + " in " + ExpressionText.of(where) + "; " + advice);
    }
  }
}
