package pregel.worker.table.group;

import java.util.Arrays;
import java.util.List;
import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Vector;

/** Least and greatest values of any type. */
final class ExtremeAccumulator extends Accumulator {
  private final boolean greatest;
  private final int place;
  private final ColumnType type;
  private boolean[] seen = {};

  /** Longs, date-times and booleans; doubles as their bits. */
  private long[] numbers = {};

  private byte[][] texts = {};
  private long textBytes;

  ExtremeAccumulator(boolean greatest, int place, ColumnType type) {
    this.greatest = greatest;
    this.place = place;
    this.type = type;
  }

  @Override
  List<Field> stateFields() {
    return List.of(state(type));
  }

  @Override
  void reserve(int groups) {
    if (groups > seen.length) {
      int more = Math.max(groups, 2 * seen.length);
      seen = Arrays.copyOf(seen, more);
      if (type == ColumnType.STRING) {
        texts = Arrays.copyOf(texts, more);
      } else {
        numbers = Arrays.copyOf(numbers, more);
      }
    }
  }

  @Override
  void add(Batch rows, int[] groups) {
    add(rows.column(place), rows.rows(), groups);
  }

  @Override
  void merge(Batch partial, int first, int[] groups, boolean[] fresh) {
    add(partial.column(first), partial.rows(), groups);
  }

  private void add(Vector column, int rows, int[] groups) {
    for (int i = 0; i < rows; i++) {
      if (column.isNull(i)) {
        continue;
      }
      if (column instanceof StringVector strings) {
        addText(groups[i], strings, i);
      } else {
        addNumber(groups[i], number(column, i));
      }
    }
  }

  private static long number(Vector column, int row) {
    if (column instanceof LongVector longs) {
      return longs.get(row);
    } else if (column instanceof BooleanVector booleans) {
      return booleans.get(row);
    }
    double value = ((DoubleVector) column).get(row);
    return Double.doubleToLongBits(value == 0 ? 0.0 : value);
  }

  private void addNumber(int group, long value) {
    if (!seen[group] || isBeyond(compare(value, numbers[group]))) {
      seen[group] = true;
      numbers[group] = value;
    }
  }

  private int compare(long one, long two) {
    return type == ColumnType.DOUBLE
        ? Double.compare(Double.longBitsToDouble(one), Double.longBitsToDouble(two))
        : Long.compare(one, two);
  }

  private boolean isBeyond(int comparison) {
    return greatest ? comparison > 0 : comparison < 0;
  }

  private void addText(int group, StringVector strings, int row) {
    if (seen[group]) {
      byte[] held = texts[group];
      int comparison =
          Arrays.compareUnsigned(
              strings.array(), strings.start(row), strings.end(row), held, 0, held.length);
      if (!isBeyond(comparison)) {
        return;
      }
      textBytes -= held.length;
    } else {
      textBytes += 24;
    }
    seen[group] = true;
    texts[group] = Arrays.copyOfRange(strings.array(), strings.start(row), strings.end(row));
    textBytes += texts[group].length;
  }

  @Override
  void writeState(int group, Batch to, int first) {
    finish(group, to.column(first));
  }

  @Override
  void finish(int group, Vector to) {
    if (!seen[group]) {
      to.appendNull();
    } else if (to instanceof StringVector strings) {
      strings.append(texts[group], 0, texts[group].length);
    } else if (to instanceof LongVector longs) {
      longs.append(numbers[group]);
    } else if (to instanceof BooleanVector booleans) {
      booleans.append((byte) numbers[group]);
    } else {
      ((DoubleVector) to).append(Double.longBitsToDouble(numbers[group]));
    }
  }

  @Override
  void keepOnly(int group) {
    boolean kept = seen[group];
    Arrays.fill(seen, false);
    seen[0] = kept;
    if (type == ColumnType.STRING) {
      byte[] text = texts[group];
      Arrays.fill(texts, null);
      texts[0] = text;
      textBytes = kept ? 24L + text.length : 0;
    } else {
      numbers[0] = numbers[group];
    }
  }

  @Override
  void clear() {
    Arrays.fill(seen, false);
    Arrays.fill(texts, null);
    textBytes = 0;
  }

  @Override
  long bytes() {
    return seen.length + 8L * numbers.length + 8L * texts.length + textBytes;
  }
}
