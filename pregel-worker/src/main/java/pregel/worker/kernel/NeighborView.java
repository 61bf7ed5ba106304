package pregel.worker.kernel;

import pregel.api.NeighborList;
import pregel.core.graph.OrientedRows;
import pregel.worker.engine.JobState;

/**
 * One thread's view of a vertex's neighbour list. The list's members are marked in an array with a
 * byte per vertex, so that a common neighbour is found by one load per element of the other list;
 * in degree order most of those loads hit the few bytes of the hubs.
 */
final class NeighborView extends NeighborList {
  private final JobState state;
  private final KernelVertex vertex;
  private OrientedRows rows;
  private byte[] marks;
  private final Common common = new Common();
  private int[] list = {};
  private byte[] arcs;
  private int from;
  private int end;

  NeighborView(JobState state, KernelVertex vertex) {
    this.state = state;
    this.vertex = vertex;
    this.rows = state.neighborRows;
    this.marks = new byte[rows.slots()];
  }

  NeighborView of(int slot) {
    for (int k = from; k < end; k++) {
      marks[list[k]] = 0;
    }
    if (rows != state.neighborRows) {
      rows = state.neighborRows;
      marks = marks.length == rows.slots() ? marks : new byte[rows.slots()];
    }
    int partition = rows.partitionOf(slot);
    list = rows.neighbors(partition);
    arcs = rows.arcs(partition);
    from = rows.start(partition, slot);
    end = rows.start(partition, slot + 1);
    for (int k = from; k < end; k++) {
      marks[list[k]] = arcs == null ? 2 : arcs[k];
    }
    return this;
  }

  int count(int slot) {
    return state.neighborRows.neighborCount(slot);
  }

  @Override
  public int size() {
    return end - from;
  }

  @Override
  public int order(int index) {
    return (int) state.order(list[from + index]);
  }

  @Override
  public int arcs(int index) {
    return arcs == null ? 2 : arcs[from + index];
  }

  @Override
  public CommonNeighbors commonWith(int index) {
    common.with(list[from + index]);
    return common;
  }

  @Override
  public void send(int index, long message) {
    vertex.sendToSlot(list[from + index], message);
  }

  /** Walks the other list and stops at marked members. */
  private final class Common extends CommonNeighbors {
    private int[] others = {};
    private byte[] otherArcs;
    private int at;
    private int stop;

    void with(int slot) {
      int partition = rows.partitionOf(slot);
      others = rows.neighbors(partition);
      otherArcs = rows.arcs(partition);
      at = rows.start(partition, slot) - 1;
      stop = rows.start(partition, slot + 1);
    }

    @Override
    public boolean next() {
      int[] walked = others;
      byte[] marked = marks;
      int k = at + 1;
      while (k < stop && marked[walked[k]] == 0) {
        k++;
      }
      at = k;
      return k < stop;
    }

    @Override
    public int order() {
      return (int) state.order(others[at]);
    }

    @Override
    public int arcs() {
      return marks[others[at]];
    }

    @Override
    public int otherArcs() {
      return otherArcs == null ? 2 : otherArcs[at];
    }

    @Override
    public void send(long message) {
      vertex.sendToSlot(others[at], message);
    }
  }
}
