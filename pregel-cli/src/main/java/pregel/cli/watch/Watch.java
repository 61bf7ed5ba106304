package pregel.cli.watch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import pregel.api.Vertex;
import pregel.api.VertexProgram;
import pregel.cli.watch.VertexRecord.State;

/**
 * Vertices whose values and messages are recorded in every superstep; serves one job.
 *
 * <p>It wraps the program: a job without a watch runs what it always runs, and one with a watch
 * computes the same results, somewhat slower. Not recorded is what is sent through neighbour lists.
 */
public final class Watch {
  private final Predicate<Vertex> chosen;
  private final boolean byId;
  private final Consumer<VertexRecord> sink;
  private final Queue<VertexRecord> seen = new ConcurrentLinkedQueue<>();
  private final Map<Long, VertexRecord> last = new TreeMap<>();
  private LongFunction<Object> naming = id -> id;

  private Watch(Predicate<Vertex> chosen, boolean byId, Consumer<VertexRecord> sink) {
    this.chosen = chosen;
    this.byId = byId;
    this.sink = sink;
  }

  /**
   * Watches vertices by id. Each is recorded in every superstep from its first on, whether it is
   * computed or not.
   *
   * @param sink hears the records of a superstep when it ends, in order of ids, on one thread
   */
  public static Watch of(List<Long> ids, Consumer<VertexRecord> sink) {
    long[] sorted = ids.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Watch(vertex -> Arrays.binarySearch(sorted, vertex.id()) >= 0, true, sink);
  }

  /**
   * Watches the vertices that a condition chooses. It is asked whenever a vertex is about to be
   * computed, by any thread, and may read the program's columns.
   *
   * @param sink hears the records of a superstep when it ends, in order of ids, on one thread
   */
  public static Watch where(Predicate<Vertex> chosen, Consumer<VertexRecord> sink) {
    return new Watch(chosen, false, sink);
  }

  /** Records the values of columns that hold vertex ids as what these are called. */
  public Watch naming(LongFunction<Object> names) {
    naming = names;
    return this;
  }

  /** A program that does the same and tells this watch what it sees. */
  public VertexProgram over(VertexProgram program) {
    return WatchedProgram.of(program, new Recorder(chosen, naming, seen::add));
  }

  /**
   * Passes on what was seen in a superstep; called between supersteps, and after a failed one.
   *
   * @param exists whether there is such a vertex in this superstep
   */
  public void endSuperstep(int superstep, LongPredicate exists) {
    Map<Long, VertexRecord> now = new TreeMap<>();
    for (VertexRecord record = seen.poll(); record != null; record = seen.poll()) {
      now.put(record.vertex(), record);
    }
    if (byId) {
      for (VertexRecord before : last.values()) {
        if (before.state() != State.REMOVED) {
          now.putIfAbsent(before.vertex(), idle(superstep, before, exists));
        }
      }
      last.putAll(now);
    }
    now.values().forEach(sink);
  }

  /**
   * Only a vertex itself changes its values, and whoever replaces it, but then it is computed: they
   * are what they were. Others may have removed it.
   */
  private static VertexRecord idle(int superstep, VertexRecord before, LongPredicate exists) {
    State state =
        !exists.test(before.vertex())
            ? State.REMOVED
            : before.state() == State.CLOSED ? State.CLOSED : State.IDLE;
    return new VertexRecord(
        superstep,
        null,
        before.vertex(),
        before.after(),
        before.after(),
        List.of(),
        List.of(),
        state);
  }
}
