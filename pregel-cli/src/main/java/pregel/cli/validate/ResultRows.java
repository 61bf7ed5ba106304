package pregel.cli.validate;

import java.util.Arrays;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.NameTable;
import pregel.core.graph.VertexNames;
import pregel.loaders.read.ResultReader;

/** The rows of a result in columns: 17 bytes each. */
final class ResultRows implements ResultReader.Sink {
  private static final byte WHOLE = 0;
  private static final byte REAL = 1;
  private static final byte ABSENT = 2;
  private static final byte NAME = 3;
  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int MOST = Integer.MAX_VALUE - 64;
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 6;

  private long[] ids = new long[FIRST_CAPACITY];
  private long[] values = new long[FIRST_CAPACITY];
  private byte[] kinds = new byte[FIRST_CAPACITY];
  private int count;
  private VertexNames names;

  /** Reads a result and sorts it by id; rows with the same id keep their order. */
  static ResultRows read(String input) {
    ResultRows rows = new ResultRows();
    ResultReader.read(input, rows);
    rows.sort();
    return rows;
  }

  /** Reads a result whose ids are names; {@link #settle} must follow. */
  static ResultRows readNamed(String input, NameTable table) {
    ResultRows rows = new ResultRows();
    ResultReader.read(input, rows, table);
    return rows;
  }

  /** Replaces provisional numbers by those of the dictionary, and sorts. */
  void settle(NameTable table, VertexNames dictionary) {
    names = dictionary;
    for (int row = 0; row < count; row++) {
      ids[row] = table.numbers().place(ids[row]);
      values[row] = kinds[row] == NAME ? table.numbers().place(values[row]) : values[row];
    }
    sort();
  }

  @Override
  public void name(long id, long value) {
    add(id, value, NAME);
  }

  @Override
  public void whole(long id, long value) {
    add(id, value, WHOLE);
  }

  @Override
  public void real(long id, double value) {
    add(id, Double.doubleToLongBits(value), REAL);
  }

  @Override
  public void absent(long id) {
    add(id, 0, ABSENT);
  }

  int count() {
    return count;
  }

  long id(int row) {
    return ids[row];
  }

  /** An id for people. */
  String idText(long id) {
    return names == null ? Long.toString(id) : names.name(id);
  }

  boolean isNan(int row) {
    return kinds[row] == REAL && Double.isNaN(Double.longBitsToDouble(values[row]));
  }

  /** The value as a number; of an absent one infinity. */
  double number(int row) {
    return switch (kinds[row]) {
      case WHOLE -> values[row];
      case REAL -> Double.longBitsToDouble(values[row]);
      case ABSENT -> Double.POSITIVE_INFINITY;
      case NAME -> Double.NaN;
      default -> throw new IllegalStateException("a value of kind " + kinds[row]);
    };
  }

  /**
   * Whether a value equals one of another result. An absent one equals the two ways to write
   * unreachable as well as itself; NaN equals nothing.
   */
  boolean equal(int row, ResultRows other, int otherRow) {
    if (isNan(row)) {
      return false;
    }
    if (same(row, other, otherRow)) {
      return true;
    }
    return kinds[row] == ABSENT && other.isUnreachable(otherRow)
        || other.kinds[otherRow] == ABSENT && isUnreachable(row);
  }

  /** Whether a value is written as another one is, number for number. */
  boolean same(int row, ResultRows other, int otherRow) {
    return values[row] == other.values[otherRow] && kinds[row] == other.kinds[otherRow];
  }

  /** Spreads values; those that are the same have the same hash. */
  int hash(int row) {
    long mixed = (values[row] + kinds[row]) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  /** The value for people. */
  String text(int row) {
    return switch (kinds[row]) {
      case WHOLE -> Long.toString(values[row]);
      case REAL -> Double.toString(Double.longBitsToDouble(values[row]));
      case ABSENT -> "(none)";
      case NAME -> names.name(values[row]);
      default -> throw new IllegalStateException("a value of kind " + kinds[row]);
    };
  }

  /** Sorts by id: as it stands if it ascends, else digit by digit from the lowest. */
  void sort() {
    long differing = 0;
    boolean ascending = true;
    for (int row = 1; row < count; row++) {
      differing |= ids[row] ^ ids[0];
      ascending &= ids[row - 1] <= ids[row];
    }
    if (ascending) {
      return;
    }
    ResultRows sorted = new ResultRows();
    sorted.resize(count);
    int[] starts = new int[1 << DIGIT_BITS];
    for (int digit = 0; digit < DIGITS; digit++) {
      int shift = digit * DIGIT_BITS;
      if ((differing >>> shift & (1 << DIGIT_BITS) - 1) != 0) {
        distribute(shift, starts, sorted);
      }
    }
  }

  /** Sorts by one digit, by way of rows of the same capacity. */
  private void distribute(int shift, int[] starts, ResultRows spare) {
    int mask = starts.length - 1;
    Arrays.fill(starts, 0);
    for (int row = 0; row < count; row++) {
      starts[(int) (ids[row] >>> shift) & mask]++;
    }
    int sum = 0;
    for (int value = 0; value < starts.length; value++) {
      int size = starts[value];
      starts[value] = sum;
      sum += size;
    }
    for (int row = 0; row < count; row++) {
      int place = starts[(int) (ids[row] >>> shift) & mask]++;
      spare.ids[place] = ids[row];
      spare.values[place] = values[row];
      spare.kinds[place] = kinds[row];
    }
    long[] oldIds = ids;
    long[] oldValues = values;
    byte[] oldKinds = kinds;
    ids = spare.ids;
    values = spare.values;
    kinds = spare.kinds;
    spare.ids = oldIds;
    spare.values = oldValues;
    spare.kinds = oldKinds;
  }

  private boolean isUnreachable(int row) {
    return kinds[row] == WHOLE && values[row] == Long.MAX_VALUE
        || kinds[row] == REAL && Double.longBitsToDouble(values[row]) == Double.POSITIVE_INFINITY;
  }

  private void add(long id, long value, byte kind) {
    if (count == ids.length) {
      if (count == MOST) {
        throw new JobException(
            FailureKind.MEMORY, "validate: more than " + MOST + " rows; split the results by id");
      }
      resize((int) Math.min(MOST, 2L * count));
    }
    ids[count] = id;
    values[count] = value;
    kinds[count] = kind;
    count++;
  }

  private void resize(int capacity) {
    ids = Arrays.copyOf(ids, capacity);
    values = Arrays.copyOf(values, capacity);
    kinds = Arrays.copyOf(kinds, capacity);
  }
}
