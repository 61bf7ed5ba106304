package pregel.api.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that is yet to be calculated. Every method gives a new one and checks names and types at
 * once; nothing is read before an engine, or the reference, carries out the plan.
 *
 * <pre>{@code
 * Table perCountry =
 *     clicks
 *         .filter(column("url").notEqualTo(literal("/health")))
 *         .join(users, JoinType.INNER, "user")
 *         .groupBy("country")
 *         .aggregate(Aggregate.countRows("clicks"), Aggregate.mean("age", "age"));
 * }</pre>
 */
public final class Table {
  private final Plan plan;

  private Table(Plan plan) {
    this.plan = plan;
  }

  /** All rows of a source. */
  public static Table of(TableSource source) {
    return new Table(new Plan.Source(source));
  }

  public Plan plan() {
    return plan;
  }

  public TableSchema schema() {
    return plan.schema();
  }

  /** The rows for which a condition is true: neither false nor missing. */
  public Table filter(Expression condition) {
    return new Table(new Plan.Filter(plan, condition));
  }

  /** Columns calculated from each row, instead of those there are. */
  public Table project(Projection... columns) {
    return new Table(Plan.Project.of(plan, Arrays.asList(columns)));
  }

  /** Some of the columns, in the order given. */
  public Table select(String... names) {
    return new Table(Plan.Project.of(plan, Arrays.stream(names).map(Table::unchanged).toList()));
  }

  /** One more column, calculated from each row; or another value for one there is. */
  public Table with(String name, Expression value) {
    List<Projection> columns =
        schema().fields().stream()
            .map(f -> f.name().equals(name) ? new Projection(name, value) : unchanged(f.name()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (!schema().has(name)) {
      columns.add(new Projection(name, value));
    }
    return new Table(Plan.Project.of(plan, columns));
  }

  /** The same rows with another name for a column. */
  public Table rename(String from, String to) {
    schema().place(from, "rename");
    return new Table(
        Plan.Project.of(
            plan,
            schema().fields().stream()
                .map(
                    f ->
                        new Projection(
                            f.name().equals(from) ? to : f.name(), Expressions.column(f.name())))
                .toList()));
  }

  /** These rows, then those of another table with the same columns. */
  public Table union(Table other) {
    return new Table(Plan.Union.of(plan, other.plan));
  }

  /** Each different row once, sorted by all columns. */
  public Table distinct() {
    return new Table(new Plan.Distinct(plan));
  }

  /** Sorted; rows with equal keys keep their order. */
  public Table sort(SortKey... keys) {
    return new Table(new Plan.Sort(plan, Arrays.asList(keys)));
  }

  /** The first rows. */
  public Table limit(long rows) {
    return new Table(new Plan.Limit(plan, rows));
  }

  /** Joined with another table on columns that have the same names in both. */
  public Table join(Table other, JoinType type, String... keys) {
    return join(other, type, Arrays.asList(keys), Arrays.asList(keys));
  }

  /** Joined with another table where keys are equal, pair by pair. */
  public Table join(Table other, JoinType type, List<String> leftKeys, List<String> rightKeys) {
    return new Table(Plan.Join.of(plan, other.plan, type, leftKeys, rightKeys));
  }

  /** Begins to group by columns; by none, all rows are one group. */
  public Grouping groupBy(String... keys) {
    return new Grouping(plan, Arrays.asList(keys));
  }

  private static Projection unchanged(String name) {
    return new Projection(name, Expressions.column(name));
  }

  /** Rows in groups, waiting to be told what to make of them. */
  public static final class Grouping {
    private final Plan input;
    private final List<String> keys;

    private Grouping(Plan input, List<String> keys) {
      this.input = input;
      this.keys = List.copyOf(keys);
    }

    /** One row for each group: its keys and these values. */
    public Table aggregate(Aggregate... aggregates) {
      return new Table(Plan.GroupBy.of(input, keys, Arrays.asList(aggregates)));
    }
  }
}
