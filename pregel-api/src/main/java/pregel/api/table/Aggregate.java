package pregel.api.table;

import java.util.Locale;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * One value for a group of rows.
 *
 * <p>Sums of doubles are the exact sum of the values, rounded once; means and variances are
 * calculated from exact sums. So no order of rows, no number of threads and no spilling shows in
 * the last bit. A sum that has met NaN, or infinities of both signs, is NaN. Missing values take no
 * part; of no values at all, counts are 0 and everything else is null.
 *
 * @param column what is aggregated; null for a count of rows
 * @param name the column of the result
 */
public record Aggregate(Kind kind, String column, String name) {
  /** What is calculated. */
  public enum Kind {
    /** How many rows, or how many values that are not missing. */
    COUNT,
    /** A sum of longs that leaves their range ends the job. */
    SUM,
    MEAN,
    /** Sample variance, with n - 1; null of fewer than two values. */
    VARIANCE,
    /** Of any type; -0.0 counts as 0.0. */
    MIN,
    /** Of any type; -0.0 counts as 0.0. */
    MAX,
    /** How many different values, exactly. */
    COUNT_DISTINCT;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How many rows. */
  public static Aggregate countRows(String name) {
    return new Aggregate(Kind.COUNT, null, name);
  }

  /** How many values that are not missing. */
  public static Aggregate count(String column, String name) {
    return new Aggregate(Kind.COUNT, column, name);
  }

  public static Aggregate sum(String column, String name) {
    return new Aggregate(Kind.SUM, column, name);
  }

  public static Aggregate mean(String column, String name) {
    return new Aggregate(Kind.MEAN, column, name);
  }

  public static Aggregate variance(String column, String name) {
    return new Aggregate(Kind.VARIANCE, column, name);
  }

  public static Aggregate min(String column, String name) {
    return new Aggregate(Kind.MIN, column, name);
  }

  public static Aggregate max(String column, String name) {
    return new Aggregate(Kind.MAX, column, name);
  }

  public static Aggregate countDistinct(String column, String name) {
    return new Aggregate(Kind.COUNT_DISTINCT, column, name);
  }

  /** The column of the result, over rows of a schema. */
  Field field(TableSchema schema, String stage) {
    ColumnType type = column == null ? null : schema.field(column, stage).type();
    return switch (kind) {
      case COUNT, COUNT_DISTINCT -> new Field(name, ColumnType.LONG, false);
      case SUM -> new Field(name, number(type, stage), true);
      case MEAN, VARIANCE -> {
        number(type, stage);
        yield new Field(name, ColumnType.DOUBLE, true);
      }
      case MIN, MAX -> new Field(name, type, true);
    };
  }

  private ColumnType number(ColumnType type, String stage) {
    if (!type.isNumber()) {
      throw new JobException(
          FailureKind.USAGE,
          stage
              + ": "
              + kind.label()
              + " needs a number, but column \""
              + column
              + "\" is a "
              + type.label()
              + "; cast it, or name another column");
    }
    return type;
  }
}
