package pregel.core.graph;

import java.util.Arrays;

/** Rows that some vertices shall seem to have: vertices and parts of a list of edges. */
public final class LentRows {
  private final EdgeList list;
  private int[] slots = {};
  private int[] starts = {};
  private int[] ends = {};
  private int size;

  /**
   * @param edges holds the edges of all rows
   */
  public LentRows(EdgeList edges) {
    this.list = edges;
  }

  /** Adds a row; a vertex has one at most. */
  public void add(int slot, int start, int end) {
    if (size == slots.length) {
      int capacity = 2 * size + 16;
      slots = Arrays.copyOf(slots, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    slots[size] = slot;
    starts[size] = start;
    ends[size++] = end;
  }

  public int size() {
    return size;
  }

  /** Edges in all rows. */
  public long edges() {
    return list.size();
  }

  EdgeList list() {
    return list;
  }

  int slot(int at) {
    return slots[at];
  }

  int start(int at) {
    return starts[at];
  }

  int end(int at) {
    return ends[at];
  }
}
