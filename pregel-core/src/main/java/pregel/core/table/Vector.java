package pregel.core.table;

import java.util.Arrays;
import pregel.api.table.ColumnType;

/**
 * The values of one column for the rows of a batch, appended in order. A missing value has a bit in
 * {@code nulls} and some value in its place. For one thread.
 */
public abstract sealed class Vector permits LongVector, DoubleVector, BooleanVector, StringVector {
  private static final long[] NONE = {};

  private long[] nulls = NONE;
  private boolean anyNull;
  int size;

  /** An empty vector for values of a type. */
  public static Vector of(ColumnType type) {
    return switch (type) {
      case LONG, DATE_TIME -> new LongVector();
      case DOUBLE -> new DoubleVector();
      case BOOLEAN -> new BooleanVector();
      case STRING -> new StringVector();
    };
  }

  public final int size() {
    return size;
  }

  /** Whether any value is missing. */
  public final boolean hasNulls() {
    return anyNull;
  }

  public final boolean isNull(int row) {
    return anyNull && row >> 6 < nulls.length && (nulls[row >> 6] & 1L << row) != 0;
  }

  /** A word of the bitmap of missing values: bit {@code i} stands for row {@code 64 * word + i}. */
  public final long nullWord(int word) {
    return word < nulls.length ? nulls[word] : 0;
  }

  /** Empties it; its room stays. */
  public void clear() {
    if (anyNull) {
      Arrays.fill(nulls, 0);
      anyNull = false;
    }
    size = 0;
  }

  /** Appends a missing value. */
  public abstract void appendNull();

  /** Appends a run of another vector's values. */
  public abstract void append(Vector from, int first, int count);

  /** Appends chosen values of another vector; a missing one for a row of -1. */
  public abstract void gather(Vector from, int[] rows, int count);

  /** Appends chosen values of several vectors. */
  public abstract void gather(Vector[] from, int[] source, int[] rows, int count);

  /** Makes room for so many values in all. */
  public abstract void reserve(int rows);

  /** Bytes of its arrays. */
  public long bytes() {
    return 8L * nulls.length;
  }

  /** Says that the value of a row is missing. */
  public final void setNull(int row) {
    int word = row >> 6;
    if (word >= nulls.length) {
      nulls = Arrays.copyOf(nulls, Math.max(word + 1, 2 * nulls.length));
    }
    nulls[word] |= 1L << row;
    anyNull = true;
  }

  /** Says which values of a vector are missing, 64 at a time. */
  public final void setNullWord(int word, long bits) {
    if (bits != 0) {
      if (word >= nulls.length) {
        nulls = Arrays.copyOf(nulls, Math.max(word + 1, 2 * nulls.length));
      }
      nulls[word] |= bits;
      anyNull = true;
    }
  }

  /** Marks rows from {@link #size} on missing as those of another vector are. */
  final void copyNulls(Vector from, int first, int count) {
    if (!from.anyNull) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (from.isNull(first + i)) {
        setNull(size + i);
      }
    }
  }

  final void gatherNulls(Vector from, int[] rows, int count) {
    // Also for a vector without any: a row of -1 is missing.
    for (int i = 0; i < count; i++) {
      if (rows[i] < 0 || from.isNull(rows[i])) {
        setNull(size + i);
      }
    }
  }

  final void gatherNulls(Vector[] from, int[] source, int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      if (from[source[i]].isNull(rows[i])) {
        setNull(size + i);
      }
    }
  }

  static boolean anyNull(Vector[] vectors) {
    for (Vector vector : vectors) {
      if (vector.anyNull) {
        return true;
      }
    }
    return false;
  }

  /** How long an array should be that has to hold so many. */
  static int capacity(int present, int needed) {
    return (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, present + (long) (present >> 1)));
  }
}
