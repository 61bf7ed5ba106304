package pregel.worker.table.group;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.core.table.Batch;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.Vector;

/**
 * Sample variances, of the exact sums of values and of their squares: a square is two doubles, its
 * rounded value and what rounding took away.
 */
final class VarianceAccumulator extends Accumulator {
  /** Squares within these need no more than two doubles to be exact. */
  private static final double LEAST_SQUARED = 0x1p-450;

  private static final double MOST_SQUARED = 0x1p500;

  private final int place;
  private final boolean longs;
  private final ExactSums sums = new ExactSums(3, -96);
  private final ExactSums squares = new ExactSums(6, -192);
  private long[] counts = {};

  VarianceAccumulator(int place, ColumnType type) {
    this.place = place;
    this.longs = type == ColumnType.LONG;
  }

  @Override
  List<Field> stateFields() {
    List<Field> fields = new ArrayList<>();
    fields.add(state(ColumnType.LONG));
    fields.addAll(sums.stateFields());
    fields.addAll(squares.stateFields());
    return fields;
  }

  @Override
  void reserve(int groups) {
    sums.reserve(groups);
    squares.reserve(groups);
    if (groups > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(groups, 2 * counts.length));
    }
  }

  @Override
  void add(Batch rows, int[] groups) {
    Vector column = rows.column(place);
    for (int i = 0; i < rows.rows(); i++) {
      if (column.isNull(i)) {
        continue;
      }
      counts[groups[i]]++;
      if (longs) {
        addLong(groups[i], ((LongVector) column).get(i));
      } else {
        addDouble(groups[i], ((DoubleVector) column).get(i));
      }
    }
  }

  /** A long is the sum of two doubles, of its high and its low half. */
  private void addLong(int group, long value) {
    double high = (double) (value & 0xffffffff00000000L);
    double low = value & 0xffffffffL;
    sums.add(group, high);
    sums.add(group, low);
    addProduct(group, high, high);
    addProduct(group, 2 * high, low);
    addProduct(group, low, low);
  }

  private void addDouble(int group, double value) {
    sums.add(group, value);
    double magnitude = Math.abs(value);
    if (magnitude == 0 || !(magnitude < Double.POSITIVE_INFINITY)) {
      return;
    }
    if (magnitude >= LEAST_SQUARED && magnitude <= MOST_SQUARED) {
      addProduct(group, value, value);
    } else {
      squares.addSquare(group, magnitude);
    }
  }

  private void addProduct(int group, double one, double two) {
    double product = one * two;
    squares.add(group, product);
    squares.add(group, Math.fma(one, two, -product));
  }

  @Override
  void merge(Batch partial, int first, int[] groups, boolean[] fresh) {
    long[] more = ((LongVector) partial.column(first)).values();
    for (int i = 0; i < partial.rows(); i++) {
      counts[groups[i]] += more[i];
    }
    sums.merge(partial, first + 1, groups);
    squares.merge(partial, first + 1 + sums.stateColumns(), groups);
  }

  @Override
  void writeState(int group, Batch to, int first) {
    ((LongVector) to.column(first)).append(counts[group]);
    sums.writeState(group, to, first + 1);
    squares.writeState(group, to, first + 1 + sums.stateColumns());
  }

  @Override
  void finish(int group, Vector to) {
    long count = counts[group];
    if (count < 2) {
      to.appendNull();
    } else if (sums.isSpecial(group)) {
      ((DoubleVector) to).append(Double.NaN);
    } else {
      BigDecimal sum = sums.exact(group);
      BigDecimal numerator =
          squares.exact(group).multiply(BigDecimal.valueOf(count)).subtract(sum.multiply(sum));
      double denominator = (double) count * (double) (count - 1);
      ((DoubleVector) to).append(numerator.doubleValue() / denominator);
    }
  }

  @Override
  void keepOnly(int group) {
    sums.keepOnly(group);
    squares.keepOnly(group);
    long kept = counts[group];
    Arrays.fill(counts, 0);
    counts[0] = kept;
  }

  @Override
  void clear() {
    sums.clear();
    squares.clear();
    Arrays.fill(counts, 0);
  }

  @Override
  long bytes() {
    return sums.bytes() + squares.bytes() + 8L * counts.length;
  }
}
