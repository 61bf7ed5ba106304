package pregel.core.graph;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import pregel.api.Direction;

/**
 * A graph and what a program made of it. The graph itself stays as it is: changed rows are copies.
 * Used by one thread between supersteps; in between, any thread reads.
 *
 * <p>A vertex's slot is its position in canonical order. The slots of the graph come first; those
 * of added ids follow in ascending order of the ids and belong to the last partition. Where that
 * partition was empty they start at a multiple of 64, so that no two partitions share a word of a
 * bitmap; positions count on without the gap.
 *
 * <p>An undirected graph is held as arcs in both directions, and becomes lopsided when a vertex is
 * removed: edges of others to it stay. So its incoming arcs have rows of their own, and only the
 * outgoing ones are the edges of a vertex.
 */
public final class ChangingGraph {
  private final Graph graph;
  private final int threads;
  private final int gap;
  private final int firstAdded;
  private final ChangingAdjacency out;
  private final ChangingAdjacency in;
  private final ChangingAdjacency both;
  private AddedIds added;
  private PartitionMap partitions;
  private IntBuffer outDegrees;
  private IntBuffer inDegrees;
  private long[] vacant;
  private int vertices;

  /**
   * @param graph the graph before
   * @param readsIn whether incoming rows are wanted; outgoing ones always are
   * @param readsBoth whether rows of both directions are wanted
   * @param threads threads to make many changes with
   */
  public ChangingGraph(Graph graph, boolean readsIn, boolean readsBoth, int threads) {
    this.threads = threads;
    this.graph = graph;
    this.partitions = graph.partitions();
    int slots = graph.vertices();
    boolean unaligned = partitions.start(partitions.partitions() - 1) == slots;
    this.gap = unaligned ? -slots & 63 : 0;
    this.firstAdded = slots + gap;
    this.added = new AddedIds(new long[0], firstAdded);
    this.vertices = slots;
    this.vacant = new long[(slots >>> 6) + 1];
    int values = values();
    this.out = new ChangingAdjacency(graph.adjacency(Direction.OUT), firstAdded, values);
    this.in =
        readsIn ? new ChangingAdjacency(graph.adjacency(Direction.IN), firstAdded, values) : null;
    this.both =
        readsBoth && !graph.isUndirected()
            ? new ChangingAdjacency(graph.adjacency(Direction.BOTH), firstAdded, values)
            : null;
    this.outDegrees = copy(graph.outDegrees(), slots);
    this.inDegrees = copy(graph.inDegrees(), slots);
  }

  private static IntBuffer copy(IntBuffer degrees, int slots) {
    IntBuffer copied = OffHeap.ints(slots);
    copied.put(0, degrees, 0, slots);
    return copied;
  }

  public boolean isUndirected() {
    return graph.isUndirected();
  }

  /** Values of an edge: the weight and the graph's columns. */
  public int values() {
    return 1 + graph.edgeColumns().size();
  }

  /** The number of slots, vacant ones included. */
  public int slots() {
    return added.count() == 0 ? graph.vertices() : firstAdded + added.count();
  }

  /** Where the slots of added ids start. */
  public int firstAdded() {
    return firstAdded;
  }

  /** Slots without a position before the first added one. */
  public int gap() {
    return gap;
  }

  /** The position in canonical order. */
  public int position(int slot) {
    return slot < firstAdded ? slot : slot - gap;
  }

  /** The slot of an id, vacant or not; -1 if it has none. */
  public int slot(long id) {
    int slot = graph.ids().slot(id);
    return slot >= 0 ? slot : added.slot(id);
  }

  /** The id of a slot. */
  public long id(int slot) {
    return slot < firstAdded ? graph.ids().id(slot) : added.id(slot);
  }

  public PartitionMap partitions() {
    return partitions;
  }

  /** Vertices that exist. */
  public int vertices() {
    return vertices;
  }

  /** Directed edges. */
  public long directedEdges() {
    return out.rows().edges();
  }

  public IntBuffer outDegrees() {
    return outDegrees;
  }

  /** Incoming arcs by slot, in an undirected graph too. */
  public IntBuffer inDegrees() {
    return inDegrees;
  }

  /** The edges of vertices in a direction, as they are now; valid until the next change. */
  public Adjacency adjacency(Direction direction) {
    return held(direction).rows();
  }

  /** In which rows the receivers of a broadcast find its senders; valid until the next change. */
  public Adjacency senders(Direction direction) {
    return graph.isUndirected() ? in.rows() : held(direction.reversed()).rows();
  }

  private ChangingAdjacency held(Direction direction) {
    if (graph.isUndirected()) {
      return out;
    }
    ChangingAdjacency rows =
        switch (direction) {
          case OUT -> out;
          case IN -> in;
          case BOTH -> both;
        };
    if (rows == null) {
      throw new IllegalStateException("no rows of direction " + direction + " were asked for");
    }
    return rows;
  }

  /** Whether there is a vertex at a slot. */
  public boolean exists(int slot) {
    return (vacant[slot >>> 6] >>> slot & 1) == 0;
  }

  /** Slots without a vertex, as a bitmap; slots beyond the last are not marked. */
  public long[] vacant() {
    return vacant;
  }

  /** A vertex comes to be at a vacant slot. */
  public void occupy(int slot) {
    if (!exists(slot)) {
      vacant[slot >>> 6] &= ~(1L << slot);
      vertices++;
    }
  }

  /** The vertex at a slot is gone. Its edges are removed by {@link #apply}. */
  public void vacate(int slot) {
    if (exists(slot)) {
      vacant[slot >>> 6] |= 1L << slot;
      vertices--;
    }
  }

  /**
   * Gives slots to ids; they are vacant at first.
   *
   * @param ids ascending, at least one, none of which has a slot
   * @return for every slot the one that it was before, or -1 if it is new
   */
  public int[] grow(long[] ids) {
    AddedIds before = added;
    added = added.with(ids);
    GraphLimits.checkVertices((long) firstAdded + added.count());
    int[] oldSlots = new int[slots()];
    Arrays.setAll(oldSlots, slot -> slot < graph.vertices() ? slot : -1);
    int[] newSlots = new int[before.count()];
    boolean moved = false;
    for (int i = 0; i < newSlots.length; i++) {
      int old = firstAdded + i;
      newSlots[i] = added.slot(before.id(old));
      oldSlots[newSlots[i]] = old;
      moved |= newSlots[i] != old;
    }
    partitions = partitions.extendedTo(oldSlots.length);
    for (ChangingAdjacency rows : directions()) {
      rows.rearrange(partitions, oldSlots, moved ? newSlots : null);
    }
    long[] vacantBefore = vacant;
    vacant = new long[(oldSlots.length >>> 6) + 1];
    IntBuffer newOut = OffHeap.ints(oldSlots.length);
    IntBuffer newIn = OffHeap.ints(oldSlots.length);
    for (int slot = 0; slot < oldSlots.length; slot++) {
      int old = oldSlots[slot];
      if (old < 0 || (vacantBefore[old >>> 6] >>> old & 1) != 0) {
        vacant[slot >>> 6] |= 1L << slot;
      }
      if (old >= 0) {
        newOut.put(slot, outDegrees.get(old));
        newIn.put(slot, inDegrees.get(old));
      }
    }
    outDegrees = newOut;
    inDegrees = newIn;
    return oldSlots;
  }

  private ChangingAdjacency[] directions() {
    return Stream.of(out, in, both).filter(Objects::nonNull).toArray(ChangingAdjacency[]::new);
  }

  /**
   * Adds and removes edges.
   *
   * @param changes of outgoing rows; in an undirected graph of the rows at both ends
   */
  public void apply(ArcChanges changes) {
    BuildThreads crew = BuildThreads.of(threads, changes.size());
    out.apply(changes, crew);
    for (int i = 0; i < changes.size(); i++) {
      int step = changes.isAdded(i) ? 1 : -1;
      int row = changes.row(i);
      int other = changes.other(i);
      outDegrees.put(row, outDegrees.get(row) + step);
      inDegrees.put(other, inDegrees.get(other) + step);
    }
    if (in != null || both != null) {
      ArcChanges reversed = changes.reversed();
      if (in != null) {
        in.apply(reversed, crew);
      }
      if (both != null) {
        both.apply(changes.with(reversed), crew);
      }
    }
  }

  /** Shows other rows in a direction for some vertices until {@link #restore}. */
  public void lend(Direction direction, LentRows rows) {
    held(direction).lend(rows);
  }

  /** Shows the rows again that there were before others were lent. */
  public void restore(Direction direction) {
    held(direction).restore();
  }

  /** The ids and slots of the vertices that exist. */
  public VertexIds existing() {
    return vertices == graph.vertices() && slots() == graph.vertices()
        ? graph.ids()
        : ids(vertices, false);
  }

  /** The ids of all slots. */
  public VertexIds all() {
    return added.count() == 0 ? graph.ids() : ids(slots() - gap, true);
  }

  private VertexIds ids(int count, boolean vacantToo) {
    VertexIds loaded = graph.ids();
    LongBuffer sorted = OffHeap.longs(count);
    IntBuffer slotOfRank = OffHeap.ints(count);
    IntBuffer rankOfSlot = OffHeap.ints(slots());
    int rank = 0;
    int next = 0;
    for (int i = 0; i < loaded.count() || next < added.count(); ) {
      boolean takeLoaded =
          next == added.count()
              || (i < loaded.count() && loaded.idOfRank(i) < added.id(firstAdded + next));
      int slot = takeLoaded ? loaded.slotOfRank(i++) : firstAdded + next++;
      rankOfSlot.put(slot, -1);
      if (vacantToo || exists(slot)) {
        rankOfSlot.put(slot, rank);
        slotOfRank.put(rank, slot);
        sorted.put(rank++, id(slot));
      }
    }
    return new VertexIds(count, sorted, 0, slotOfRank, rankOfSlot, loaded.names());
  }
}
