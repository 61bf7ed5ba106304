package pregel.worker.table.group;

import java.util.List;
import pregel.api.table.Aggregate;
import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.api.table.TableSchema;
import pregel.core.table.Batch;
import pregel.core.table.Vector;

/**
 * One aggregate's state for many groups. A state can be written as columns of a partial row, and
 * such rows merged in any order to the same bits. For one thread.
 */
abstract class Accumulator {
  /** An accumulator for an aggregate over rows of a schema. */
  static Accumulator of(Aggregate aggregate, TableSchema schema) {
    int place = aggregate.column() == null ? -1 : schema.place(aggregate.column(), "groupBy");
    ColumnType type = place < 0 ? null : schema.field(place).type();
    return switch (aggregate.kind()) {
      case COUNT -> new CountAccumulator(place);
      case COUNT_DISTINCT -> new DistinctAccumulator();
      case SUM, MEAN ->
          type == ColumnType.LONG
              ? new LongSumAccumulator(aggregate, place)
              : new DoubleSumAccumulator(aggregate, place);
      case VARIANCE -> new VarianceAccumulator(place, type);
      case MIN, MAX -> new ExtremeAccumulator(aggregate.kind() == Aggregate.Kind.MAX, place, type);
    };
  }

  /** The columns of the state, whose names do not matter. */
  abstract List<Field> stateFields();

  /** Makes room for so many groups; new ones have seen nothing. */
  abstract void reserve(int groups);

  /** Adds rows of the input to their groups. */
  abstract void add(Batch rows, int[] groups);

  /**
   * Merges partial rows into their groups.
   *
   * @param first the first of its columns
   * @param fresh whether a row has another value of the distinct column than the row before
   */
  abstract void merge(Batch partial, int first, int[] groups, boolean[] fresh);

  /** Appends a group's state to columns from {@code first} on. */
  abstract void writeState(int group, Batch to, int first);

  /** Appends a group's value. */
  abstract void finish(int group, Vector to);

  /** Gives a group the number 0 and forgets all others. */
  abstract void keepOnly(int group);

  /** Forgets all groups. */
  abstract void clear();

  /** Bytes of its arrays. */
  abstract long bytes();

  /** A column of a state. */
  static Field state(ColumnType type) {
    return new Field("state", type, true);
  }
}
