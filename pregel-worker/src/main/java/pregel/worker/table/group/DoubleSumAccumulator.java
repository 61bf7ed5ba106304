package pregel.worker.table.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pregel.api.table.Aggregate;
import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.core.table.Batch;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.Vector;

/** Sums and means of doubles. */
final class DoubleSumAccumulator extends Accumulator {
  private final boolean mean;
  private final int place;
  private final ExactSums sums = new ExactSums(3, -96);
  private long[] counts = {};

  DoubleSumAccumulator(Aggregate aggregate, int place) {
    this.mean = aggregate.kind() == Aggregate.Kind.MEAN;
    this.place = place;
  }

  @Override
  List<Field> stateFields() {
    List<Field> fields = new ArrayList<>();
    fields.add(state(ColumnType.LONG));
    fields.addAll(sums.stateFields());
    return fields;
  }

  @Override
  void reserve(int groups) {
    sums.reserve(groups);
    if (groups > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(groups, 2 * counts.length));
    }
  }

  @Override
  void add(Batch rows, int[] groups) {
    DoubleVector column = (DoubleVector) rows.column(place);
    double[] values = column.values();
    boolean nulls = column.hasNulls();
    for (int i = 0; i < rows.rows(); i++) {
      if (!nulls || !column.isNull(i)) {
        sums.add(groups[i], values[i]);
        counts[groups[i]]++;
      }
    }
  }

  @Override
  void merge(Batch partial, int first, int[] groups, boolean[] fresh) {
    long[] more = ((LongVector) partial.column(first)).values();
    for (int i = 0; i < partial.rows(); i++) {
      counts[groups[i]] += more[i];
    }
    sums.merge(partial, first + 1, groups);
  }

  @Override
  void writeState(int group, Batch to, int first) {
    ((LongVector) to.column(first)).append(counts[group]);
    sums.writeState(group, to, first + 1);
  }

  @Override
  void finish(int group, Vector to) {
    if (counts[group] == 0) {
      to.appendNull();
    } else {
      double sum = sums.rounded(group);
      ((DoubleVector) to).append(mean ? sum / counts[group] : sum);
    }
  }

  @Override
  void keepOnly(int group) {
    sums.keepOnly(group);
    long kept = counts[group];
    Arrays.fill(counts, 0);
    counts[0] = kept;
  }

  @Override
  void clear() {
    sums.clear();
    Arrays.fill(counts, 0);
  }

  @Override
  long bytes() {
    return sums.bytes() + 8L * counts.length;
  }
}
