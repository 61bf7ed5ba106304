package pregel.core.sort;

import pregel.api.table.ColumnType;

/**
 * One column of a key.
 *
 * @param place of the column in its batch
 * @param nullable whether keys say if the value is missing
 */
public record KeyPart(
    int place, ColumnType type, boolean nullable, boolean descending, boolean nullsFirst) {
  /** Rising, missing values last. */
  public static KeyPart rising(int place, ColumnType type, boolean nullable) {
    return new KeyPart(place, type, nullable, false, false);
  }
}
