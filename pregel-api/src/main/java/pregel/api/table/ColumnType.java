package pregel.api.table;

import java.util.Locale;

/**
 * What a column holds. All types compare in one order: numbers by value, with -0.0 equal to 0.0 and
 * NaN equal to itself and greater than all else; false before true; strings by their UTF-8 bytes,
 * unsigned.
 */
public enum ColumnType {
  /** 64-bit integers. */
  LONG,
  /** 64-bit floating point numbers. */
  DOUBLE,
  BOOLEAN,
  /** Unicode text. */
  STRING,
  /** Microseconds since 1970-01-01T00:00, without a time zone; a {@link Long} in rows. */
  DATE_TIME;

  /** As messages and options show it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether one can calculate with it. */
  public boolean isNumber() {
    return this == LONG || this == DOUBLE;
  }
}
