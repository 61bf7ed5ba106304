package pregel.worker.table.group;

import java.util.Arrays;
import java.util.List;
import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.core.table.Batch;
import pregel.core.table.LongVector;
import pregel.core.table.Vector;

/** Counts rows, or values that are not missing. */
final class CountAccumulator extends Accumulator {
  private final int place;
  private long[] counts = {};

  /**
   * @param place of the column; -1 for rows
   */
  CountAccumulator(int place) {
    this.place = place;
  }

  @Override
  List<Field> stateFields() {
    return List.of(state(ColumnType.LONG));
  }

  @Override
  void reserve(int groups) {
    if (groups > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(groups, 2 * counts.length));
    }
  }

  @Override
  void add(Batch rows, int[] groups) {
    Vector column = place < 0 ? null : rows.column(place);
    if (column == null || !column.hasNulls()) {
      for (int i = 0; i < rows.rows(); i++) {
        counts[groups[i]]++;
      }
      return;
    }
    for (int i = 0; i < rows.rows(); i++) {
      counts[groups[i]] += column.isNull(i) ? 0 : 1;
    }
  }

  @Override
  void merge(Batch partial, int first, int[] groups, boolean[] fresh) {
    long[] more = ((LongVector) partial.column(first)).values();
    for (int i = 0; i < partial.rows(); i++) {
      counts[groups[i]] += more[i];
    }
  }

  @Override
  void writeState(int group, Batch to, int first) {
    ((LongVector) to.column(first)).append(counts[group]);
  }

  @Override
  void finish(int group, Vector to) {
    ((LongVector) to).append(counts[group]);
  }

  @Override
  void keepOnly(int group) {
    long kept = counts[group];
    clear();
    counts[0] = kept;
  }

  @Override
  void clear() {
    Arrays.fill(counts, 0);
  }

  @Override
  long bytes() {
    return 8L * counts.length;
  }
}
