package pregel.core.contract;

import java.util.Arrays;
import pregel.api.EdgeOrigin;

/**
 * Which edge of the input stands behind each edge of a contracted graph, found by the two groups
 * that it joins. Read by any thread.
 */
public final class Origins {
  private final long[] labels;
  private final Run[] runs;
  private final int[] firstGroups;
  private final boolean undirected;

  /**
   * @param labels the labels of all groups, ascending
   * @param runs the edges of consecutive runs of groups, all groups together
   */
  Origins(long[] labels, Run[] runs, boolean undirected) {
    this.labels = labels;
    this.runs = runs;
    this.undirected = undirected;
    this.firstGroups = new int[runs.length];
    for (int i = 0; i < runs.length; i++) {
      firstGroups[i] = runs[i].firstGroup;
    }
  }

  /**
   * The least edge between two groups, in either direction.
   *
   * @throws IllegalArgumentException if there is none
   */
  public EdgeOrigin between(long id, long otherId) {
    int group = Arrays.binarySearch(labels, id);
    int other = Arrays.binarySearch(labels, otherId);
    EdgeOrigin least = null;
    if (group >= 0 && other >= 0) {
      long forth = find(group, other);
      long back = undirected ? forth : find(other, group);
      least = forth < 0 ? null : at(forth);
      if (back >= 0 && back != forth && (least == null || at(back).compareTo(least) < 0)) {
        least = at(back);
      }
    }
    if (least == null) {
      throw new IllegalArgumentException("no edge joins the groups " + id + " and " + otherId);
    }
    return least;
  }

  private EdgeOrigin at(long place) {
    return new EdgeOrigin(
        source(place), target(place), runs[(int) (place >>> 32)].weights[(int) place]);
  }

  /** The place of the edge from one group to another, or a negative number. */
  long find(int sourceGroup, int targetGroup) {
    boolean swaps = undirected && sourceGroup < targetGroup;
    int row = swaps ? sourceGroup : targetGroup;
    int other = swaps ? targetGroup : sourceGroup;
    int found = Arrays.binarySearch(firstGroups, row);
    // Of several runs that start here all but the last are empty.
    int run = found < 0 ? -found - 2 : found;
    while (run + 1 < runs.length && firstGroups[run + 1] == row) {
      run++;
    }
    int index = runs[run].find(row, other);
    return index < 0 ? -1 : (long) run << 32 | index;
  }

  long source(long place) {
    return runs[(int) (place >>> 32)].sources[(int) place];
  }

  long target(long place) {
    return runs[(int) (place >>> 32)].targets[(int) place];
  }

  /** The edges at consecutive groups, in ascending order of the groups at their other ends. */
  static final class Run {
    private final int firstGroup;
    private final int[] starts;
    private int filled;
    private int[] others = new int[16];
    private long[] sources = new long[16];
    private long[] targets = new long[16];
    private double[] weights = new double[16];

    Run(int firstGroup, int endGroup) {
      this.firstGroup = firstGroup;
      this.starts = new int[endGroup - firstGroup + 1];
    }

    /** Appends the edges of the next group. */
    void append(ArcTable table) {
      int at = starts[filled];
      long[] sorted = table.sorted();
      reserve((long) at + table.size());
      for (int i = 0; i < table.size(); i++, at++) {
        int place = (int) sorted[i];
        others[at] = table.group(place);
        sources[at] = table.source(place);
        targets[at] = table.target(place);
        weights[at] = table.weight(place);
      }
      starts[++filled] = at;
    }

    private void reserve(long needed) {
      if (needed > others.length) {
        int room = (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8L, 2L * others.length));
        others = Arrays.copyOf(others, room);
        sources = Arrays.copyOf(sources, room);
        targets = Arrays.copyOf(targets, room);
        weights = Arrays.copyOf(weights, room);
      }
    }

    private int find(int group, int other) {
      int row = group - firstGroup;
      return Arrays.binarySearch(others, starts[row], starts[row + 1], other);
    }
  }
}
