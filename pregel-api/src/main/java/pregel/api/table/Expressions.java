package pregel.api.table;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Where expressions begin. */
public final class Expressions {
  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  private Expressions() {}

  /** A column of the row. */
  public static Expression column(String name) {
    return new Expression.Column(name);
  }

  public static Expression literal(long value) {
    return new Expression.Literal(ColumnType.LONG, value);
  }

  public static Expression literal(double value) {
    return new Expression.Literal(ColumnType.DOUBLE, value);
  }

  public static Expression literal(boolean value) {
    return new Expression.Literal(ColumnType.BOOLEAN, value);
  }

  public static Expression literal(String value) {
    return new Expression.Literal(ColumnType.STRING, value);
  }

  public static Expression literal(LocalDateTime value) {
    return new Expression.Literal(ColumnType.DATE_TIME, micros(value));
  }

  /** A missing value of a type. */
  public static Expression missing(ColumnType type) {
    return new Expression.Literal(type, null);
  }

  /** A function of values. */
  public static Expression call(Function function, Expression... arguments) {
    return new Expression.Call(function, List.of(arguments));
  }

  /** The first value that is not missing. */
  public static Expression coalesce(Expression first, Expression second) {
    return call(Function.COALESCE, first, second);
  }

  /** Begins a choice among values: {@code when(c, v).when(d, w).otherwise(x)}. */
  public static When when(Expression condition, Expression value) {
    return new When(List.of(new Expression.Branch(condition, value)));
  }

  /** A date-time as columns hold it. */
  public static long micros(LocalDateTime time) {
    return ChronoUnit.MICROS.between(EPOCH, time);
  }

  /** A column's value as a date-time. */
  public static LocalDateTime dateTime(long micros) {
    return EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** A choice under construction. */
  public static final class When {
    private final List<Expression.Branch> branches;

    private When(List<Expression.Branch> branches) {
      this.branches = branches;
    }

    /** Adds a branch, asked after those before it. */
    public When when(Expression condition, Expression value) {
      List<Expression.Branch> more = new ArrayList<>(branches);
      more.add(new Expression.Branch(condition, value));
      return new When(more);
    }

    /** Ends the choice with the value for rows that no branch takes. */
    public Expression otherwise(Expression value) {
      return new Expression.Case(branches, value);
    }
  }
}
