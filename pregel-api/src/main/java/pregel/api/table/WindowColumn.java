package pregel.api.table;

import java.util.Objects;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * A value that a row gets from the rows around it in its window: its partition, sorted.
 *
 * @param kind what is calculated
 * @param column of which; null for numbers and ranks
 * @param aggregate what a moving aggregate is; null for all others
 * @param from the first row of a moving aggregate, relative to the row: -7 is seven before; {@link
 *     #UNBOUNDED} from the first of the partition on
 * @param to the last row of a moving aggregate; for {@code LAG} and {@code LEAD} how many rows away
 * @param name of the column that is added
 */
public record WindowColumn(
    Kind kind, String column, Aggregate.Kind aggregate, int from, int to, String name) {
  /** As the first row of a moving aggregate: that of the partition. */
  public static final int UNBOUNDED = Integer.MIN_VALUE;

  /** What is calculated. */
  public enum Kind {
    /** 1 for the first row of the partition, 2 for the second. */
    ROW_NUMBER,
    /** As the row number of the first of the rows that are equal in the order. */
    RANK,
    /** 1 for the first rows that are equal in the order, 2 for the next. */
    DENSE_RANK,
    /** The value some rows before, missing if there is no such row. */
    LAG,
    /** The value some rows after, missing if there is no such row. */
    LEAD,
    /** An aggregate of rows around. */
    MOVING
  }

  public WindowColumn {
    Objects.requireNonNull(name, "name");
    boolean wrong =
        switch (kind) {
          case ROW_NUMBER, RANK, DENSE_RANK -> false;
          case LAG, LEAD -> to < 0;
          case MOVING -> from > to || aggregate == Aggregate.Kind.COUNT_DISTINCT;
        };
    if (wrong) {
      throw new JobException(
          FailureKind.USAGE,
          "window \""
              + name
              + "\": rows from "
              + from
              + " to "
              + to
              + " are no frame for it; give the first one before the last, and no distinct count");
    }
  }

  public static WindowColumn rowNumber(String name) {
    return new WindowColumn(Kind.ROW_NUMBER, null, null, 0, 0, name);
  }

  public static WindowColumn rank(String name) {
    return new WindowColumn(Kind.RANK, null, null, 0, 0, name);
  }

  public static WindowColumn denseRank(String name) {
    return new WindowColumn(Kind.DENSE_RANK, null, null, 0, 0, name);
  }

  public static WindowColumn lag(String column, int rows, String name) {
    return new WindowColumn(Kind.LAG, column, null, 0, rows, name);
  }

  public static WindowColumn lead(String column, int rows, String name) {
    return new WindowColumn(Kind.LEAD, column, null, 0, rows, name);
  }

  /** An aggregate of the rows from one place to another, both relative to the row and included. */
  public static WindowColumn moving(
      Aggregate.Kind aggregate, String column, int from, int to, String name) {
    return new WindowColumn(Kind.MOVING, column, aggregate, from, to, name);
  }

  /** The moving aggregate as an aggregate of a group. */
  public Aggregate asAggregate() {
    return new Aggregate(aggregate, column, name);
  }

  /** The column that is added to rows of a schema. */
  Field field(TableSchema schema) {
    return switch (kind) {
      case ROW_NUMBER, RANK, DENSE_RANK -> new Field(name, ColumnType.LONG, false);
      case LAG, LEAD -> schema.field(column, "window \"" + name + "\"").named(name).asNullable();
      case MOVING -> asAggregate().field(schema, "window \"" + name + "\"");
    };
  }
}
