package pregel.api.table;

/**
 * A column to sort by.
 *
 * @param nullsFirst whether missing values stand before all others, in either direction
 */
public record SortKey(String column, boolean descending, boolean nullsFirst) {
  /** Rising, missing values last. */
  public static SortKey ascending(String column) {
    return new SortKey(column, false, false);
  }

  /** Falling, missing values last. */
  public static SortKey descending(String column) {
    return new SortKey(column, true, false);
  }
}
