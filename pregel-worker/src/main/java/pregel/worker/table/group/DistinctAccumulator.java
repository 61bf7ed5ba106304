package pregel.worker.table.group;

import java.util.Arrays;
import java.util.List;
import pregel.api.table.Field;
import pregel.core.table.Batch;
import pregel.core.table.LongVector;
import pregel.core.table.Vector;

/**
 * Counts different values. Its column is part of the key until the last merge, where equal values
 * of a group stand together: so there is nothing to remember before.
 */
final class DistinctAccumulator extends Accumulator {
  private long[] counts = {};

  @Override
  List<Field> stateFields() {
    return List.of();
  }

  @Override
  void reserve(int groups) {
    if (groups > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(groups, 2 * counts.length));
    }
  }

  @Override
  void add(Batch rows, int[] groups) {}

  @Override
  void merge(Batch partial, int first, int[] groups, boolean[] fresh) {
    for (int i = 0; i < partial.rows(); i++) {
      counts[groups[i]] += fresh[i] ? 1 : 0;
    }
  }

  @Override
  void writeState(int group, Batch to, int first) {}

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
