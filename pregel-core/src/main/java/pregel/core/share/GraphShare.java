package pregel.core.share;

import java.nio.Buffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import pregel.api.Direction;
import pregel.api.VertexOrder;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphColumns;
import pregel.core.graph.OffHeap;
import pregel.core.graph.PartitionMap;
import pregel.core.graph.Transposition;
import pregel.core.graph.VertexIds;

/**
 * The part of a graph that one worker holds: the rows of the vertices it owns, in {@link
 * LocalSlots}. The vertices of its halo have an id and no row.
 *
 * <p>Rows exist in the directions that were loaded and are never made from one another here: a row
 * of a vertex lies with its owner.
 */
public final class GraphShare {

  /**
   * What the whole graph has.
   *
   * @param vertices vertices
   * @param edges edges as the data set counts them
   * @param directedEdges directed edges held by all workers together
   */
  public record Totals(long vertices, long edges, long directedEdges) {}

  /**
   * What a graph is like, whoever holds it.
   *
   * @param undirected whether all directions are the same rows
   * @param weighted whether rows hold weights
   * @param order DEGREE or ID, as decided
   */
  public record Shape(boolean undirected, boolean weighted, VertexOrder order) {}

  private Ownership ownership;
  private final int worker;
  private LocalSlots slots;
  private final Totals totals;
  private final Graph graph;
  private final Map<Direction, HaloPlan> halos = new EnumMap<>(Direction.class);
  private final Map<Direction, Adjacency> sendRows = new EnumMap<>(Direction.class);
  private final int threads;

  private GraphShare(
      Ownership ownership, int worker, LocalSlots slots, Totals totals, Graph graph, int threads) {
    this.ownership = ownership;
    this.worker = worker;
    this.slots = slots;
    this.totals = totals;
    this.graph = graph;
    this.threads = threads;
  }

  /**
   * Makes a share.
   *
   * @param in incoming rows by partition of the whole graph, with its slots as targets, null for
   *     partitions owned by others; consumed. Null if they are not needed
   * @param out outgoing rows, likewise; null in an undirected graph
   * @param ids the ids of the local slots
   * @param outDegrees outgoing edges by local slot; of the halo 0
   * @param inDegrees incoming edges, likewise; the same in an undirected graph
   */
  public static GraphShare of(
      Ownership ownership,
      int worker,
      LocalSlots slots,
      Totals totals,
      Shape shape,
      Adjacency.Rows[] in,
      Adjacency.Rows[] out,
      VertexIds ids,
      IntBuffer outDegrees,
      IntBuffer inDegrees,
      GraphColumns columns,
      int threads) {
    Graph graph =
        new Graph(
            ids,
            slots.partitions(),
            shape.undirected(),
            shape.weighted(),
            shape.order(),
            totals.edges(),
            outDegrees,
            inDegrees,
            localized(in, slots, shape, columns),
            localized(out, slots, shape, columns),
            columns,
            threads);
    graph.fixRows();
    return new GraphShare(ownership, worker, slots, totals, graph, threads);
  }

  private static Adjacency localized(
      Adjacency.Rows[] rows, LocalSlots slots, Shape shape, GraphColumns columns) {
    if (rows == null) {
      return null;
    }
    PartitionMap map = slots.partitions();
    Adjacency.Rows[] local = new Adjacency.Rows[map.partitions()];
    for (int partition = 0; partition < local.length; partition++) {
      int first = map.start(partition);
      int whole = slots.wholePartition(partition);
      if (whole < 0) {
        local[partition] = noRows(first, map.end(partition) - first, shape.weighted(), columns);
      } else {
        Adjacency.Rows part = rows[whole];
        slots.localize(part.targets());
        local[partition] =
            new Adjacency.Rows(
                first, part.offsets(), part.targets(), part.weights(), part.columns());
      }
    }
    return new Adjacency(map, local);
  }

  private static Adjacency.Rows noRows(
      int firstSlot, int count, boolean weighted, GraphColumns columns) {
    List<Buffer> none = new ArrayList<>();
    columns
        .ofEdges()
        .forEach(
            column ->
                none.add(
                    column.type() == pregel.core.graph.HeldEdgeColumn.Type.DOUBLE
                        ? OffHeap.doubles(0)
                        : OffHeap.longs(0)));
    return new Adjacency.Rows(
        firstSlot, OffHeap.ints(count + 1), new int[0], weighted ? OffHeap.doubles(0) : null, none);
  }

  /**
   * Ids of local slots as a graph holds them: ascending, with the ways there and back.
   *
   * @param idOfSlot the external id of each local slot; -1 if it has none
   */
  public static VertexIds ids(long[] idOfSlot) {
    long[] sorted = Arrays.stream(idOfSlot).filter(id -> id >= 0).sorted().toArray();
    int count = sorted.length;
    var sortedBuffer = OffHeap.longs(count);
    sortedBuffer.put(0, sorted);
    IntBuffer slotOfRank = OffHeap.ints(count);
    IntBuffer rankOfSlot = OffHeap.ints(idOfSlot.length);
    for (int slot = 0; slot < idOfSlot.length; slot++) {
      int rank = idOfSlot[slot] < 0 ? -1 : Arrays.binarySearch(sorted, idOfSlot[slot]);
      rankOfSlot.put(slot, rank);
      if (rank >= 0) {
        slotOfRank.put(rank, slot);
      }
    }
    return new VertexIds(count, sortedBuffer, 0, slotOfRank, rankOfSlot);
  }

  /** Degrees by local slot as a graph holds them. */
  public static IntBuffer degrees(int count, IntUnaryOperator degreeOfSlot) {
    IntBuffer degrees = OffHeap.ints(count);
    for (int slot = 0; slot < count; slot++) {
      degrees.put(slot, degreeOfSlot.applyAsInt(slot));
    }
    return degrees;
  }

  /** What all workers know of the whole graph's vertices; empty until they were told. */
  public WholeVertices wholeVertices() {
    return new WholeVertices(ownership, totals.directedEdges());
  }

  /**
   * Takes other slots, because the program changed the graph. What a {@link #graph} is stays as it
   * was loaded.
   *
   * @param grown who owns what from now on
   * @param numbered the slots from now on
   * @param newSlots the new slot of an old one
   */
  public void follow(Ownership grown, LocalSlots numbered, IntUnaryOperator newSlots) {
    ownership = grown;
    slots = numbered;
    halos.replaceAll((rows, plan) -> plan.moved(newSlots));
  }

  /**
   * Lets more vertices' values travel, where any did, so that the rows of a direction can be folded
   * after they changed. Both ends must do so, with the same vertices.
   *
   * @param sends by worker, local slots of owned vertices that it reads
   * @param receives by worker, local slots of vertices that it owns and are read here
   */
  public void extendHalo(Direction rows, IntStream.Builder[] sends, IntStream.Builder[] receives) {
    halos.computeIfPresent(key(rows), (any, plan) -> plan.with(sends, receives));
  }

  /** The rows, ids and degrees, in local slots, as they were loaded. */
  public Graph graph() {
    return graph;
  }

  public LocalSlots slots() {
    return slots;
  }

  public Ownership ownership() {
    return ownership;
  }

  /** This worker's number. */
  public int worker() {
    return worker;
  }

  /** What the whole graph has. */
  public Totals totals() {
    return totals;
  }

  /**
   * The vertices of other workers that stand in the rows of a direction, by the worker that owns
   * them: what this worker must be sent, as slots of the whole graph, ascending.
   */
  public int[][] wanted(Direction rows) {
    long[] met = new long[slots.count() + 63 >>> 6];
    Adjacency adjacency = graph.adjacency(rows);
    for (int partition = 0; partition < slots.partitions().partitions(); partition++) {
      for (int target : adjacency.rows(partition).targets()) {
        met[target >>> 6] |= 1L << target;
      }
    }
    int[][] wanted = new int[ownership.workers()][];
    int[] counts = new int[wanted.length];
    for (int turn = 0; turn < 2; turn++) {
      Arrays.fill(counts, 0);
      for (int word = 0; word < met.length; word++) {
        for (long left = met[word] & ~slots.owned()[word]; left != 0; left &= left - 1) {
          int whole = slots.whole((word << 6) + Long.numberOfTrailingZeros(left));
          int owner = ownership.ownerOfSlot(whole);
          if (turn == 1) {
            wanted[owner][counts[owner]] = whole;
          }
          counts[owner]++;
        }
      }
      for (int peer = 0; turn == 0 && peer < wanted.length; peer++) {
        wanted[peer] = new int[counts[peer]];
      }
    }
    return wanted;
  }

  /**
   * Notes what every other worker wants of this one, in answer to its {@link #wanted}.
   *
   * @param rows the direction of the rows that are folded
   * @param asked by worker, slots of the whole graph that this worker owns, ascending
   */
  public void agree(Direction rows, int[][] asked) {
    int[][] wanted = wanted(rows);
    int[][] sends = new int[asked.length][];
    int[][] receives = new int[asked.length][];
    for (int peer = 0; peer < asked.length; peer++) {
      sends[peer] = localSlots(asked[peer]);
      receives[peer] = localSlots(wanted[peer]);
    }
    halos.put(key(rows), new HaloPlan(sends, receives));
  }

  private int[] localSlots(int[] whole) {
    int[] local = new int[whole.length];
    for (int i = 0; i < whole.length; i++) {
      local[i] = slots.local(whole[i]);
      if (local[i] < 0) {
        throw new IllegalStateException("slot " + whole[i] + " is not on worker " + worker);
      }
    }
    return local;
  }

  /** What travels so that the rows of a direction can be folded; null before {@link #agree}. */
  public HaloPlan halo(Direction rows) {
    return halos.get(key(rows));
  }

  /**
   * The rows of a direction turned around: for every local slot, its owned neighbours. In them a
   * broadcast finds its receivers on this worker. Made when first asked for, by one thread at a
   * time.
   */
  public synchronized Adjacency turned(Direction rows) {
    return sendRows.computeIfAbsent(
        key(rows), direction -> Transposition.transpose(graph.adjacency(direction), threads));
  }

  /** Undirected, all directions are the same rows. */
  private Direction key(Direction rows) {
    return graph.isUndirected() ? Direction.IN : rows;
  }
}
