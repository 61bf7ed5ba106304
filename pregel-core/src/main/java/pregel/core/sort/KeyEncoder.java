package pregel.core.sort;

import java.util.List;
import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.api.table.SortKey;
import pregel.api.table.TableSchema;
import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Vector;

/**
 * Makes keys of rows, and columns of keys again. Shared by threads.
 *
 * <pre>
 *  the bytes of a key: for each column
 *    1  if it may be missing: 0 missing and first, 1 present, 2 missing and last
 *    8  long, date-time: big-endian, sign bit flipped
 *    8  double: its bits big-endian; if positive with the sign bit flipped, else all of them;
 *       0.0 for -0.0, one NaN for all
 *    1  boolean
 *       string: its bytes, each zero followed by 255, then 0 1;
 *       rising and last in the key, its bytes as they are
 *    of a falling column all but the first byte inverted
 * </pre>
 */
public final class KeyEncoder {
  private static final long SIGN = Long.MIN_VALUE;
  private static final byte MISSING_FIRST = 0;
  private static final byte PRESENT = 1;
  private static final byte MISSING_LAST = 2;
  private static final byte ESCAPED = (byte) 255;
  private static final byte END = 1;

  private final KeyPart[] parts;

  public KeyEncoder(List<KeyPart> parts) {
    this.parts = parts.toArray(KeyPart[]::new);
  }

  /** An encoder for the keys of a sort. */
  public static KeyEncoder of(TableSchema schema, List<SortKey> keys) {
    return new KeyEncoder(
        keys.stream()
            .map(
                key -> {
                  int place = schema.place(key.column(), "sort");
                  Field field = schema.field(place);
                  return new KeyPart(
                      place, field.type(), field.nullable(), key.descending(), key.nullsFirst());
                })
            .toList());
  }

  /** Whether keys are single numbers, so that prefixes are all there is. */
  public boolean isNumber() {
    return parts.length == 1
        && parts[0].type() != ColumnType.STRING
        && parts[0].type() != ColumnType.BOOLEAN;
  }

  /** Whether a missing value of a key that is a number stands before all numbers. */
  boolean nullsFirst() {
    return parts.length > 0 && parts[0].nullsFirst();
  }

  /** Makes the keys of all rows of a batch. */
  public void encode(Batch batch, Keys keys) {
    keys.clear(batch.rows(), !isNumber());
    if (isNumber()) {
      encodeNumbers(batch.column(parts[0].place()), batch.rows(), keys);
    } else {
      encodeBytes(batch, keys);
    }
    keys.setSize(batch.rows());
  }

  private void encodeNumbers(Vector column, int rows, Keys keys) {
    KeyPart part = parts[0];
    long[] prefixes = keys.prefixes();
    long flip = part.descending() ? -1 : 0;
    if (column instanceof LongVector longs) {
      long[] values = longs.values();
      for (int i = 0; i < rows; i++) {
        prefixes[i] = values[i] ^ flip;
      }
    } else {
      double[] values = ((DoubleVector) column).values();
      for (int i = 0; i < rows; i++) {
        prefixes[i] = sortable(values[i]) ^ flip;
      }
    }
    if (column.hasNulls()) {
      long extreme = part.nullsFirst() ? Long.MIN_VALUE : Long.MAX_VALUE;
      for (int i = 0; i < rows; i++) {
        if (column.isNull(i)) {
          prefixes[i] = extreme;
          keys.setMissing(i, true);
        }
      }
    }
  }

  private void encodeBytes(Batch batch, Keys keys) {
    StringVector bytes = keys.bytes();
    bytes.reserve(batch.rows());
    long[] prefixes = keys.prefixes();
    Vector[] columns = new Vector[parts.length];
    for (int i = 0; i < parts.length; i++) {
      columns[i] = batch.column(parts[i].place());
    }
    for (int row = 0; row < batch.rows(); row++) {
      bytes.begin(mostBytes(columns, row));
      byte[] to = bytes.array();
      int start = bytes.start(row);
      int at = start;
      for (int i = 0; i < parts.length; i++) {
        at = encode(parts[i], i == parts.length - 1, columns[i], row, to, at, keys);
      }
      bytes.endRow(at);
      prefixes[row] = prefix(to, start, at);
    }
  }

  private int mostBytes(Vector[] columns, int row) {
    int most = 0;
    for (Vector column : columns) {
      most += column instanceof StringVector strings ? 2 * strings.length(row) + 3 : 9;
    }
    return most;
  }

  private static int encode(
      KeyPart part, boolean last, Vector column, int row, byte[] to, int start, Keys keys) {
    int at = start;
    if (column.isNull(row)) {
      keys.setMissing(row, true);
      if (part.nullable()) {
        to[at++] = part.nullsFirst() ? MISSING_FIRST : MISSING_LAST;
      }
      return at;
    }
    if (part.nullable()) {
      to[at++] = PRESENT;
    }
    int from = at;
    if (column instanceof LongVector longs) {
      at = putLong(longs.values()[row] ^ SIGN, to, at);
    } else if (column instanceof DoubleVector doubles) {
      at = putLong(sortable(doubles.values()[row]) ^ SIGN, to, at);
    } else if (column instanceof BooleanVector booleans) {
      to[at++] = booleans.values()[row];
    } else {
      at = putString((StringVector) column, row, last && !part.descending(), to, at);
    }
    if (part.descending()) {
      for (int i = from; i < at; i++) {
        to[i] = (byte) ~to[i];
      }
    }
    return at;
  }

  private static int putString(StringVector strings, int row, boolean plain, byte[] to, int start) {
    byte[] from = strings.array();
    int first = strings.start(row);
    int end = strings.end(row);
    int at = start;
    if (plain) {
      System.arraycopy(from, first, to, at, end - first);
      return at + end - first;
    }
    for (int i = first; i < end; i++) {
      to[at++] = from[i];
      if (from[i] == 0) {
        to[at++] = ESCAPED;
      }
    }
    to[at++] = 0;
    to[at++] = END;
    return at;
  }

  private static int putLong(long value, byte[] to, int at) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      to[at++] = (byte) (value >>> shift);
    }
    return at;
  }

  private static long getLong(byte[] from, int at, int invert) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | ((from[at + i] ^ invert) & 0xff);
    }
    return value;
  }

  private static long prefix(byte[] bytes, int start, int end) {
    long prefix = 0;
    int count = Math.min(8, end - start);
    for (int i = 0; i < count; i++) {
      prefix |= (bytes[start + i] & 0xffL) << (56 - 8 * i);
    }
    return prefix ^ SIGN;
  }

  /** A double as a long that compares as it does. */
  private static long sortable(double value) {
    long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
    return bits ^ bits >> 63 & Long.MAX_VALUE;
  }

  private static double unsortable(long sortable) {
    return Double.longBitsToDouble(sortable ^ sortable >> 63 & Long.MAX_VALUE);
  }

  /**
   * Appends the values of a key that is a number to a column.
   *
   * @param prefix of the key
   */
  public void decode(long prefix, boolean missing, Vector to) {
    long plain = parts[0].descending() ? ~prefix : prefix;
    if (missing) {
      to.appendNull();
    } else if (to instanceof LongVector longs) {
      longs.append(plain);
    } else {
      ((DoubleVector) to).append(unsortable(plain));
    }
  }

  /**
   * Appends the values of a key to columns, one for each part.
   *
   * @param columns where the first column of the key goes, and the others after it
   */
  public void decode(byte[] key, int start, int end, Batch columns) {
    int at = start;
    for (int i = 0; i < parts.length; i++) {
      at = decode(parts[i], i == parts.length - 1, key, at, end, columns.column(i));
    }
  }

  private static int decode(KeyPart part, boolean last, byte[] key, int start, int end, Vector to) {
    int at = start;
    if (part.nullable() && key[at++] != PRESENT) {
      to.appendNull();
      return at;
    }
    int invert = part.descending() ? -1 : 0;
    if (to instanceof LongVector longs) {
      longs.append(getLong(key, at, invert) ^ SIGN);
      return at + 8;
    } else if (to instanceof DoubleVector doubles) {
      doubles.append(unsortable(getLong(key, at, invert) ^ SIGN));
      return at + 8;
    } else if (to instanceof BooleanVector booleans) {
      booleans.append((byte) (key[at] ^ invert));
      return at + 1;
    }
    StringVector strings = (StringVector) to;
    if (last && !part.descending()) {
      strings.append(key, at, end);
      return end;
    }
    strings.begin(end - at);
    byte[] into = strings.array();
    int write = strings.start(strings.size());
    while (true) {
      byte c = (byte) (key[at++] ^ invert);
      if (c == 0 && (byte) (key[at++] ^ invert) == END) {
        strings.endRow(write);
        return at;
      }
      into[write++] = c;
    }
  }
}
