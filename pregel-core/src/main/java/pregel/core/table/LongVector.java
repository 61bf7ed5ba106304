package pregel.core.table;

import java.util.Arrays;

/** Longs and date-times. */
public final class LongVector extends Vector {
  private long[] values = new long[0];

  /** The array of values; those of rows 0 to size - 1 count, until the next append. */
  public long[] values() {
    return values;
  }

  public long get(int row) {
    return values[row];
  }

  public void append(long value) {
    if (size == values.length) {
      reserve(Math.max(64, size + 1));
    }
    values[size++] = value;
  }

  @Override
  public void appendNull() {
    setNull(size);
    append(0);
  }

  /** Makes it {@code rows} long; whoever calls sets the values. */
  public long[] resize(int rows) {
    reserve(rows);
    size = rows;
    return values;
  }

  @Override
  public void append(Vector from, int first, int count) {
    reserve(size + count);
    System.arraycopy(((LongVector) from).values, first, values, size, count);
    copyNulls(from, first, count);
    size += count;
  }

  @Override
  public void gather(Vector from, int[] rows, int count) {
    reserve(size + count);
    long[] source = ((LongVector) from).values;
    long[] to = values;
    int at = size;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      to[at + i] = row < 0 ? 0 : source[row];
    }
    gatherNulls(from, rows, count);
    size += count;
  }

  @Override
  public void gather(Vector[] from, int[] source, int[] rows, int count) {
    reserve(size + count);
    long[] to = values;
    int at = size;
    for (int i = 0; i < count; i++) {
      to[at + i] = ((LongVector) from[source[i]]).values[rows[i]];
    }
    if (anyNull(from)) {
      gatherNulls(from, source, rows, count);
    }
    size += count;
  }

  @Override
  public void reserve(int rows) {
    if (rows > values.length) {
      values = Arrays.copyOf(values, capacity(values.length, rows));
    }
  }

  @Override
  public long bytes() {
    return super.bytes() + 8L * values.length;
  }
}
