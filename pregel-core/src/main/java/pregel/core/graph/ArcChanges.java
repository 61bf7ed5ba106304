package pregel.core.graph;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Directed edges to be added to rows and removed from them: the difference between a graph and the
 * next.
 */
public final class ArcChanges {
  private int[] rows = new int[16];
  private boolean[] added = new boolean[16];
  private final int values;
  private final EdgeList edges;

  /**
   * @param values values of an edge, the weight among them
   */
  public ArcChanges(int values) {
    this.values = values;
    this.edges = new EdgeList(values);
  }

  public int size() {
    return edges.size();
  }

  /** Notes that a vertex's row gains or loses an edge of a list. */
  public void add(int row, EdgeList from, int at, boolean isAdded) {
    edges.add(from, at);
    note(row, isAdded);
  }

  /** Notes all changes of another. */
  public void addAll(ArcChanges other) {
    int before = size();
    edges.addAll(other.edges, 0, other.size());
    reserve(size());
    System.arraycopy(other.rows, 0, rows, before, other.size());
    System.arraycopy(other.added, 0, added, before, other.size());
  }

  /** Compares an edge of one row with one of another by their canonical order. */
  @FunctionalInterface
  public interface EdgeOrder {
    int compare(EdgeList edges, int at, EdgeList others, int place);
  }

  /** Notes the difference between two rows of a vertex, both in canonical order. */
  public void addDifference(int row, EdgeList before, EdgeList after, EdgeOrder canonical) {
    int i = 0;
    int k = 0;
    while (i < before.size() || k < after.size()) {
      int order =
          i == before.size() ? 1 : k == after.size() ? -1 : canonical.compare(before, i, after, k);
      if (order == 0) {
        i++;
        k++;
      } else if (order < 0) {
        add(row, before, i++, false);
      } else {
        add(row, after, k++, true);
      }
    }
  }

  /** The vertex whose row changes. */
  public int row(int at) {
    return rows[at];
  }

  /** The other end of the edge. */
  public int other(int at) {
    return edges.target(at);
  }

  /** Whether the edge comes to be, rather than vanishes. */
  public boolean isAdded(int at) {
    return added[at];
  }

  /** The edges, in the order of the changes. */
  public EdgeList edges() {
    return edges;
  }

  /** Puts other slots in the place of both ends of every edge. */
  public void move(IntUnaryOperator newSlots) {
    for (int i = 0; i < size(); i++) {
      rows[i] = newSlots.applyAsInt(rows[i]);
      edges.setTarget(i, newSlots.applyAsInt(edges.target(i)));
    }
  }

  /** Notes that a vertex's row gains or loses an edge, as the row at its other end sees it. */
  public void addReversed(ArcChanges from, int at) {
    edges.add(from.edges, at);
    edges.setTarget(edges.size() - 1, from.rows[at]);
    note(from.edges.target(at), from.added[at]);
  }

  /** The same edges as the rows at their other ends see them. */
  public ArcChanges reversed() {
    ArcChanges turned = new ArcChanges(values);
    for (int i = 0; i < size(); i++) {
      turned.addReversed(this, i);
    }
    return turned;
  }

  /** All changes of this and another. */
  ArcChanges with(ArcChanges other) {
    ArcChanges all = new ArcChanges(values);
    all.addAll(this);
    all.addAll(other);
    return all;
  }

  private void note(int row, boolean isAdded) {
    int at = edges.size() - 1;
    reserve(edges.size());
    rows[at] = row;
    added[at] = isAdded;
  }

  private void reserve(int changes) {
    if (changes > rows.length) {
      rows = Arrays.copyOf(rows, changes + (changes >> 1) + 8);
      added = Arrays.copyOf(added, rows.length);
    }
  }

  /** Which changes are of rows of each partition. */
  int[][] byPartition(PartitionMap partitions) {
    int[] partitionOfGroup = partitions.partitionsOfGroups();
    int[] counts = new int[partitions.partitions()];
    for (int i = 0; i < size(); i++) {
      counts[partitionOfGroup[rows[i] >>> PartitionMap.GROUP_LOG]]++;
    }
    int[][] found = new int[counts.length][];
    for (int p = 0; p < counts.length; p++) {
      found[p] = new int[counts[p]];
      counts[p] = 0;
    }
    for (int i = 0; i < size(); i++) {
      int partition = partitionOfGroup[rows[i] >>> PartitionMap.GROUP_LOG];
      found[partition][counts[partition]++] = i;
    }
    return found;
  }

  /** Some of the changes by row; those of one row in canonical order. */
  int[] sorted(int[] some) {
    long[] keys = new long[some.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) rows[some[i]] << 32 | some[i];
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int from = 0; from < keys.length; ) {
      int end = from;
      int row = (int) (keys[from] >>> 32);
      while (end < keys.length && keys[end] >>> 32 == row) {
        keys[end] = (long) edges.target((int) keys[end]) << 32 | (int) keys[end] & 0xFFFFFFFFL;
        end++;
      }
      Arrays.sort(keys, from, end);
      for (int i = from; i < end; i++) {
        int change = (int) keys[i];
        int at = i;
        while (at > from && edges.compare(order[at - 1], edges, change) > 0) {
          order[at] = order[at - 1];
          at--;
        }
        order[at] = change;
      }
      from = end;
    }
    return order;
  }

  /**
   * Applies the changes of one row. An edge that is lost and differs at this end in its values, as
   * edge columns may, takes the nearest parallel one with it.
   *
   * @param order see {@link #sorted}
   * @param into becomes the new row
   */
  void merge(EdgeList row, int[] order, int from, int end, EdgeList into) {
    into.clear();
    int i = 0;
    for (int o = from; o < end; o++) {
      int change = order[o];
      while (i < row.size() && row.compare(i, edges, change) < 0) {
        into.add(row, i++);
      }
      int target = edges.target(change);
      if (added[change]) {
        into.add(edges, change);
      } else if (i < row.size() && row.target(i) == target) {
        i++;
      } else if (into.size() > 0 && into.target(into.size() - 1) == target) {
        into.remove(into.size() - 1, into.size());
      } else {
        throw new IllegalStateException(
            "row " + rows[change] + " loses an edge to slot " + target + " that it has not");
      }
    }
    into.addAll(row, i, row.size());
  }
}
