package pregel.core.share;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import pregel.core.graph.AddedIds;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.PartitionMap;
import pregel.core.graph.VertexIds;

/**
 * Which vertices the whole graph has and where they are, as every worker knows while a program
 * changes it: the ids of all slots of the whole graph, added ones included, and which slots have no
 * vertex. All workers change it alike between two supersteps; in between any thread reads.
 *
 * <p>Added ids follow the loaded ones in ascending order and belong to the last partition, as in a
 * graph that one process has. So whoever owns that partition is the home of all added vertices.
 */
public final class WholeVertices {
  private final int loadedCount;
  private final int gap;
  private final int firstAdded;
  private long[] roster;
  private VertexIds loaded;
  private AddedIds added;
  private Ownership ownership;
  private BitSet vacant = new BitSet();
  private int existing;
  private long directedEdges;

  WholeVertices(Ownership ownership, long directedEdges) {
    this.ownership = ownership;
    this.loadedCount = ownership.slots();
    this.gap = ChangingGraph.gapAfter(ownership.partitions(), loadedCount);
    this.firstAdded = loadedCount + gap;
    this.roster = new long[loadedCount];
    Arrays.fill(roster, -1);
    this.added = new AddedIds(new long[0], firstAdded);
    this.existing = loadedCount;
    this.directedEdges = directedEdges;
  }

  /**
   * Notes the id of a slot; by any thread.
   *
   * @throws IllegalArgumentException if there is no such slot, or another id is known of it
   */
  public synchronized void enter(int slot, long id) {
    if (slot < 0 || slot >= loadedCount || id < 0 || roster[slot] >= 0 && roster[slot] != id) {
      throw new IllegalArgumentException("vertex " + id + " in slot " + slot);
    }
    roster[slot] = id;
  }

  /**
   * Once all ids were entered.
   *
   * @throws IllegalStateException if some were not
   */
  public void complete() {
    for (int slot = 0; slot < loadedCount; slot++) {
      if (roster[slot] < 0) {
        throw new IllegalStateException("nobody told the id of slot " + slot);
      }
    }
    loaded = GraphShare.ids(roster);
    roster = null;
  }

  /** Who owns what, the slots of added ids included. */
  public Ownership ownership() {
    return ownership;
  }

  /** The worker that has the added vertices. */
  public int home() {
    return ownership.ownerOf(ownership.owners().length - 1);
  }

  /** The worker that has an id's vertex, or would have it. */
  public int ownerOf(long id) {
    int slot = loaded.slot(id);
    return slot >= 0 ? ownership.ownerOfSlot(slot) : home();
  }

  /** The slot of an id, vacant or not; -1 if it has none. */
  public int slot(long id) {
    int slot = loaded.slot(id);
    return slot >= 0 ? slot : added.slot(id);
  }

  /** Whether a slot has an id; not those that keep the last partition's start a multiple of 64. */
  public boolean hasId(int slot) {
    return slot < loadedCount || slot >= firstAdded;
  }

  /** The id of a slot that has one. */
  public long id(int slot) {
    return slot < firstAdded ? loaded.id(slot) : added.id(slot);
  }

  /** The ids of a worker's slots. */
  public VertexIds idsOf(LocalSlots slots) {
    long[] ids = new long[slots.count()];
    Arrays.setAll(ids, slot -> hasId(slots.whole(slot)) ? id(slots.whole(slot)) : -1);
    return GraphShare.ids(ids);
  }

  /** The position in canonical order. */
  public long position(int slot) {
    return slot < firstAdded ? slot : slot - gap;
  }

  /**
   * Compares two ids by canonical order, in which those without a slot stand where they will be.
   */
  public int compare(long one, long other) {
    int slot = loaded.slot(one);
    int otherSlot = loaded.slot(other);
    if (slot >= 0 || otherSlot >= 0) {
      return Integer.compareUnsigned(slot, otherSlot); // -1 is the greatest
    }
    return Long.compare(one, other);
  }

  /** Vertices that exist. */
  public int existing() {
    return existing;
  }

  /** Directed edges. */
  public long directedEdges() {
    return directedEdges;
  }

  /** Notes by how many the directed edges have become more. */
  public void addDirectedEdges(long more) {
    directedEdges += more;
  }

  /** Whether there is a vertex at a slot. */
  public boolean exists(int slot) {
    return hasId(slot) && !vacant.get(slot);
  }

  /** Notes whether there is a vertex at a slot from now on. */
  public void set(int slot, boolean exists) {
    if (vacant.get(slot) == exists) {
      vacant.set(slot, !exists);
      existing += exists ? 1 : -1;
    }
  }

  /** The added ids, ascending. */
  public long[] added() {
    long[] ids = new long[added.count()];
    Arrays.setAll(ids, i -> added.id(firstAdded + i));
    return ids;
  }

  /**
   * Gives slots to ids; they are vacant at first.
   *
   * @param ids ascending, none of which has a slot
   * @return for every slot the one that it has become
   */
  public IntUnaryOperator grow(long[] ids) {
    if (ids.length == 0) {
      return IntUnaryOperator.identity();
    }
    AddedIds before = added;
    added = added.with(ids);
    IntUnaryOperator moved = slot -> slot < firstAdded ? slot : added.slot(before.id(slot));
    BitSet now = new BitSet(firstAdded + added.count());
    vacant.stream().map(moved).forEach(now::set);
    for (long id : ids) {
      now.set(added.slot(id));
    }
    vacant = now;
    PartitionMap grown = ownership.partitions().extendedTo(firstAdded + added.count());
    ownership = new Ownership(grown, ownership.owners(), ownership.workers());
    return moved;
  }
}
