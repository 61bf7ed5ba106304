package pregel.api.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.ObjectColumn;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceJob;
import pregel.api.reference.ReferenceRunner;
import pregel.api.reference.Sent;

/**
 * A program on a small graph, superstep by superstep: after each, its values, what it sent and who
 * is still active can be asked for. Runs on the reference runner, in the calling thread.
 *
 * <pre>{@code
 * TestJob job = TestJob.of(new MyProgram(), ReferenceGraph.directed().edge(1, 2).build());
 * job.step();
 * assertEquals(1, job.longValue("hops", 2));
 * }</pre>
 */
public final class TestJob {
  private final ReferenceJob job;

  private TestJob(ReferenceJob job) {
    this.job = job;
  }

  /**
   * Opens a program; no superstep runs yet.
   *
   * @param program a fresh instance
   */
  public static TestJob of(VertexProgram program, ReferenceGraph graph) {
    return of(program, graph, ReferenceRunner.Options.DEFAULT);
  }

  /** Opens a program with a seed, an order or a limit of supersteps. */
  public static TestJob of(
      VertexProgram program, ReferenceGraph graph, ReferenceRunner.Options options) {
    return new TestJob(new ReferenceJob(program, graph, options));
  }

  /**
   * Runs the next superstep.
   *
   * @return whether it ran; false if the job had ended
   * @throws pregel.api.JobException of kind USER_PROGRAM if the program throws
   */
  public boolean step() {
    return job.step();
  }

  /** Runs supersteps until the job ends. */
  public TestJob runToEnd() {
    while (job.step()) {
      // step is all there is to do
    }
    return this;
  }

  /** How many supersteps ran. */
  public int supersteps() {
    return job.supersteps().size();
  }

  /** Whether no further superstep will run. */
  public boolean hasEnded() {
    return job.hasEnded();
  }

  /** What was sent in the last superstep, in canonical order of the senders. */
  public List<Sent> sent() {
    return job.sent();
  }

  /** What one vertex sent in the last superstep. */
  public List<Sent> sentBy(long id) {
    return sent().stream().filter(message -> message.source() == id).toList();
  }

  /** The messages, by value, that one vertex will receive in the next superstep. */
  public List<Object> sentTo(long id) {
    return sent().stream().filter(message -> message.target() == id).map(Sent::message).toList();
  }

  /** The ids of the vertices that did not vote to halt. */
  public Set<Long> active() {
    return job.active();
  }

  /** Whether a vertex waits for a message before it is computed again. */
  public boolean isHalted(long id) {
    requireVertex(id);
    return !job.active().contains(id);
  }

  public double doubleValue(String column, long id) {
    return column(DoubleColumn.class, column).at(slot(id));
  }

  public long longValue(String column, long id) {
    return column(LongColumn.class, column).at(slot(id));
  }

  public int intValue(String column, long id) {
    return column(IntColumn.class, column).at(slot(id));
  }

  public boolean booleanValue(String column, long id) {
    return column(BooleanColumn.class, column).at(slot(id));
  }

  /** The value of an object column. */
  public Object objectValue(String column, long id) {
    return column(ObjectColumn.class, column).at(slot(id));
  }

  /** The ids of the vertices that exist, ascending. */
  public List<Long> vertices() {
    return List.copyOf(job.vertices());
  }

  private int slot(long id) {
    requireVertex(id);
    return job.slot(id);
  }

  private void requireVertex(long id) {
    if (!job.vertices().contains(id)) {
      throw new IllegalArgumentException("there is no vertex " + id + " but " + vertices());
    }
  }

  private <C extends Column> C column(Class<C> type, String name) {
    List<String> names = new ArrayList<>();
    for (Column column : job.columns()) {
      names.add(column.name());
      if (column.name().equals(name)) {
        if (!type.isInstance(column)) {
          throw new IllegalArgumentException(
              "column \"" + name + "\" is a " + column.getClass().getSimpleName());
        }
        return type.cast(column);
      }
    }
    throw new IllegalArgumentException(
        "there is no column \""
            + name
            + "\" but "
            + names.stream().collect(Collectors.joining("\", \"", "\"", "\"")));
  }
}
