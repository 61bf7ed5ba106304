package pregel.worker.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import pregel.api.Column;
import pregel.api.LongColumn;
import pregel.api.Schema;

/**
 * Gives groups of vertices the least of their ids, where several workers have members of a group:
 * each sends what it has of a group to the worker that its value names, and gets back the least.
 *
 * <pre>
 *  MEMBERS  8 the column, 8 per group: its value, then 8 per group: the least id known
 *  LEAST    8 the column, 8 per group: the least id, in the order in which they were asked for
 * </pre>
 *
 * <p>After the last superstep, in two rounds of {@link SharedWorker}.
 */
final class SharedGroups {
  /** Groups in a frame. */
  private static final int BATCH = 8192;

  private final JobState state;
  private final List<Naming> namings = new ArrayList<>();

  /** The groups of one column. */
  private static final class Naming {
    final LongColumn column;

    /** The values of groups with own members, ascending, and the least id of each. */
    long[] values;

    long[] least;

    /** Groups that each worker sent, one after another, and the least ids it knows. */
    final long[][] asked;

    final long[][] known;
    final int[] counts;

    /** How many of the answers of each worker were taken, and the groups it was asked for. */
    final int[][] sent;

    final int[] taken;

    Naming(LongColumn column, int workers) {
      this.column = column;
      this.asked = new long[workers][0];
      this.known = new long[workers][0];
      this.counts = new int[workers];
      this.sent = new int[workers][];
      this.taken = new int[workers];
    }
  }

  SharedGroups(JobState state, Schema schema) {
    this.state = state;
    for (Column column : schema.columns()) {
      if (column instanceof LongColumn groups && groups.holdsGroups()) {
        namings.add(new Naming(groups, workers()));
      }
    }
  }

  /** Whether there is anything to name. */
  boolean isAny() {
    return !namings.isEmpty();
  }

  private int workers() {
    return state.share.ownership().workers();
  }

  /** The worker that finds out the least id of a group. */
  private int home(long value) {
    return (int) Long.remainderUnsigned(value, workers());
  }

  /** Sends every worker what it finds out the least of; keeps its own part. */
  void sendMembers(Outlet outlet) {
    for (int number = 0; number < namings.size(); number++) {
      Naming naming = namings.get(number);
      collect(naming);
      for (int peer = 0; peer < workers(); peer++) {
        int home = peer;
        int[] groups =
            IntStream.range(0, naming.values.length)
                .filter(group -> home(naming.values[group]) == home)
                .toArray();
        naming.sent[peer] = groups;
        for (int from = 0; peer != state.share.worker() && from < groups.length; from += BATCH) {
          int count = Math.min(BATCH, groups.length - from);
          Outlet.Parcel parcel = outlet.open(peer, Long.BYTES * (1 + 2 * count));
          ByteBuffer body = parcel.body();
          body.putLong(number);
          for (int i = from; i < from + count; i++) {
            body.putLong(naming.values[groups[i]]);
          }
          for (int i = from; i < from + count; i++) {
            body.putLong(naming.least[groups[i]]);
          }
          outlet.send(parcel, Outlet.MEMBERS, 0, count);
        }
      }
    }
  }

  /** The groups of the own vertices. */
  private void collect(Naming naming) {
    long[] owned = state.share.slots().owned();
    long[] values = new long[state.vertices];
    int count = 0;
    for (int slot = 0; slot < state.vertices; slot++) {
      if (Bits.get(owned, slot)) {
        values[count++] = naming.column.at(slot);
      }
    }
    naming.values = GroupIds.distinct(Arrays.copyOf(values, count));
    naming.least = new long[naming.values.length];
    Arrays.fill(naming.least, Long.MAX_VALUE);
    for (int slot = 0; slot < state.vertices; slot++) {
      if (Bits.get(owned, slot)) {
        int group = Arrays.binarySearch(naming.values, naming.column.at(slot));
        naming.least[group] = Math.min(naming.least[group], state.ids.id(slot));
      }
    }
  }

  /** Takes what a worker knows of groups; one frame of a worker at a time. */
  void receiveMembers(int peer, ByteBuffer body) {
    Naming naming = namings.get((int) body.getLong());
    int count = body.remaining() / (2 * Long.BYTES);
    int before = naming.counts[peer];
    if (naming.asked[peer].length < before + count) {
      int room = Math.max(2 * before, before + count);
      naming.asked[peer] = Arrays.copyOf(naming.asked[peer], room);
      naming.known[peer] = Arrays.copyOf(naming.known[peer], room);
    }
    for (int i = 0; i < count; i++) {
      naming.asked[peer][before + i] = body.getLong();
    }
    for (int i = 0; i < count; i++) {
      naming.known[peer][before + i] = body.getLong();
    }
    naming.counts[peer] = before + count;
  }

  /** Finds out the least ids, and sends them to who asked. */
  void sendLeast(Outlet outlet) {
    for (int number = 0; number < namings.size(); number++) {
      Naming naming = namings.get(number);
      long[][] all = merge(naming);
      for (int peer = 0; peer < workers(); peer++) {
        for (int from = 0; from < naming.counts[peer]; from += BATCH) {
          int count = Math.min(BATCH, naming.counts[peer] - from);
          Outlet.Parcel parcel = outlet.open(peer, Long.BYTES * (1 + count));
          ByteBuffer body = parcel.body();
          body.putLong(number);
          for (int i = from; i < from + count; i++) {
            body.putLong(all[1][Arrays.binarySearch(all[0], naming.asked[peer][i])]);
          }
          outlet.send(parcel, Outlet.LEAST, 0, count);
        }
      }
      for (int group : naming.sent[state.share.worker()]) {
        naming.least[group] = all[1][Arrays.binarySearch(all[0], naming.values[group])];
      }
    }
  }

  /** All groups that this worker finds out, ascending, and the least id of each. */
  private long[][] merge(Naming naming) {
    int self = state.share.worker();
    int room = naming.sent[self].length + Arrays.stream(naming.counts).sum();
    long[] values = new long[room];
    int count = 0;
    for (int group : naming.sent[self]) {
      values[count++] = naming.values[group];
    }
    for (int peer = 0; peer < workers(); peer++) {
      System.arraycopy(naming.asked[peer], 0, values, count, naming.counts[peer]);
      count += naming.counts[peer];
    }
    values = GroupIds.distinct(values);
    long[] least = new long[values.length];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int group : naming.sent[self]) {
      int at = Arrays.binarySearch(values, naming.values[group]);
      least[at] = Math.min(least[at], naming.least[group]);
    }
    for (int peer = 0; peer < workers(); peer++) {
      for (int i = 0; i < naming.counts[peer]; i++) {
        int at = Arrays.binarySearch(values, naming.asked[peer][i]);
        least[at] = Math.min(least[at], naming.known[peer][i]);
      }
    }
    return new long[][] {values, least};
  }

  /** Takes answers, in the order of the questions; one frame of a worker at a time. */
  void receiveLeast(int peer, ByteBuffer body) {
    Naming naming = namings.get((int) body.getLong());
    while (body.hasRemaining()) {
      naming.least[naming.sent[peer][naming.taken[peer]++]] = body.getLong();
    }
  }

  /** Gives the own vertices the ids of their groups. */
  void settle() {
    long[] owned = state.share.slots().owned();
    for (Naming naming : namings) {
      for (int slot = 0; slot < state.vertices; slot++) {
        if (Bits.get(owned, slot)) {
          int group = Arrays.binarySearch(naming.values, naming.column.at(slot));
          naming.column.put(slot, naming.least[group]);
        }
      }
    }
  }
}
