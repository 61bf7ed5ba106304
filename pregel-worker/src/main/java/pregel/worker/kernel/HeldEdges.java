package pregel.worker.kernel;

import java.util.Objects;
import pregel.api.Direction;
import pregel.api.DoubleEdgeColumn;
import pregel.api.EdgeColumn;
import pregel.api.LongEdgeColumn;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.JobState;

/** A view of edges in the rows of the graph, which nobody changes while it is read. */
final class HeldEdges extends EdgeView {
  private static final int FIRST_AHEAD = 8;
  private static final int AHEAD = 64;

  private final JobState state;
  private final Direction direction;
  private final int[] columns;
  private Adjacency.Rows rows;
  private int[] targets;
  private int first;
  private int end;
  private int at;

  /** The ids at the other ends of some edges, from {@link #firstKnown} on. */
  private final long[] ids = new long[AHEAD];

  private int firstKnown;
  private int known;

  HeldEdges(JobState state, KernelVertex vertex, Direction direction) {
    super(vertex);
    this.state = state;
    this.direction = direction;
    this.columns = state.schema.edgeColumns().stream().mapToInt(state.graph::edgeColumn).toArray();
  }

  @Override
  EdgeView of(int slot) {
    Adjacency held = direction == Direction.OUT ? state.outRows : state.inRows;
    rows = held.rows(state.blocks.partition(state.blocks.of(slot)));
    targets = rows.targets();
    first = rows.start(slot);
    end = rows.end(slot);
    at = first - 1;
    known = 0;
    return this;
  }

  @Override
  public int size() {
    return end - first;
  }

  @Override
  public boolean next() {
    return ++at < end;
  }

  @Override
  public void moveTo(int index) {
    at = first + Objects.checkIndex(index, size());
  }

  @Override
  int other() {
    return targets[place()];
  }

  @Override
  public long otherId() {
    int place = place();
    int ahead = place - firstKnown;
    if (ahead < 0 || ahead >= known) {
      lookUp(place);
      ahead = 0;
    }
    long id = ids[ahead];
    vertex.name(targets[place], id);
    return id;
  }

  /**
   * Looks up the ids of some edges at once, so that the cache misses of one need not wait for
   * another: some at the start of a row, and more from time to time while a program walks along it,
   * but one where it picks.
   */
  private void lookUp(int place) {
    boolean isWalking = known > 0 && place == firstKnown + known;
    int count = isWalking ? Math.min(2 * known, AHEAD) : place == first ? FIRST_AHEAD : 1;
    known = Math.min(count, end - place);
    firstKnown = place;
    state.ids.ids(targets, place, known, ids);
  }

  @Override
  public double weight() {
    return Rows.weight(rows.weights(), place());
  }

  private int place() {
    if (at < first || at >= end) {
      throw atNoEdge();
    }
    return at;
  }

  @Override
  public void setWeight(double weight) {
    throw refused();
  }

  @Override
  public void remove() {
    throw refused();
  }

  @Override
  protected double value(DoubleEdgeColumn column) {
    return rows.edgeDoubles(number(column)).get(place());
  }

  @Override
  protected void setValue(DoubleEdgeColumn column, double value) {
    throw refused();
  }

  @Override
  protected long value(LongEdgeColumn column) {
    return rows.edgeLongs(number(column)).get(place());
  }

  @Override
  protected void setValue(LongEdgeColumn column, long value) {
    throw refused();
  }

  private int number(EdgeColumn column) {
    return columns[column.index()];
  }

  private IllegalStateException refused() {
    return direction == Direction.IN
        ? new IllegalStateException("an incoming edge is changed by the vertex it leaves")
        : new IllegalStateException(
            "the program changes edges without declaring it; call schema.changesTopology() in"
                + " open");
  }
}
