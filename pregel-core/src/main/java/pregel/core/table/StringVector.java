package pregel.core.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings in UTF-8, one after the other in one array; or any other byte strings. */
public final class StringVector extends Vector {
  private byte[] bytes = {};
  private int[] starts = new int[1];

  /** All strings' bytes; valid until the next append. */
  public byte[] array() {
    return bytes;
  }

  /** Where the string of each row starts, and where the last one ends; as {@link #array}. */
  public int[] starts() {
    return starts;
  }

  public int start(int row) {
    return starts[row];
  }

  public int end(int row) {
    return starts[row + 1];
  }

  public int length(int row) {
    return starts[row + 1] - starts[row];
  }

  /** A string; a copy. */
  public String get(int row) {
    return new String(bytes, starts[row], length(row), StandardCharsets.UTF_8);
  }

  public void append(byte[] from, int first, int end) {
    int length = end - first;
    int at = starts[size];
    reserveBytes(at + (long) length);
    System.arraycopy(from, first, bytes, at, length);
    endRow(at + length);
  }

  public void append(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    append(text, 0, text.length);
  }

  /**
   * Makes room for a string of up to so many bytes, to be written to {@link #array} from {@link
   * #start} of row {@link #size} on, and ended by {@link #endRow}.
   */
  public void begin(int mostBytes) {
    reserveBytes(starts[size] + (long) mostBytes);
  }

  /** Ends the string of the next row at a place in the array. */
  public void endRow(int end) {
    if (size + 1 >= starts.length) {
      starts = Arrays.copyOf(starts, capacity(starts.length, Math.max(64, size + 2)));
    }
    starts[++size] = end;
  }

  @Override
  public void appendNull() {
    setNull(size);
    endRow(starts[size]);
  }

  @Override
  public void append(Vector from, int first, int count) {
    StringVector source = (StringVector) from;
    reserve(size + count);
    int begin = source.starts[first];
    int at = starts[size];
    int length = source.starts[first + count] - begin;
    reserveBytes(at + (long) length);
    System.arraycopy(source.bytes, begin, bytes, at, length);
    copyNulls(from, first, count);
    for (int i = 1; i <= count; i++) {
      starts[size + i] = source.starts[first + i] - begin + at;
    }
    size += count;
  }

  @Override
  public void gather(Vector from, int[] rows, int count) {
    StringVector source = (StringVector) from;
    reserve(size + count);
    long length = 0;
    for (int i = 0; i < count; i++) {
      length += rows[i] < 0 ? 0 : source.length(rows[i]);
    }
    int at = starts[size];
    reserveBytes(at + length);
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0) {
        at = copy(source, rows[i], at);
      }
      starts[size + i + 1] = at;
    }
    gatherNulls(from, rows, count);
    size += count;
  }

  @Override
  public void gather(Vector[] from, int[] source, int[] rows, int count) {
    reserve(size + count);
    long length = 0;
    for (int i = 0; i < count; i++) {
      length += ((StringVector) from[source[i]]).length(rows[i]);
    }
    int at = starts[size];
    reserveBytes(at + length);
    for (int i = 0; i < count; i++) {
      at = copy((StringVector) from[source[i]], rows[i], at);
      starts[size + i + 1] = at;
    }
    if (anyNull(from)) {
      gatherNulls(from, source, rows, count);
    }
    size += count;
  }

  @Override
  public void reserve(int rows) {
    if (rows >= starts.length) {
      starts = Arrays.copyOf(starts, capacity(starts.length, rows + 1));
    }
  }

  /** Makes it {@code rows} strings long with so many bytes in all; whoever calls fills both in. */
  public void resize(int rows, int length) {
    reserve(rows);
    reserveBytes(length);
    size = rows;
  }

  @Override
  public long bytes() {
    return super.bytes() + 4L * starts.length + bytes.length;
  }

  /** Compares two strings, by unsigned bytes. */
  public int compare(int row, StringVector other, int otherRow) {
    return Arrays.compareUnsigned(
        bytes,
        starts[row],
        starts[row + 1],
        other.bytes,
        other.starts[otherRow],
        other.starts[otherRow + 1]);
  }

  public boolean equal(int row, StringVector other, int otherRow) {
    return Arrays.equals(
        bytes,
        starts[row],
        starts[row + 1],
        other.bytes,
        other.starts[otherRow],
        other.starts[otherRow + 1]);
  }

  private int copy(StringVector source, int row, int at) {
    int from = source.starts[row];
    int length = source.starts[row + 1] - from;
    System.arraycopy(source.bytes, from, bytes, at, length);
    return at + length;
  }

  private void reserveBytes(long needed) {
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new IllegalStateException("strings of " + needed + " bytes in one batch");
      }
      bytes = Arrays.copyOf(bytes, capacity(Math.max(32, bytes.length), (int) needed));
    }
  }
}
