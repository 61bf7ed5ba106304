package pregel.core.sort;

import java.util.Arrays;
import pregel.core.table.StringVector;

/**
 * The keys of some rows, so that they compare as the rows shall. For one thread; reused.
 *
 * <p>Each key has a prefix, a long that compares signed. Of a key that is one number all is in the
 * prefix, except that a missing value shares its prefix with the extreme of the numbers. Of any
 * other key the prefix is the beginning of its bytes, which compare unsigned.
 */
public final class Keys {
  private long[] prefixes = {};
  private boolean[] missing;
  private StringVector bytes;
  private int size;
  private boolean anyMissing;

  public int size() {
    return size;
  }

  /** The prefixes; of rows 0 to size - 1, until keys are encoded again. */
  public long[] prefixes() {
    return prefixes;
  }

  /** The whole keys; null if each is one number. */
  public StringVector bytes() {
    return bytes;
  }

  /** Whether a value is missing in the key of a row, or for a key of one number, it is. */
  public boolean isMissing(int row) {
    return anyMissing && missing[row];
  }

  public boolean anyMissing() {
    return anyMissing;
  }

  /**
   * Compares two keys whose prefixes are equal.
   *
   * @param nullsFirst whether missing values stand first
   */
  public int compareRest(int row, Keys other, int otherRow, boolean nullsFirst) {
    if (bytes != null) {
      return bytes.compare(row, other.bytes, otherRow);
    }
    boolean one = isMissing(row);
    boolean two = other.isMissing(otherRow);
    return one == two ? 0 : one == nullsFirst ? -1 : 1;
  }

  /** Whether two keys are the same. */
  public boolean equal(int row, Keys other, int otherRow) {
    return prefixes[row] == other.prefixes[otherRow]
        && compareRest(row, other, otherRow, false) == 0;
  }

  /** Appends copies of all keys of another. */
  public void append(Keys from) {
    int end = size + from.size;
    reserve(end, from.bytes != null);
    System.arraycopy(from.prefixes, 0, prefixes, size, from.size);
    if (from.bytes != null) {
      bytes.append(from.bytes, 0, from.size);
    }
    for (int i = 0; i < from.size && from.anyMissing; i++) {
      setMissing(size + i, from.missing[i]);
    }
    size = end;
  }

  /** Appends a copy of one key of another. */
  public void append(Keys from, int row) {
    reserve(size + 1, from.bytes != null);
    prefixes[size] = from.prefixes[row];
    if (from.bytes != null) {
      bytes.append(from.bytes.array(), from.bytes.start(row), from.bytes.end(row));
    }
    setMissing(size, from.isMissing(row));
    size++;
  }

  /** Empties it; its room stays. */
  public void clear() {
    clear(0, false);
  }

  /** Bytes of its arrays. */
  public long heldBytes() {
    return 8L * prefixes.length
        + (missing == null ? 0 : missing.length)
        + (bytes == null ? 0 : bytes.bytes());
  }

  void clear(int rows, boolean withBytes) {
    size = 0;
    if (bytes != null) {
      bytes.clear();
    }
    if (anyMissing) {
      Arrays.fill(missing, false);
      anyMissing = false;
    }
    reserve(rows, withBytes);
  }

  void setSize(int size) {
    this.size = size;
  }

  void setMissing(int row, boolean isMissing) {
    if (isMissing) {
      if (missing == null || missing.length < prefixes.length) {
        missing =
            missing == null
                ? new boolean[prefixes.length]
                : Arrays.copyOf(missing, prefixes.length);
      }
      missing[row] = true;
      anyMissing = true;
    }
  }

  private void reserve(int rows, boolean withBytes) {
    if (prefixes.length < rows) {
      prefixes = Arrays.copyOf(prefixes, Math.max(rows, prefixes.length + prefixes.length / 2 + 8));
      if (missing != null) {
        missing = Arrays.copyOf(missing, prefixes.length);
      }
    }
    if (withBytes && bytes == null) {
      bytes = new StringVector();
    }
  }
}
