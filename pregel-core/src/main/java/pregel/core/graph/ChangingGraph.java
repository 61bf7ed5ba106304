package pregel.core.graph;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
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
 * <p>Of a graph that several workers share ({@link #ofShare}) this is one worker's part: rows of
 * its own vertices, whose other ends may be others' vertices. No slot of such a part is of an added
 * id; instead all of them move together ({@link #follow}). The rows in which a broadcast finds its
 * receivers on this worker are kept apart, because a sender may be another worker's vertex.
 *
 * <p>An undirected graph is held as arcs in both directions, and becomes lopsided when a vertex is
 * removed: edges of others to it stay. So its incoming arcs have rows of their own, and only the
 * outgoing ones are the edges of a vertex.
 */
public final class ChangingGraph {
  private final Graph graph;
  private final int threads;
  private final int gap;
  private int firstAdded;
  private final ChangingAdjacency out;
  private final ChangingAdjacency in;
  private final ChangingAdjacency both;

  /** By direction of the rows that are turned around; only of a share. */
  private final Map<Direction, ChangingAdjacency> turned = new EnumMap<>(Direction.class);

  /** The ids that have slots but for the added ones, and how many slots they have. */
  private VertexIds ids;

  private int loaded;
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
    this(graph, readsIn, readsBoth, threads, gapAfter(graph.partitions(), graph.vertices()));
  }

  private ChangingGraph(Graph graph, boolean readsIn, boolean readsBoth, int threads, int gap) {
    this.threads = threads;
    this.graph = graph;
    this.partitions = graph.partitions();
    int slots = graph.vertices();
    this.ids = graph.ids();
    this.loaded = slots;
    this.gap = gap;
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

  /**
   * One worker's part of a graph.
   *
   * @param graph the worker's share, with incoming and outgoing rows
   * @param sent the directions in which broadcasts travel
   */
  public static ChangingGraph ofShare(Graph graph, Set<Direction> sent, int threads) {
    var part = new ChangingGraph(graph, true, sent.contains(Direction.BOTH), threads, 0);
    sent.forEach(direction -> part.turned.put(part.sentTo(direction), null));
    part.turn();
    return part;
  }

  /** The slots that an empty last partition leaves free, so that it starts at a multiple of 64. */
  public static int gapAfter(PartitionMap partitions, int slots) {
    return partitions.start(partitions.partitions() - 1) == slots ? -slots & 63 : 0;
  }

  /** The direction of the rows in which receivers find who broadcast in a direction. */
  private Direction sentTo(Direction direction) {
    return graph.isUndirected() ? Direction.IN : direction.reversed();
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
    return added.count() == 0 ? loaded : firstAdded + added.count();
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
    int slot = ids.slot(id);
    return slot >= 0 ? slot : added.slot(id);
  }

  /** The id of a slot. */
  public long id(int slot) {
    return slot < firstAdded ? ids.id(slot) : added.id(slot);
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

  /**
   * Incoming arcs of a share's vertices, in an undirected graph too; valid until the next change.
   */
  public Adjacency incoming() {
    return in.rows();
  }

  /** In which rows a broadcast finds its receivers here; valid until the next change. */
  public Adjacency receivers(Direction direction) {
    return sending(direction).rows();
  }

  private ChangingAdjacency sending(Direction direction) {
    return turned.isEmpty() ? held(direction) : turned.get(sentTo(direction));
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
    int[] oldSlots = new int[slots()];
    Arrays.setAll(oldSlots, slot -> slot < loaded ? slot : -1);
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

  /**
   * Gives all slots of a share new places.
   *
   * @param all the ids of all slots from now on
   * @param map the partitions from now on
   * @param oldPartitions for every partition the one that it was before, or -1
   * @param oldSlots for every slot the one that it was before, or -1
   * @param newSlots for every slot that was the one that it has become
   * @param isVacant whether a slot has no vertex from now on
   */
  public void follow(
      VertexIds all,
      PartitionMap map,
      int[] oldPartitions,
      int[] oldSlots,
      int[] newSlots,
      IntPredicate isVacant) {
    ids = all;
    loaded = oldSlots.length;
    firstAdded = loaded;
    added = new AddedIds(new long[0], firstAdded);
    partitions = map;
    for (ChangingAdjacency rows : directions()) {
      rows.follow(map, oldPartitions, oldSlots, newSlots);
    }
    vacant = new long[(loaded >>> 6) + 1];
    vertices = loaded;
    IntBuffer newOut = OffHeap.ints(loaded);
    IntBuffer newIn = OffHeap.ints(loaded);
    for (int slot = 0; slot < loaded; slot++) {
      int old = oldSlots[slot];
      if (old >= 0) {
        newOut.put(slot, outDegrees.get(old));
        newIn.put(slot, inDegrees.get(old));
      }
      if (isVacant.test(slot)) {
        vacate(slot);
      }
    }
    outDegrees = newOut;
    inDegrees = newIn;
  }

  private ChangingAdjacency[] directions() {
    return Stream.concat(
            Stream.of(out, in), Stream.concat(Stream.of(both), turned.values().stream()))
        .filter(Objects::nonNull)
        .toArray(ChangingAdjacency[]::new);
  }

  /**
   * Adds and removes edges; in an undirected graph at both ends.
   *
   * @param outgoing the changes of the rows that edges leave
   * @param incoming those of the rows at which edges end: the same edges, but in a share
   */
  public void apply(ArcChanges outgoing, ArcChanges incoming) {
    BuildThreads crew = BuildThreads.of(threads, outgoing.size() + incoming.size());
    out.apply(outgoing, crew);
    for (int i = 0; i < outgoing.size(); i++) {
      int row = outgoing.row(i);
      outDegrees.put(row, outDegrees.get(row) + (outgoing.isAdded(i) ? 1 : -1));
    }
    for (int i = 0; i < incoming.size(); i++) {
      int row = incoming.row(i);
      inDegrees.put(row, inDegrees.get(row) + (incoming.isAdded(i) ? 1 : -1));
    }
    if (in != null) {
      in.apply(incoming, crew);
    }
    if (both != null) {
      both.apply(outgoing.with(incoming), crew);
    }
    turned.forEach(
        (rows, adjacency) ->
            adjacency.apply(
                switch (rows) {
                  case IN -> incoming.reversed();
                  case OUT -> outgoing.reversed();
                  case BOTH -> outgoing.with(incoming).reversed();
                },
                crew));
  }

  /**
   * Replaces the rows of some partitions of a share by others.
   *
   * @param outgoing by partition, null for those that stay
   * @param incoming likewise
   */
  public void replace(Adjacency.Rows[] outgoing, Adjacency.Rows[] incoming) {
    out.replace(outgoing);
    in.replace(incoming);
    boolean weighted = out.isWeighted() || in.isWeighted();
    out.replace(out.compacted(weighted));
    in.replace(in.compacted(weighted));
    if (both != null) {
      both.replace(Transposition.merge(in.rows(), out.rows(), threads));
    }
    turn();
    for (int slot = 0; slot < loaded; slot++) {
      outDegrees.put(slot, out.rows().degree(slot));
      inDegrees.put(slot, in.rows().degree(slot));
    }
  }

  /** Makes the rows that are turned around anew. */
  private void turn() {
    turned.replaceAll(
        (rows, any) ->
            new ChangingAdjacency(
                Transposition.transpose(
                    rows == Direction.IN ? in.rows() : held(rows).rows(), threads),
                Integer.MAX_VALUE,
                values()));
  }

  /** Shows other receivers of broadcasts of some vertices until {@link #restore}. */
  public void lend(Direction direction, LentRows rows) {
    sending(direction).lend(rows);
  }

  /** Shows the receivers again that there were before others were lent. */
  public void restore(Direction direction) {
    sending(direction).restore();
  }

  /** The ids and slots of the vertices that exist. */
  public VertexIds existing() {
    return vertices == loaded && slots() == loaded ? ids : ids(vertices, false);
  }

  /** The ids of all slots. */
  public VertexIds all() {
    return added.count() == 0 ? ids : ids(slots() - gap, true);
  }

  private VertexIds ids(int count, boolean vacantToo) {
    VertexIds before = ids;
    LongBuffer sorted = OffHeap.longs(count);
    IntBuffer slotOfRank = OffHeap.ints(count);
    IntBuffer rankOfSlot = OffHeap.ints(slots());
    int rank = 0;
    int next = 0;
    for (int i = 0; i < before.count() || next < added.count(); ) {
      boolean takeLoaded =
          next == added.count()
              || (i < before.count() && before.idOfRank(i) < added.id(firstAdded + next));
      int slot = takeLoaded ? before.slotOfRank(i++) : firstAdded + next++;
      rankOfSlot.put(slot, -1);
      if (vacantToo || exists(slot)) {
        rankOfSlot.put(slot, rank);
        slotOfRank.put(rank, slot);
        sorted.put(rank++, id(slot));
      }
    }
    return new VertexIds(count, sorted, 0, slotOfRank, rankOfSlot, before.names());
  }
}
