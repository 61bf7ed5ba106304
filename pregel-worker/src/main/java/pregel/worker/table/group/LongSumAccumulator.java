package pregel.worker.table.group;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.Aggregate;
import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.core.table.Batch;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.Vector;

/** Sums and means of longs, in 128 bits. */
final class LongSumAccumulator extends Accumulator {
  private static final int WORDS = 3;

  private final Aggregate aggregate;
  private final int place;

  /** For each group the low word, the high word, and how many values. */
  private long[] states = {};

  LongSumAccumulator(Aggregate aggregate, int place) {
    this.aggregate = aggregate;
    this.place = place;
  }

  @Override
  List<Field> stateFields() {
    return List.of(state(ColumnType.LONG), state(ColumnType.LONG), state(ColumnType.LONG));
  }

  @Override
  void reserve(int groups) {
    if (WORDS * groups > states.length) {
      states = Arrays.copyOf(states, Math.max(WORDS * groups, 2 * states.length));
    }
  }

  @Override
  void add(Batch rows, int[] groups) {
    LongVector column = (LongVector) rows.column(place);
    long[] values = column.values();
    boolean nulls = column.hasNulls();
    for (int i = 0; i < rows.rows(); i++) {
      if (!nulls || !column.isNull(i)) {
        add(groups[i], values[i], values[i] >> 63, 1);
      }
    }
  }

  @Override
  void merge(Batch partial, int first, int[] groups, boolean[] fresh) {
    long[] low = ((LongVector) partial.column(first)).values();
    long[] high = ((LongVector) partial.column(first + 1)).values();
    long[] count = ((LongVector) partial.column(first + 2)).values();
    for (int i = 0; i < partial.rows(); i++) {
      add(groups[i], low[i], high[i], count[i]);
    }
  }

  private void add(int group, long low, long high, long count) {
    int at = WORDS * group;
    long sum = states[at] + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    states[at] = sum;
    states[at + 1] += high + carry;
    states[at + 2] += count;
  }

  @Override
  void writeState(int group, Batch to, int first) {
    for (int word = 0; word < WORDS; word++) {
      ((LongVector) to.column(first + word)).append(states[WORDS * group + word]);
    }
  }

  @Override
  void finish(int group, Vector to) {
    long low = states[WORDS * group];
    long high = states[WORDS * group + 1];
    long count = states[WORDS * group + 2];
    if (count == 0) {
      to.appendNull();
    } else if (aggregate.kind() == Aggregate.Kind.MEAN) {
      double sum = high == low >> 63 ? low : whole(low, high).doubleValue();
      ((DoubleVector) to).append(sum / count);
    } else if (high != low >> 63) {
      throw new JobException(
          FailureKind.INPUT,
          "groupBy \""
              + aggregate.name()
              + "\": the sum of \""
              + aggregate.column()
              + "\" is beyond a long; cast it to double");
    } else {
      ((LongVector) to).append(low);
    }
  }

  private static BigInteger whole(long low, long high) {
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(low));
    return BigInteger.valueOf(high).shiftLeft(64).add(unsigned);
  }

  @Override
  void keepOnly(int group) {
    System.arraycopy(states, WORDS * group, states, 0, WORDS);
    Arrays.fill(states, WORDS, states.length, 0);
  }

  @Override
  void clear() {
    Arrays.fill(states, 0);
  }

  @Override
  long bytes() {
    return 8L * states.length;
  }
}
