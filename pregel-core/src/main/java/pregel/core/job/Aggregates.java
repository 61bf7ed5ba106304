package pregel.core.job;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import pregel.api.BooleanAggregator;
import pregel.api.DoubleAggregator;
import pregel.api.LongAggregator;
import pregel.api.MasterState;
import pregel.api.ObjectAggregator;
import pregel.api.Schema;

/**
 * The values of a program's aggregators between two supersteps: folded over all partitions in
 * canonical order, and carried from the master to the workers and into checkpoints.
 */
public final class Aggregates {
  private Aggregates() {}

  /**
   * Folds what all workers contributed and makes the results readable in a schema: the master's, or
   * in process everybody's.
   *
   * @param partitions partitions of the whole graph
   */
  public static void publish(Schema schema, int partitions, List<Contributions> all) {
    Contributions[] owner = new Contributions[partitions];
    int[] place = new int[partitions];
    for (Contributions one : all) {
      for (int i = 0; i < one.partitions().length; i++) {
        owner[one.partitions()[i]] = one;
        place[one.partitions()[i]] = i;
      }
    }
    for (DoubleAggregator aggregator : schema.doubleAggregators()) {
      double value = aggregator.isPersistent() ? aggregator.value() : aggregator.identity();
      for (int partition = 0; partition < partitions; partition++) {
        if (owner[partition] != null) {
          double part = owner[partition].doubles()[aggregator.index()][place[partition]];
          value = Contributions.fold(aggregator.fold(), value, part);
        }
      }
      aggregator.publish(value);
    }
    for (LongAggregator aggregator : schema.longAggregators()) {
      long value = aggregator.isPersistent() ? aggregator.value() : aggregator.identity();
      for (Contributions one : all) {
        value = Contributions.fold(aggregator.fold(), value, one.longs()[aggregator.index()]);
      }
      aggregator.publish(value);
    }
    for (BooleanAggregator aggregator : schema.booleanAggregators()) {
      boolean value = aggregator.isPersistent() ? aggregator.value() : aggregator.identity();
      for (Contributions one : all) {
        boolean part = one.booleans()[aggregator.index()];
        value = aggregator.identity() ? value & part : value | part;
      }
      aggregator.publish(value);
    }
    for (ObjectAggregator<?> aggregator : schema.objectAggregators()) {
      publishObject(aggregator, owner, place);
    }
  }

  private static <T> void publishObject(
      ObjectAggregator<T> aggregator, Contributions[] owner, int[] place) {
    T value = aggregator.isPersistent() ? aggregator.value() : aggregator.identity();
    for (int partition = 0; partition < owner.length; partition++) {
      if (owner[partition] != null) {
        @SuppressWarnings("unchecked") // the aggregator's own contributions
        T part = (T) owner[partition].objects()[aggregator.index()][place[partition]];
        if (part != null) {
          value = aggregator.fold().combine(value, part);
        }
      }
    }
    aggregator.publish(value);
  }

  /** Writes the values that are readable now, and what the master program keeps. */
  public static void write(Schema schema, DataOutput out) throws IOException {
    for (DoubleAggregator aggregator : schema.doubleAggregators()) {
      out.writeDouble(aggregator.value());
    }
    for (LongAggregator aggregator : schema.longAggregators()) {
      out.writeLong(aggregator.value());
    }
    for (BooleanAggregator aggregator : schema.booleanAggregators()) {
      out.writeBoolean(aggregator.value());
    }
    for (ObjectAggregator<?> aggregator : schema.objectAggregators()) {
      writeObject(aggregator, out);
    }
    for (MasterState<?> state : schema.masterStates()) {
      writeState(state, out);
    }
  }

  private static <T> void writeObject(ObjectAggregator<T> aggregator, DataOutput out)
      throws IOException {
    aggregator.codec().write(aggregator.value(), out);
  }

  private static <T> void writeState(MasterState<T> state, DataOutput out) throws IOException {
    out.writeBoolean(state.get() != null);
    if (state.get() != null) {
      state.codec().write(state.get(), out);
    }
  }

  /** Makes readable in a schema what {@link #write} wrote from another of the same program. */
  public static void read(Schema schema, DataInput in) throws IOException {
    for (DoubleAggregator aggregator : schema.doubleAggregators()) {
      aggregator.publish(in.readDouble());
    }
    for (LongAggregator aggregator : schema.longAggregators()) {
      aggregator.publish(in.readLong());
    }
    for (BooleanAggregator aggregator : schema.booleanAggregators()) {
      aggregator.publish(in.readBoolean());
    }
    for (ObjectAggregator<?> aggregator : schema.objectAggregators()) {
      readObject(aggregator, in);
    }
    for (MasterState<?> state : schema.masterStates()) {
      readState(state, in);
    }
  }

  private static <T> void readObject(ObjectAggregator<T> aggregator, DataInput in)
      throws IOException {
    aggregator.publish(aggregator.codec().read(in));
  }

  private static <T> void readState(MasterState<T> state, DataInput in) throws IOException {
    state.set(in.readBoolean() ? state.codec().read(in) : null);
  }
}
