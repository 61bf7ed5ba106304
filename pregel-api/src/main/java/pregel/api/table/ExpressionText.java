package pregel.api.table;

import java.util.stream.Collectors;

/** Expressions as people write them. */
public final class ExpressionText {
  private ExpressionText() {}

  /** The text of an expression, for messages and plans. */
  public static String of(Expression expression) {
    if (expression instanceof Expression.Column column) {
      return column.name();
    } else if (expression instanceof Expression.Literal literal) {
      return literal.value() instanceof String text ? "'" + text + "'" : "" + literal.value();
    } else if (expression instanceof Expression.Arithmetic a) {
      return "(" + of(a.left()) + " " + a.operator().sign() + " " + of(a.right()) + ")";
    } else if (expression instanceof Expression.Comparison c) {
      return "(" + of(c.left()) + " " + sign(c.relation()) + " " + of(c.right()) + ")";
    } else if (expression instanceof Expression.Logic l) {
      return "(" + of(l.left()) + (l.conjunction() ? " and " : " or ") + of(l.right()) + ")";
    } else if (expression instanceof Expression.Not not) {
      return "not " + of(not.operand());
    } else if (expression instanceof Expression.IsNull isNull) {
      return "(" + of(isNull.operand()) + " is null)";
    } else if (expression instanceof Expression.Cast cast) {
      return (cast.lenient() ? "try_cast(" : "cast(")
          + of(cast.operand())
          + " as "
          + cast.type().label()
          + ")";
    } else if (expression instanceof Expression.Case choice) {
      return "case "
          + choice.branches().stream()
              .map(b -> "when " + of(b.condition()) + " then " + of(b.value()) + " ")
              .collect(Collectors.joining())
          + "else "
          + of(choice.otherwise())
          + " end";
    }
    Expression.Call call = (Expression.Call) expression;
    return call.function().label()
        + call.arguments().stream()
            .map(ExpressionText::of)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String sign(Expression.Relation relation) {
    return switch (relation) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "<>";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }
}
