package pregel.api.table;

import java.util.List;

/**
 * A value calculated from one row. Immutable, made by {@link Expressions} and by the methods here.
 * Names and types are checked when a stage is made of it.
 *
 * <p>Missing values are SQL's nulls: what is calculated from one is null, except by {@code and} and
 * {@code or} (three-valued logic), {@code isNull}, {@code coalesce} and {@code when}. Arithmetic of
 * longs that leaves their range fails; a long divided by zero is null; doubles follow IEEE 754.
 * Both sides of {@code and} and {@code or} are always calculated: only {@code when} guards.
 */
public sealed interface Expression {
  /** A column of the row. */
  record Column(String name) implements Expression {}

  /**
   * A constant.
   *
   * @param value a Long, Double, Boolean or String, as the type has it; null for a missing value
   */
  record Literal(ColumnType type, Object value) implements Expression {}

  /** Arithmetic of two numbers; if one is a double, of doubles. */
  record Arithmetic(Operator operator, Expression left, Expression right) implements Expression {}

  /** A comparison of two values of one type, or of two numbers. */
  record Comparison(Relation relation, Expression left, Expression right) implements Expression {}

  /** True if both are, or if one is, in three-valued logic. */
  record Logic(boolean conjunction, Expression left, Expression right) implements Expression {}

  record Not(Expression operand) implements Expression {}

  /** Whether a value is missing; never null itself. */
  record IsNull(Expression operand) implements Expression {}

  /**
   * A value in another type.
   *
   * @param lenient whether what cannot be converted is null instead of a failure
   */
  record Cast(Expression operand, ColumnType type, boolean lenient) implements Expression {}

  /**
   * The value of the first branch whose condition is true. Only that one is calculated.
   *
   * @param otherwise the value if none is
   */
  record Case(List<Branch> branches, Expression otherwise) implements Expression {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  /** A named function of values. */
  record Call(Function function, List<Expression> arguments) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A condition and the value that belongs to it. */
  record Branch(Expression condition, Expression value) {}

  /** What arithmetic does. */
  enum Operator {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    /** Of doubles, always. */
    OVER("/"),
    /** Whole division of longs, towards zero. */
    DIV("div"),
    /** What {@link #DIV} leaves, with the sign of the left side. */
    MOD("mod");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** How two values compare. */
  enum Relation {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    /** Whether values compare so. */
    public boolean holds(int comparison) {
      return switch (this) {
        case EQUAL -> comparison == 0;
        case NOT_EQUAL -> comparison != 0;
        case LESS -> comparison < 0;
        case LESS_OR_EQUAL -> comparison <= 0;
        case GREATER -> comparison > 0;
        case GREATER_OR_EQUAL -> comparison >= 0;
      };
    }
  }

  default Expression plus(Expression other) {
    return new Arithmetic(Operator.PLUS, this, other);
  }

  default Expression minus(Expression other) {
    return new Arithmetic(Operator.MINUS, this, other);
  }

  default Expression times(Expression other) {
    return new Arithmetic(Operator.TIMES, this, other);
  }

  /** Division of doubles. */
  default Expression over(Expression other) {
    return new Arithmetic(Operator.OVER, this, other);
  }

  /** Whole division of longs, towards zero. */
  default Expression div(Expression other) {
    return new Arithmetic(Operator.DIV, this, other);
  }

  /** What whole division leaves. */
  default Expression mod(Expression other) {
    return new Arithmetic(Operator.MOD, this, other);
  }

  default Expression equalTo(Expression other) {
    return new Comparison(Relation.EQUAL, this, other);
  }

  default Expression notEqualTo(Expression other) {
    return new Comparison(Relation.NOT_EQUAL, this, other);
  }

  default Expression less(Expression other) {
    return new Comparison(Relation.LESS, this, other);
  }

  default Expression lessOrEqual(Expression other) {
    return new Comparison(Relation.LESS_OR_EQUAL, this, other);
  }

  default Expression greater(Expression other) {
    return new Comparison(Relation.GREATER, this, other);
  }

  default Expression greaterOrEqual(Expression other) {
    return new Comparison(Relation.GREATER_OR_EQUAL, this, other);
  }

  default Expression and(Expression other) {
    return new Logic(true, this, other);
  }

  default Expression or(Expression other) {
    return new Logic(false, this, other);
  }

  default Expression not() {
    return new Not(this);
  }

  default Expression isNull() {
    return new IsNull(this);
  }

  default Expression isNotNull() {
    return new Not(new IsNull(this));
  }

  /** The value as another type; a value that cannot be converted ends the job. */
  default Expression cast(ColumnType type) {
    return new Cast(this, type, false);
  }

  /** The value as another type; null if it cannot be converted. */
  default Expression tryCast(ColumnType type) {
    return new Cast(this, type, true);
  }
}
