package pregel.worker.engine;

import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.EdgeList;

/**
 * The outgoing edges of the vertex that one thread computes, once the vertex changes them: a copy
 * in canonical order. The rows of the graph stay as they are until the superstep has ended.
 */
public final class RowEditor {
  private final Topology topology;
  private final LocalChanges log;
  private final EdgeList row;
  private int slot = -1;
  private int degreeBefore;
  private boolean isUnsorted;
  private int loggedAt;
  private Direction loggedDirection;
  private boolean isLogged;

  RowEditor(Topology topology, LocalChanges log) {
    this.topology = topology;
    this.log = log;
    this.row = new EdgeList(topology.graph().values());
  }

  /** Whether this vertex changed its edges. */
  public boolean isOpen(int vertex) {
    return slot == vertex;
  }

  /** The edges of the vertex as they are now. */
  public EdgeList row() {
    return row;
  }

  /** The list of edges that {@link #version} names places of. */
  public EdgeList log() {
    return log.edges;
  }

  /** Starts to change the edges of a vertex. */
  public void open(int vertex) {
    close();
    slot = vertex;
    row.clear();
    Adjacency.Rows rows = rows(Direction.OUT);
    row.addAll(rows, rows.start(vertex), rows.end(vertex));
    degreeBefore = row.size();
    isUnsorted = false;
    isLogged = false;
  }

  /** The vertex has been computed: its row is noted. */
  public void close() {
    if (slot >= 0) {
      int start = version(Direction.OUT);
      log.version(slot, LocalChanges.FINAL, start, log.edges.size());
      topology.graph().outDegrees().put(slot, degreeBefore);
      slot = -1;
    }
  }

  /** Edges gained since {@link #open}, as a broadcast in a direction counts them. */
  public int gained(Direction direction) {
    return direction == Direction.IN && !topology.graph().isUndirected()
        ? 0
        : row.size() - degreeBefore;
  }

  /** Notes the edges that a broadcast through a channel travels. */
  public void broadcast(int channel, Direction direction) {
    if (direction != Direction.IN || topology.graph().isUndirected()) {
      int start = version(direction);
      log.version(slot, channel, start, log.edges.size());
    }
  }

  /**
   * Copies the edges of the vertex in a direction, as they are now, to the end of {@link #log}.
   *
   * @return where they start there
   */
  public int version(Direction wanted) {
    Direction direction = topology.graph().isUndirected() ? Direction.OUT : wanted;
    if (isLogged && loggedDirection == direction) {
      return loggedAt;
    }
    sort();
    loggedAt = log.edges.size();
    loggedDirection = direction;
    isLogged = true;
    if (direction == Direction.OUT) {
      log.edges.addAll(row, 0, row.size());
      return loggedAt;
    }
    EdgeList in = new EdgeList(topology.graph().values());
    Adjacency.Rows rows = rows(Direction.IN);
    in.addAll(rows, rows.start(slot), rows.end(slot));
    if (direction == Direction.IN) {
      log.edges.addAll(in, 0, in.size());
      return loggedAt;
    }
    int i = 0;
    for (int k = 0; k < row.size(); k++) {
      while (i < in.size() && topology.compareEdges(in, i, row, k) < 0) {
        log.edges.add(in, i++);
      }
      log.edges.add(row, k);
    }
    log.edges.addAll(in, i, in.size());
    return loggedAt;
  }

  /** Whether there is an edge to a slot. */
  public boolean reaches(int target) {
    int at = firstTo(target);
    return at < row.size() && row.target(at) == target;
  }

  public void add(int target, double weight) {
    sort();
    int at = firstTo(target);
    while (at < row.size()
        && row.target(at) == target
        && Double.doubleToRawLongBits(weight) > row.bits(EdgeList.WEIGHT, at)) {
      at++;
    }
    row.insert(at, target, weight);
    isUnsorted = topology.graph().values() > 1; // its edge columns are 0
    changed();
  }

  /** Removes every edge to a slot. */
  public void removeAll(int target) {
    int start = firstTo(target);
    int end = start;
    while (end < row.size() && row.target(end) == target) {
      end++;
    }
    if (end > start) {
      row.remove(start, end);
      changed();
    }
  }

  public void remove(int at) {
    row.remove(at, at + 1);
    changed();
  }

  /** Changes a value of an edge, which stays in its place for the time being. */
  public void setBits(int value, int at, long bits) {
    row.setBits(value, at, bits);
    isUnsorted = true;
    changed();
  }

  /** Brings parallel edges into canonical order after their values changed. */
  public void sort() {
    if (isUnsorted) {
      topology.sortParallel(row);
      isUnsorted = false;
    }
  }

  private int firstTo(int target) {
    return topology.firstTo(row, target);
  }

  private void changed() {
    isLogged = false;
    topology.graph().outDegrees().put(slot, row.size());
  }

  private Adjacency.Rows rows(Direction direction) {
    return topology
        .graph()
        .adjacency(direction)
        .rows(topology.graph().partitions().partitionOf(slot));
  }
}
