package pregel.worker.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pregel.api.table.Aggregate;
import pregel.api.table.ColumnType;
import pregel.api.table.Expression;
import pregel.api.table.Field;
import pregel.api.table.Plan;
import pregel.api.table.RowsSource;

/** Plans as DuckDB's SQL; their sources become tables of a database. */
final class PlanSql {
  private final Connection database;
  private int tables;

  PlanSql(Connection database) {
    this.database = database;
  }

  String of(Plan plan) throws SQLException {
    if (plan instanceof Plan.Source source) {
      return "SELECT * FROM " + load((RowsSource) source.source());
    } else if (plan instanceof Plan.Filter filter) {
      return "SELECT * FROM (" + of(filter.input()) + ") t WHERE " + sql(filter.condition());
    } else if (plan instanceof Plan.Project project) {
      return project.columns().stream()
          .map(column -> sql(column.value()) + " AS " + quoted(column.name()))
          .collect(Collectors.joining(", ", "SELECT ", " FROM (" + of(project.input()) + ") t"));
    } else if (plan instanceof Plan.Union union) {
      return "(" + of(union.first()) + ") UNION ALL (" + of(union.second()) + ")";
    } else if (plan instanceof Plan.Distinct distinct) {
      return "SELECT DISTINCT * FROM (" + of(distinct.input()) + ") t";
    } else if (plan instanceof Plan.Sort sort) {
      return of(sort.input());
    } else if (plan instanceof Plan.Join join) {
      return join(join);
    } else if (plan instanceof Plan.GroupBy group) {
      return group(group);
    }
    throw new IllegalArgumentException("no SQL for " + plan);
  }

  private String join(Plan.Join join) throws SQLException {
    String on =
        java.util.stream.IntStream.range(0, join.leftKeys().size())
            .mapToObj(
                i ->
                    "l."
                        + quoted(join.leftKeys().get(i))
                        + " = r."
                        + quoted(join.rightKeys().get(i)))
            .collect(Collectors.joining(" AND "));
    if (!join.type().pairs()) {
      return "SELECT l.* FROM ("
          + of(join.left())
          + ") l "
          + join.type()
          + " JOIN ("
          + of(join.right())
          + ") r ON "
          + on;
    }
    List<String> columns = new ArrayList<>();
    for (Field field : join.left().schema().fields()) {
      int key = join.leftKeys().indexOf(field.name());
      String own = "l." + quoted(field.name());
      columns.add(
          key >= 0 && join.type().keepsRight()
              ? "COALESCE("
                  + own
                  + ", r."
                  + quoted(join.rightKeys().get(key))
                  + ") AS "
                  + quoted(field.name())
              : own);
    }
    for (Field field : join.right().schema().fields()) {
      if (!join.rightKeys().contains(field.name())) {
        columns.add("r." + quoted(field.name()));
      }
    }
    return "SELECT "
        + String.join(", ", columns)
        + " FROM ("
        + of(join.left())
        + ") l "
        + join.type()
        + " JOIN ("
        + of(join.right())
        + ") r ON "
        + on;
  }

  private String group(Plan.GroupBy group) throws SQLException {
    List<String> columns = new ArrayList<>();
    group.keys().forEach(key -> columns.add(quoted(key)));
    for (Aggregate aggregate : group.aggregates()) {
      String column = aggregate.column() == null ? "*" : quoted(aggregate.column());
      String call =
          switch (aggregate.kind()) {
            case COUNT -> "COUNT(" + column + ")";
            case COUNT_DISTINCT -> "COUNT(DISTINCT " + column + ")";
            case SUM -> "SUM(" + column + ")";
            case MEAN -> "AVG(" + column + ")";
            case VARIANCE -> "VAR_SAMP(" + column + ")";
            case MIN -> "MIN(" + column + ")";
            case MAX -> "MAX(" + column + ")";
          };
      columns.add(call + " AS " + quoted(aggregate.name()));
    }
    String keys = group.keys().stream().map(PlanSql::quoted).collect(Collectors.joining(", "));
    return "SELECT "
        + String.join(", ", columns)
        + " FROM ("
        + of(group.input())
        + ") t"
        + (keys.isEmpty() ? "" : " GROUP BY " + keys);
  }

  private String load(RowsSource source) throws SQLException {
    String name = "source_" + tables++;
    String columns =
        source.schema().fields().stream()
            .map(field -> quoted(field.name()) + " " + type(field.type()))
            .collect(Collectors.joining(", "));
    try (Statement statement = database.createStatement()) {
      statement.execute("CREATE TABLE " + name + " (" + columns + ")");
      if (!source.rows().isEmpty()) {
        String rows =
            source.rows().stream()
                .map(row -> values(source, row))
                .collect(Collectors.joining(", "));
        statement.execute("INSERT INTO " + name + " VALUES " + rows);
      }
    }
    return name;
  }

  private static String values(RowsSource source, Object[] row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      values.add(literal(source.schema().field(i).type(), row[i]));
    }
    return values.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  private static String literal(ColumnType type, Object value) {
    if (value == null) {
      return "CAST(NULL AS " + type(type) + ")";
    }
    return switch (type) {
      case LONG -> "CAST('" + value + "' AS BIGINT)";
      case DOUBLE -> "CAST('" + value + "' AS DOUBLE)";
      case BOOLEAN -> value.toString();
      case STRING -> "'" + value.toString().replace("'", "''") + "'";
      case DATE_TIME -> "make_timestamp(CAST(" + value + " AS BIGINT))";
    };
  }

  private static String type(ColumnType type) {
    return switch (type) {
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case STRING -> "VARCHAR";
      case DATE_TIME -> "TIMESTAMP";
    };
  }

  private static String sql(Expression expression) {
    if (expression instanceof Expression.Column column) {
      return quoted(column.name());
    } else if (expression instanceof Expression.Literal literal) {
      return literal(literal.type(), literal.value());
    } else if (expression instanceof Expression.Arithmetic a) {
      String sign =
          switch (a.operator()) {
            case PLUS -> "+";
            case MINUS -> "-";
            case TIMES -> "*";
            case OVER -> "/";
            case DIV -> "//";
            case MOD -> "%";
          };
      return "(" + sql(a.left()) + " " + sign + " " + sql(a.right()) + ")";
    } else if (expression instanceof Expression.Comparison c) {
      String sign =
          switch (c.relation()) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
          };
      return "(" + sql(c.left()) + " " + sign + " " + sql(c.right()) + ")";
    } else if (expression instanceof Expression.Logic l) {
      return "(" + sql(l.left()) + (l.conjunction() ? " AND " : " OR ") + sql(l.right()) + ")";
    } else if (expression instanceof Expression.Not not) {
      return "(NOT " + sql(not.operand()) + ")";
    } else if (expression instanceof Expression.IsNull isNull) {
      return "(" + sql(isNull.operand()) + " IS NULL)";
    } else if (expression instanceof Expression.Cast cast) {
      return "CAST(" + sql(cast.operand()) + " AS " + type(cast.type()) + ")";
    } else if (expression instanceof Expression.Case choice) {
      return choice.branches().stream()
              .map(b -> "WHEN " + sql(b.condition()) + " THEN " + sql(b.value()) + " ")
              .collect(Collectors.joining("", "(CASE ", ""))
          + "ELSE "
          + sql(choice.otherwise())
          + " END)";
    }
    Expression.Call call = (Expression.Call) expression;
    String arguments =
        call.arguments().stream().map(PlanSql::sql).collect(Collectors.joining(", "));
    return switch (call.function()) {
      // In DuckDB a missing argument of concat counts as empty.
      case CONCAT ->
          "(" + sql(call.arguments().get(0)) + " || " + sql(call.arguments().get(1)) + ")";
      case TRIM -> "TRIM(" + arguments + ", ' ')";
      default -> call.function().name() + "(" + arguments + ")";
    };
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }
}
