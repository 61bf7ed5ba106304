package pregel.core.graph;

import java.util.Arrays;

/**
 * The ids that a program added to a graph, ascending. Their slots follow those of the graph, and
 * shift when smaller ids come.
 */
public final class AddedIds {
  private final long[] ids;
  private final int firstSlot;

  public AddedIds(long[] ids, int firstSlot) {
    this.ids = ids;
    this.firstSlot = firstSlot;
  }

  public int count() {
    return ids.length;
  }

  /** The slot of an id, or -1. */
  public int slot(long id) {
    int at = Arrays.binarySearch(ids, id);
    return at < 0 ? -1 : firstSlot + at;
  }

  public long id(int slot) {
    return ids[slot - firstSlot];
  }

  /**
   * With more ids.
   *
   * @param more ascending, none of them here yet
   */
  public AddedIds with(long[] more) {
    GraphLimits.checkVertices((long) firstSlot + ids.length + more.length);
    long[] all = new long[ids.length + more.length];
    int i = 0;
    int k = 0;
    for (int at = 0; at < all.length; at++) {
      all[at] = k == more.length || (i < ids.length && ids[i] < more[k]) ? ids[i++] : more[k++];
    }
    return new AddedIds(all, firstSlot);
  }
}
