package pregel.worker.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import pregel.api.Column;
import pregel.api.LongColumn;
import pregel.api.Schema;
import pregel.core.graph.VertexIds;

/** Gives groups of vertices the least of their ids, where a column says who belongs together. */
final class GroupIds {
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  private final JobState state;
  private final WorkerThreads threads;
  private final VertexIds ids;

  /** Vertices that are gone, as a bitmap; null if there are none. */
  private final long[] vacant;

  GroupIds(JobState state, WorkerThreads threads) {
    this.state = state;
    this.threads = threads;
    this.ids = state.ids;
    this.vacant = state.topology == null ? null : state.topology.graph().vacant();
  }

  /** Replaces the values of all columns that hold groups. */
  void name(Schema schema) {
    for (Column column : schema.columns()) {
      if (column instanceof LongColumn groups && groups.holdsGroups()) {
        name(groups);
      }
    }
  }

  private void name(LongColumn groups) {
    long[] values = arePlaces(groups) ? null : distinct(groups);
    long[] least = new long[values == null ? state.vertices : values.length];
    Arrays.fill(least, Long.MAX_VALUE);
    threads.run(
        thread -> {
          for (int slot = from(thread); slot < from(thread + 1); slot++) {
            if (exists(slot)) {
              lower(least, place(groups.at(slot), values), ids.id(slot));
            }
          }
        });
    threads.run(
        thread -> {
          for (int slot = from(thread); slot < from(thread + 1); slot++) {
            if (exists(slot)) {
              groups.put(slot, least[place(groups.at(slot), values)]);
            }
          }
        });
  }

  private int from(int thread) {
    return (int) ((long) state.vertices * thread / threads.count());
  }

  private boolean exists(int slot) {
    return vacant == null || !Bits.get(vacant, slot);
  }

  /** Whether all values can be places in an array as long as a column. */
  private boolean arePlaces(LongColumn groups) {
    for (int slot = 0; slot < state.vertices; slot++) {
      if (groups.at(slot) < 0 || groups.at(slot) >= state.vertices) {
        return false;
      }
    }
    return true;
  }

  private long[] distinct(LongColumn groups) {
    long[] values = new long[state.vertices];
    for (int slot = 0; slot < values.length; slot++) {
      values[slot] = groups.at(slot);
    }
    return distinct(values);
  }

  /** All values, each once, ascending; sorts the array given. */
  static long[] distinct(long[] values) {
    Arrays.parallelSort(values);
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        values[count++] = values[i];
      }
    }
    return Arrays.copyOf(values, count);
  }

  private static int place(long value, long[] values) {
    return values == null ? (int) value : Arrays.binarySearch(values, value);
  }

  /** Lowers a value that other threads may lower at the same time. */
  private static void lower(long[] values, int place, long value) {
    long now = (long) LONGS.getOpaque(values, place);
    while (value < now && !LONGS.compareAndSet(values, place, now, value)) {
      now = (long) LONGS.getOpaque(values, place);
    }
  }
}
