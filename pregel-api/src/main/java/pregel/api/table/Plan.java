package pregel.api.table;

import java.util.ArrayList;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * What is to be done with tables: an immutable tree of stages, checked when it is made. The order
 * of the rows that each stage gives is defined, so that results are the same wherever and however
 * the plan is carried out. Made by {@link Table}.
 */
public sealed interface Plan {
  /** The columns of the stage's rows. */
  TableSchema schema();

  /** All rows of a source, in its order. */
  record Source(TableSource source) implements Plan {
    @Override
    public TableSchema schema() {
      return source.schema();
    }
  }

  /** The rows for which a condition is true, in order. */
  record Filter(Plan input, Expression condition) implements Plan {
    public Filter {
      ExpressionType type = ExpressionType.of(condition, input.schema(), "filter");
      if (type.type() != ColumnType.BOOLEAN) {
        throw usage(
            "filter: "
                + ExpressionText.of(condition)
                + " is a "
                + type.type().label()
                + "; compare it with a value");
      }
    }

    @Override
    public TableSchema schema() {
      return input.schema();
    }
  }

  /** Columns calculated from each row, in order. */
  record Project(Plan input, List<Projection> columns, TableSchema schema) implements Plan {
    /** Columns of an input, by name. */
    static Project of(Plan input, List<Projection> columns) {
      List<Field> fields = new ArrayList<>();
      for (Projection column : columns) {
        ExpressionType type =
            ExpressionType.of(column.value(), input.schema(), "project \"" + column.name() + "\"");
        fields.add(new Field(column.name(), type.type(), type.nullable()));
      }
      return new Project(input, List.copyOf(columns), TableSchema.of("project", fields));
    }
  }

  /** The rows of one table, then those of another with columns of the same names and types. */
  record Union(Plan first, Plan second, TableSchema schema) implements Plan {
    static Union of(Plan first, Plan second) {
      List<Field> one = first.schema().fields();
      List<Field> other = second.schema().fields();
      List<Field> fields = new ArrayList<>();
      for (int i = 0; i < one.size() && one.size() == other.size(); i++) {
        boolean alike =
            one.get(i).name().equals(other.get(i).name())
                && one.get(i).type() == other.get(i).type();
        if (alike) {
          fields.add(other.get(i).nullable() ? other.get(i) : one.get(i));
        }
      }
      if (fields.size() < one.size()) {
        throw usage(
            "union: the columns differ: "
                + first.schema()
                + " and "
                + second.schema()
                + "; project one to the columns of the other");
      }
      return new Union(first, second, TableSchema.of("union", fields));
    }
  }

  /** Each row once, sorted by all columns. Missing values are equal here, as are all NaN. */
  record Distinct(Plan input) implements Plan {
    @Override
    public TableSchema schema() {
      return input.schema();
    }
  }

  /** All rows, sorted; equal ones in their order. */
  record Sort(Plan input, List<SortKey> keys) implements Plan {
    public Sort {
      keys = List.copyOf(keys);
      if (keys.isEmpty()) {
        throw usage("sort: no columns; name at least one");
      }
      for (SortKey key : keys) {
        input.schema().place(key.column(), "sort");
      }
    }

    @Override
    public TableSchema schema() {
      return input.schema();
    }
  }

  /** The first rows. */
  record Limit(Plan input, long rows) implements Plan {
    public Limit {
      if (rows < 0) {
        throw usage("limit: " + rows + " rows; give 0 or more");
      }
    }

    @Override
    public TableSchema schema() {
      return input.schema();
    }
  }

  /**
   * Rows of two tables with equal keys, in the order of the left rows and, for each, of the right
   * ones; right rows without a partner follow at the end, in their order. Columns are those of the
   * left side, then those of the right side without its keys; where there is no left row, its key
   * columns hold the right row's keys.
   *
   * @param leftKeys columns, as many as {@code rightKeys} and of the same types
   */
  record Join(
      Plan left,
      Plan right,
      JoinType type,
      List<String> leftKeys,
      List<String> rightKeys,
      TableSchema schema)
      implements Plan {
    static Join of(
        Plan left, Plan right, JoinType type, List<String> leftKeys, List<String> rightKeys) {
      if (leftKeys.isEmpty() || leftKeys.size() != rightKeys.size()) {
        throw usage(
            "join: " + leftKeys + " and " + rightKeys + " are no pairs of keys; name one or more");
      }
      List<Field> fields = new ArrayList<>();
      for (Field field : left.schema().fields()) {
        int key = leftKeys.indexOf(field.name());
        boolean mayLack =
            type.keepsRight()
                && (key < 0 || right.schema().field(rightKeys.get(key), "join").nullable());
        fields.add(mayLack ? field.asNullable() : field);
      }
      for (int i = 0; i < leftKeys.size(); i++) {
        Field one = left.schema().field(leftKeys.get(i), "join");
        Field other = right.schema().field(rightKeys.get(i), "join");
        if (one.type() != other.type()) {
          throw usage(
              "join: key \""
                  + one.name()
                  + "\" is a "
                  + one.type().label()
                  + " and \""
                  + other.name()
                  + "\" a "
                  + other.type().label()
                  + "; cast one of them");
        }
      }
      if (type.pairs()) {
        for (Field field : right.schema().fields()) {
          if (!rightKeys.contains(field.name())) {
            fields.add(type.keepsLeft() ? field.asNullable() : field);
          }
        }
      }
      return new Join(
          left,
          right,
          type,
          List.copyOf(leftKeys),
          List.copyOf(rightKeys),
          TableSchema.of("join", fields));
    }
  }

  /**
   * One row for each group of rows with equal keys, sorted by the keys. Missing keys make a group.
   * Without keys, one row in any case.
   *
   * @param schema the keys, then the aggregates
   */
  record GroupBy(Plan input, List<String> keys, List<Aggregate> aggregates, TableSchema schema)
      implements Plan {
    static GroupBy of(Plan input, List<String> keys, List<Aggregate> aggregates) {
      List<Field> fields = new ArrayList<>();
      for (String key : keys) {
        fields.add(input.schema().field(key, "groupBy"));
      }
      for (Aggregate aggregate : aggregates) {
        fields.add(aggregate.field(input.schema(), "groupBy \"" + aggregate.name() + "\""));
      }
      long distinct =
          aggregates.stream()
              .filter(a -> a.kind() == Aggregate.Kind.COUNT_DISTINCT)
              .map(Aggregate::column)
              .distinct()
              .count();
      if (distinct > 1) {
        throw usage(
            "groupBy: distinct values of "
                + distinct
                + " columns; count those of one at a time, and join the results");
      }
      return new GroupBy(
          input, List.copyOf(keys), List.copyOf(aggregates), TableSchema.of("groupBy", fields));
    }
  }

  private static JobException usage(String message) {
    return new JobException(FailureKind.USAGE, message);
  }
}
