package pregel.worker.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.ArcChanges;
import pregel.core.graph.EdgeList;
import pregel.core.share.GraphShare;
import pregel.core.share.LocalSlots;
import pregel.core.share.WholeVertices;

/**
 * One worker's share on its way to the slots that it needs once a graph has changed: those of the
 * vertices that came to be here, and of others' vertices to which edges lead now. All slots stand
 * in canonical order again afterwards, so that any may have moved. Others' vertices that are no
 * longer needed stay; they come to an end with the attempt.
 */
final class ShareGrowth {
  private final JobState state;
  private final Topology topology;
  private final GraphShare share;
  private final WholeVertices whole;

  /** Numbers beyond the slots that need one here. */
  private final BitSet needed = new BitSet();

  /** Slots of the whole graph that are needed here. */
  private final BitSet neededWhole = new BitSet();

  private final int limit;

  ShareGrowth(JobState state) {
    this.state = state;
    this.topology = state.topology;
    this.share = state.share;
    this.whole = topology.whole();
    this.limit = topology.limit();
  }

  /** Some numbers need a slot. */
  void need(IntStream numbers) {
    numbers.filter(number -> number >= limit).forEach(number -> needed.set(number - limit));
  }

  /** Some slots of the whole graph, as they will be, are needed here. */
  void needWhole(int[] slots) {
    Arrays.stream(slots).forEach(neededWhole::set);
  }

  /** The other ends of edges need a slot. */
  void need(ArcChanges arcs) {
    need(IntStream.range(0, arcs.size()).map(arcs::other));
    need(IntStream.range(0, arcs.size()).map(arcs::row));
  }

  /** Those who sent along edges need a slot. */
  void need(SentRows rows) {
    need(IntStream.range(0, rows.size()).map(rows::sender));
    need(IntStream.range(0, rows.edges().size()).map(rows.edges()::target));
  }

  /**
   * Makes room.
   *
   * @param named the ids that get a slot on all workers together, ascending
   * @return where slots and numbers went; null if all stay
   */
  SlotMoves grow(long[] named) {
    IntUnaryOperator inWhole = whole.grow(named);
    if (named.length == 0 && needed.isEmpty()) {
      return topology.unknown().count() == 0 ? null : unmoved();
    }
    return move(inWhole);
  }

  /** Makes room in a graph of which all is known that others decided. */
  SlotMoves move() {
    return move(IntUnaryOperator.identity());
  }

  private SlotMoves move(IntUnaryOperator inWhole) {
    LocalSlots before = share.slots();
    LocalSlots after = LocalSlots.with(whole.ownership(), share.worker(), members(before, inWhole));
    int[] newSlots = new int[limit + topology.unknown().count()];
    int[] oldSlots = new int[after.count()];
    Arrays.fill(newSlots, -1);
    Arrays.fill(oldSlots, -1);
    for (int slot = 0; slot < before.count(); slot++) {
      newSlots[slot] = after.local(inWhole.applyAsInt(before.whole(slot)));
      oldSlots[newSlots[slot]] = slot;
    }
    for (int number = limit; number < newSlots.length; number++) {
      int slot = whole.slot(topology.id(number));
      newSlots[number] = slot < 0 ? -1 : after.local(slot);
    }
    int[] oldPartitions = oldPartitions(before, after);
    share.follow(whole.ownership(), after, slot -> newSlots[slot]);
    topology
        .graph()
        .follow(
            whole.idsOf(after),
            after.partitions(),
            oldPartitions,
            oldSlots,
            newSlots,
            slot -> !whole.exists(after.whole(slot)));
    return new SlotMoves(0, newSlots, oldSlots);
  }

  /** Ids that got messages only, and no vertex, vanish. */
  private SlotMoves unmoved() {
    int[] newSlots = new int[limit + topology.unknown().count()];
    Arrays.setAll(newSlots, number -> number < topology.graph().slots() ? number : -1);
    return new SlotMoves(0, newSlots, null);
  }

  private long[] members(LocalSlots before, IntUnaryOperator inWhole) {
    long[] members = new long[whole.ownership().slots() + 63 >>> 6];
    for (int slot = 0; slot < before.count(); slot++) {
      int moved = inWhole.applyAsInt(before.whole(slot));
      members[moved >>> 6] |= 1L << moved;
    }
    needed.stream()
        .map(number -> whole.slot(topology.id(limit + number)))
        .filter(slot -> slot >= 0)
        .forEach(slot -> members[slot >>> 6] |= 1L << slot);
    neededWhole.stream().forEach(slot -> members[slot >>> 6] |= 1L << slot);
    return members;
  }

  /** A part of the halo is known by the owned partition before it. */
  private static int[] oldPartitions(LocalSlots before, LocalSlots after) {
    Map<Long, Integer> places = new HashMap<>();
    long[] keys = keys(before);
    for (int partition = 0; partition < keys.length; partition++) {
      places.put(keys[partition], partition);
    }
    return Arrays.stream(keys(after)).mapToInt(key -> places.getOrDefault(key, -1)).toArray();
  }

  private static long[] keys(LocalSlots slots) {
    long[] keys = new long[slots.partitions().partitions()];
    long last = -1;
    for (int partition = 0; partition < keys.length; partition++) {
      int whole = slots.wholePartition(partition);
      last = whole >= 0 ? whole : last;
      keys[partition] = 2 * last + (whole >= 0 ? 1 : 0);
    }
    return keys;
  }

  /**
   * Lets those values travel that new edges need; both ends of an edge find the same.
   *
   * @param outgoing changes of the edges of vertices that are here, in the slots from now on
   * @param incoming of the edges that end at vertices that are here
   */
  void extendHalos(ArcChanges outgoing, ArcChanges incoming) {
    Border out = new Border();
    Border in = new Border();
    out.add(outgoing);
    in.add(incoming);
    Border both = new Border();
    both.add(outgoing);
    both.add(incoming);
    if (topology.graph().isUndirected()) {
      share.extendHalo(Direction.IN, both.own, both.others);
      return;
    }
    // What is read along incoming edges leaves along outgoing ones.
    share.extendHalo(Direction.IN, out.own, in.others);
    share.extendHalo(Direction.OUT, in.own, out.others);
    share.extendHalo(Direction.BOTH, both.own, both.others);
  }

  /**
   * Lets those values travel that rows need which were not loaded.
   *
   * @param outgoing by partition, null where rows are as they were loaded
   * @param incoming likewise
   */
  void extendHalos(Adjacency.Rows[] outgoing, Adjacency.Rows[] incoming) {
    extendHalos(arcs(outgoing), arcs(incoming));
  }

  private ArcChanges arcs(Adjacency.Rows[] rows) {
    ArcChanges arcs = new ArcChanges(topology.graph().values());
    EdgeList row = new EdgeList(topology.graph().values());
    for (Adjacency.Rows part : rows) {
      for (int at = 0; part != null && at < part.rowCount(); at++) {
        row.clear();
        row.addAll(part, part.offsets().get(at), part.ends().get(at));
        for (int k = 0; k < row.size(); k++) {
          if (!share.slots().isOwned(row.target(k))) {
            arcs.add(part.firstSlot() + at, row, k, true);
          }
        }
      }
    }
    return arcs;
  }

  /** The ends of edges that lead from worker to worker, by the other worker. */
  private final class Border {
    private final IntStream.Builder[] own = builders();
    private final IntStream.Builder[] others = builders();

    private IntStream.Builder[] builders() {
      IntStream.Builder[] made = new IntStream.Builder[share.ownership().workers()];
      Arrays.setAll(made, peer -> IntStream.builder());
      return made;
    }

    private void add(ArcChanges arcs) {
      LocalSlots slots = share.slots();
      for (int i = 0; i < arcs.size(); i++) {
        if (arcs.isAdded(i) && !slots.isOwned(arcs.other(i))) {
          int peer = share.ownership().ownerOfSlot(slots.whole(arcs.other(i)));
          own[peer].add(arcs.row(i));
          others[peer].add(arcs.other(i));
        }
      }
    }
  }
}
