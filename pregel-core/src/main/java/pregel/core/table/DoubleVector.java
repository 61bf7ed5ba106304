package pregel.core.table;

import java.util.Arrays;

/** Doubles. */
public final class DoubleVector extends Vector {
  private double[] values = new double[0];

  /** The array of values; those of rows 0 to size - 1 count, until the next append. */
  public double[] values() {
    return values;
  }

  public double get(int row) {
    return values[row];
  }

  public void append(double value) {
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
  public double[] resize(int rows) {
    reserve(rows);
    size = rows;
    return values;
  }

  @Override
  public void append(Vector from, int first, int count) {
    reserve(size + count);
    System.arraycopy(((DoubleVector) from).values, first, values, size, count);
    copyNulls(from, first, count);
    size += count;
  }

  @Override
  public void gather(Vector from, int[] rows, int count) {
    reserve(size + count);
    double[] source = ((DoubleVector) from).values;
    double[] to = values;
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
    double[] to = values;
    int at = size;
    for (int i = 0; i < count; i++) {
      to[at + i] = ((DoubleVector) from[source[i]]).values[rows[i]];
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
