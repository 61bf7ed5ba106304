package pregel.api.table;

import java.util.List;
import java.util.Locale;

/**
 * The functions that expressions may call. All but {@link #COALESCE} are null if an argument is.
 */
public enum Function {
  /** The number of code points of a string. */
  LENGTH(ColumnType.LONG, ColumnType.STRING),
  LOWER(ColumnType.STRING, ColumnType.STRING),
  UPPER(ColumnType.STRING, ColumnType.STRING),
  /** Without blanks (U+0020) at both ends. */
  TRIM(ColumnType.STRING, ColumnType.STRING),
  /** Two strings, one after the other. */
  CONCAT(ColumnType.STRING, ColumnType.STRING, ColumnType.STRING),
  /** Of a string, from a code point (the first is 1) so many. What lies outside is empty. */
  SUBSTRING(ColumnType.STRING, ColumnType.STRING, ColumnType.LONG, ColumnType.LONG),
  CONTAINS(ColumnType.BOOLEAN, ColumnType.STRING, ColumnType.STRING),
  STARTS_WITH(ColumnType.BOOLEAN, ColumnType.STRING, ColumnType.STRING),
  ENDS_WITH(ColumnType.BOOLEAN, ColumnType.STRING, ColumnType.STRING),
  /** The greatest whole number not above a double. */
  FLOOR(ColumnType.DOUBLE, ColumnType.DOUBLE),
  /** The least whole number not below a double. */
  CEIL(ColumnType.DOUBLE, ColumnType.DOUBLE),
  SQRT(ColumnType.DOUBLE, ColumnType.DOUBLE),
  /** The magnitude of a double. */
  ABS(ColumnType.DOUBLE, ColumnType.DOUBLE),
  YEAR(ColumnType.LONG, ColumnType.DATE_TIME),
  MONTH(ColumnType.LONG, ColumnType.DATE_TIME),
  DAY(ColumnType.LONG, ColumnType.DATE_TIME),
  HOUR(ColumnType.LONG, ColumnType.DATE_TIME),
  MINUTE(ColumnType.LONG, ColumnType.DATE_TIME),
  SECOND(ColumnType.LONG, ColumnType.DATE_TIME),
  /** The first of two values of one type that is not missing. */
  COALESCE(null);

  private final ColumnType result;
  private final List<ColumnType> parameters;

  Function(ColumnType result, ColumnType... parameters) {
    this.result = result;
    this.parameters = List.of(parameters);
  }

  /** The type of its value; null if it is that of its arguments. */
  ColumnType result() {
    return result;
  }

  List<ColumnType> parameters() {
    return parameters;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
