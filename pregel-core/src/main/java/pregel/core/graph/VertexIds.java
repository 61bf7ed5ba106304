package pregel.core.graph;

import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * External ids and canonical positions, both ways. The rank of a vertex is its place among all ids
 * in ascending order; its slot is its place in canonical order.
 */
public final class VertexIds {
  private final int count;
  private final LongBuffer sorted;
  private final long firstId;
  private final IntBuffer slotOfRank;
  private final IntBuffer rankOfSlot;
  private final VertexNames names;

  /**
   * @param count vertices
   * @param sorted all ids, ascending; null when they are {@code firstId}, {@code firstId} + 1, ...
   * @param firstId the least id, if {@code sorted} is null
   * @param slotOfRank slot by rank; null when the two are equal
   * @param rankOfSlot rank by slot; null when the two are equal
   * @param names what the ids stand for, if the input names vertices by strings; else null
   */
  public VertexIds(
      int count,
      LongBuffer sorted,
      long firstId,
      IntBuffer slotOfRank,
      IntBuffer rankOfSlot,
      VertexNames names) {
    this.count = count;
    this.sorted = sorted;
    this.firstId = firstId;
    this.slotOfRank = slotOfRank;
    this.rankOfSlot = rankOfSlot;
    this.names = names;
  }

  /** Ids that are what the input says. */
  public VertexIds(
      int count, LongBuffer sorted, long firstId, IntBuffer slotOfRank, IntBuffer rankOfSlot) {
    this(count, sorted, firstId, slotOfRank, rankOfSlot, null);
  }

  /** The same ids with names. */
  public VertexIds withNames(VertexNames others) {
    return new VertexIds(count, sorted, firstId, slotOfRank, rankOfSlot, others);
  }

  /** The names that the input has for ids, or null if it has numbers. */
  public VertexNames names() {
    return names;
  }

  /** An id for people: its name if it has one, else the number. */
  public String text(long id) {
    return names != null && names.has(id) ? names.name(id) : Long.toString(id);
  }

  public int count() {
    return count;
  }

  /** The external id of the vertex at a slot. */
  public long id(int slot) {
    return idOfRank(rankOfSlot == null ? slot : rankOfSlot.get(slot));
  }

  /** Puts the external ids of the vertices at {@code slots[from]} and after it into an array. */
  public void ids(int[] slots, int from, int count, long[] ids) {
    IntBuffer ranks = rankOfSlot;
    if (ranks == null || sorted != null) {
      for (int i = 0; i < count; i++) {
        ids[i] = id(slots[from + i]);
      }
      return;
    }
    long first = firstId;
    for (int i = 0; i < count; i++) {
      ids[i] = first + ranks.get(slots[from + i]);
    }
  }

  /** The external id of a rank. */
  public long idOfRank(int rank) {
    return sorted == null ? firstId + rank : sorted.get(rank);
  }

  /** The slot of a rank; iterating ranks visits vertices in ascending order of their ids. */
  public int slotOfRank(int rank) {
    return slotOfRank == null ? rank : slotOfRank.get(rank);
  }

  /** The slot of an external id, or -1 if the graph has no such vertex. */
  public int slot(long id) {
    int rank = rank(id);
    return rank < 0 ? -1 : slotOfRank(rank);
  }

  /** All ids ascending, or null when they are consecutive from {@link #firstId}. */
  public LongBuffer sorted() {
    return sorted;
  }

  public long firstId() {
    return firstId;
  }

  /** Slot by rank, or null when the two are equal. */
  public IntBuffer slotsByRank() {
    return slotOfRank;
  }

  /** Rank by slot, or null when the two are equal. */
  public IntBuffer ranksBySlot() {
    return rankOfSlot;
  }

  private int rank(long id) {
    if (sorted == null) {
      long rank = id - firstId;
      return id >= firstId && rank < count ? (int) rank : -1;
    }
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = sorted.get(middle);
      if (found < id) {
        low = middle + 1;
      } else if (found > id) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }
}
