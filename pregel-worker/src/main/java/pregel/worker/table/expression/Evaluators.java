package pregel.worker.table.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pregel.api.table.ColumnType;
import pregel.api.table.Expression;
import pregel.api.table.ExpressionType;
import pregel.api.table.TableSchema;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.Vector;

/** Makes evaluators of expressions. */
public final class Evaluators {
  private static final String STAGE = "expression";

  private final TableSchema schema;

  private Evaluators(TableSchema schema) {
    this.schema = schema;
  }

  /** An evaluator for rows of a schema, for which the expression has been checked. */
  public static Evaluator of(Expression expression, TableSchema schema) {
    return new Evaluators(schema).make(expression);
  }

  private Evaluator make(Expression expression) {
    if (expression instanceof Expression.Column column) {
      int place = schema.place(column.name(), STAGE);
      return batch -> batch.column(place);
    } else if (expression instanceof Expression.Literal literal) {
      return new Constant(literal);
    } else if (expression instanceof Expression.Arithmetic arithmetic) {
      return arithmetic(arithmetic);
    } else if (expression instanceof Expression.Comparison comparison) {
      return comparison(comparison);
    } else if (expression instanceof Expression.Logic logic) {
      return new Logic(logic.conjunction(), make(logic.left()), make(logic.right()));
    } else if (expression instanceof Expression.Not not) {
      return new Negation(make(not.operand()));
    } else if (expression instanceof Expression.IsNull isNull) {
      return new NullTest(make(isNull.operand()));
    } else if (expression instanceof Expression.Cast cast) {
      Evaluator operand = make(cast.operand());
      return type(cast.operand()) == cast.type()
          ? operand
          : new Conversion(cast, operand, type(cast.operand()));
    } else if (expression instanceof Expression.Case choice) {
      return choice(choice);
    }
    Expression.Call call = (Expression.Call) expression;
    return FunctionCall.of(call, call.arguments().stream().map(this::make).toList(), type(call));
  }

  private ColumnType type(Expression expression) {
    return ExpressionType.of(expression, schema, STAGE).type();
  }

  private Evaluator arithmetic(Expression.Arithmetic arithmetic) {
    if (type(arithmetic) == ColumnType.LONG) {
      return new LongArithmetic(arithmetic, make(arithmetic.left()), make(arithmetic.right()));
    }
    return new DoubleArithmetic(
        arithmetic.operator(), asDouble(arithmetic.left()), asDouble(arithmetic.right()));
  }

  private Evaluator comparison(Expression.Comparison comparison) {
    ColumnType left = type(comparison.left());
    ColumnType right = type(comparison.right());
    boolean mixed = left != right;
    return new Comparison(
        comparison.relation(),
        mixed ? ColumnType.DOUBLE : left,
        mixed ? asDouble(comparison.left()) : make(comparison.left()),
        mixed ? asDouble(comparison.right()) : make(comparison.right()));
  }

  private Evaluator asDouble(Expression side) {
    Evaluator evaluator = make(side);
    return type(side) == ColumnType.DOUBLE ? evaluator : new Widening(evaluator);
  }

  private Evaluator choice(Expression.Case choice) {
    Set<Integer> used = new TreeSet<>();
    List<Evaluator> conditions = new ArrayList<>();
    List<Evaluator> values = new ArrayList<>();
    for (Expression.Branch branch : choice.branches()) {
      conditions.add(make(branch.condition()));
      values.add(make(branch.value()));
    }
    values.add(make(choice.otherwise()));
    collectColumns(choice, used);
    return new Choice(
        schema,
        used.stream().mapToInt(Integer::intValue).toArray(),
        conditions,
        values,
        type(choice));
  }

  private void collectColumns(Expression expression, Set<Integer> used) {
    if (expression instanceof Expression.Column column) {
      used.add(schema.place(column.name(), STAGE));
    } else if (expression instanceof Expression.Arithmetic a) {
      collectColumns(a.left(), used);
      collectColumns(a.right(), used);
    } else if (expression instanceof Expression.Comparison c) {
      collectColumns(c.left(), used);
      collectColumns(c.right(), used);
    } else if (expression instanceof Expression.Logic l) {
      collectColumns(l.left(), used);
      collectColumns(l.right(), used);
    } else if (expression instanceof Expression.Not not) {
      collectColumns(not.operand(), used);
    } else if (expression instanceof Expression.IsNull isNull) {
      collectColumns(isNull.operand(), used);
    } else if (expression instanceof Expression.Cast cast) {
      collectColumns(cast.operand(), used);
    } else if (expression instanceof Expression.Case choice) {
      for (Expression.Branch branch : choice.branches()) {
        collectColumns(branch.condition(), used);
        collectColumns(branch.value(), used);
      }
      collectColumns(choice.otherwise(), used);
    } else if (expression instanceof Expression.Call call) {
      call.arguments().forEach(argument -> collectColumns(argument, used));
    }
  }

  /** Marks a value missing where one of two is. */
  static void copyNulls(Vector one, Vector two, Vector to, int rows) {
    if (one.hasNulls() || two.hasNulls()) {
      for (int word = 0; word < (rows + 63) >> 6; word++) {
        to.setNullWord(word, one.nullWord(word) | two.nullWord(word));
      }
    }
  }

  static void copyNulls(Vector one, Vector to, int rows) {
    copyNulls(one, one, to, rows);
  }

  /** Longs as doubles. */
  private record Widening(Evaluator operand, DoubleVector result) implements Evaluator {
    Widening(Evaluator operand) {
      this(operand, new DoubleVector());
    }

    @Override
    public Vector evaluate(pregel.core.table.Batch batch) {
      LongVector longs = (LongVector) operand.evaluate(batch);
      result.clear();
      long[] from = longs.values();
      double[] to = result.resize(batch.rows());
      for (int i = 0; i < batch.rows(); i++) {
        to[i] = from[i];
      }
      copyNulls(longs, result, batch.rows());
      return result;
    }
  }
}
