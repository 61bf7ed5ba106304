package pregel.worker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pregel.api.Direction;
import pregel.api.NewVertex;
import pregel.api.UnknownTargets;
import pregel.api.VertexResolver;
import pregel.api.VertexResolver.Change;
import pregel.api.VertexResolver.Resolution;
import pregel.core.graph.Adjacency;
import pregel.core.graph.ArcChanges;
import pregel.core.graph.BuildThreads;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.EdgeList;
import pregel.core.graph.PartitionMap;

/**
 * One step from a graph to the next: what vertices changed of themselves, then what they requested,
 * in order of the ids of the requesting vertices: edges removed, vertices removed and added as the
 * resolver says, edges added; then those who got messages without existing go to the resolver.
 * Decides on copies of rows; the graph's own rows change at the end, by {@link #apply}.
 */
final class TopologyUpdate {

  /** What was requested for a vertex. */
  private static final class VertexRequests {
    int removals;
    final List<NewVertex> additions = new ArrayList<>();
  }

  /** The row that a vertex will have. */
  private record NewRow(int slot, EdgeList row) {}

  private final Topology topology;
  private final ChangingGraph graph;
  private final int limit;
  private final Map<Integer, EdgeList> rows = new HashMap<>();
  private final List<ChangeRequest> requests = new ArrayList<>();
  private final TreeMap<Long, VertexRequests> vertexRequests = new TreeMap<>();
  private final Map<Integer, NewVertex> added = new HashMap<>();
  private final Set<Integer> resets = new HashSet<>();
  private final Set<Integer> resolved = new HashSet<>();
  private final BitSet named = new BitSet();
  private final BitSet present = new BitSet();
  private boolean anyVacated;
  private long lost;

  TopologyUpdate(Topology topology) {
    this.topology = topology;
    this.graph = topology.graph();
    this.limit = topology.limit();
  }

  /** Takes over what vertices changed of themselves, and puts the requests into their order. */
  void collect() {
    named.or(topology.unknown().named());
    for (LocalChanges log : topology.logs()) {
      for (int v = 0; v < log.versions(); v++) {
        nameTargets(log.edges, log.start(v), log.end(v));
        if (log.channel(v) == LocalChanges.FINAL) {
          EdgeList row = new EdgeList(graph.values());
          row.addAll(log.edges, log.start(v), log.end(v));
          rows.put(log.slot(v), row);
        }
      }
      for (int r = 0; r < log.removals(); r++) {
        vacate(log.removed(r));
      }
    }
    orderRequests();
    for (ChangeRequest request : requests) {
      if (request instanceof ChangeRequest.RemoveVertex removal) {
        vertexRequests.computeIfAbsent(removal.id(), id -> new VertexRequests()).removals++;
      } else if (request instanceof ChangeRequest.AddVertex addition) {
        NewVertex vertex = addition.vertex();
        vertexRequests
            .computeIfAbsent(vertex.id(), id -> new VertexRequests())
            .additions
            .add(vertex);
      }
    }
  }

  /**
   * A vertex's requests stand together in one log, as it made them; so it is vertices that are
   * sorted, by their ids.
   */
  private void orderRequests() {
    int count = topology.logs().stream().mapToInt(log -> log.requests.size()).sum();
    long[] requesters = new long[count];
    LocalChanges[] logs = new LocalChanges[count];
    int[] starts = new int[count];
    int vertices = 0;
    for (LocalChanges log : topology.logs()) {
      for (int r = 0; r < log.requests.size(); r++) {
        if (r == 0 || log.requester(r) != log.requester(r - 1)) {
          requesters[vertices] = topology.id(log.requester(r));
          logs[vertices] = log;
          starts[vertices++] = r;
        }
      }
    }
    long[] sorted = Arrays.copyOf(requesters, vertices);
    Arrays.sort(sorted);
    int[] order = new int[vertices];
    for (int v = 0; v < vertices; v++) {
      order[Arrays.binarySearch(sorted, requesters[v])] = v;
    }
    for (int v : order) {
      LocalChanges log = logs[v];
      int requester = log.requester(starts[v]);
      for (int r = starts[v]; r < log.requests.size() && log.requester(r) == requester; r++) {
        requests.add(log.requests.get(r));
      }
    }
  }

  private void nameTargets(EdgeList edges, int start, int end) {
    for (int k = start; k < end; k++) {
      name(edges.target(k));
    }
  }

  private void name(int number) {
    if (number >= limit) {
      named.set(number - limit);
    }
  }

  /** The vertices that requests want to add or remove. */
  Set<Long> requestedIds() {
    return vertexRequests.keySet();
  }

  /** Whether the next superstep may find other vertices or edges than the last. */
  boolean changes() {
    return !rows.isEmpty() || !requests.isEmpty() || anyVacated || !added.isEmpty();
  }

  /**
   * Decides what the graph becomes.
   *
   * @param arrivals messages that wait for ids whose vertex may not exist
   */
  void decide(Arrivals arrivals) {
    for (ChangeRequest request : requests) {
      removeEdges(request);
    }
    vertexRequests.forEach(
        (id, wanted) -> {
          int number = topology.number(id);
          boolean exists = exists(number);
          resolve(
              number,
              new Change(
                  id,
                  exists,
                  wanted.removals,
                  List.copyOf(wanted.additions),
                  arrivals.count(number) > 0,
                  isCreated(!exists || wanted.removals > 0, arrivals.count(number))));
        });
    for (ChangeRequest request : requests) {
      if (request instanceof ChangeRequest.AddEdge edge) {
        addEdge(edge);
      }
    }
    resolveMessages(arrivals);
  }

  /**
   * How many requests lost: vertices that were to be added and are not, or where others are; edges
   * to be added where there is one already and edges are simple; removals that the resolver did not
   * follow, all of one vertex counting as one.
   */
  long lost() {
    return lost;
  }

  private void removeEdges(ChangeRequest request) {
    if (request instanceof ChangeRequest.RemoveEdges all) {
      EdgeList row = rowToChange(all.source(), all.target());
      int target = topology.find(all.target());
      if (row != null) {
        int start = topology.firstTo(row, target);
        int end = start;
        while (end < row.size() && row.target(end) == target) {
          end++;
        }
        row.remove(start, end);
      }
    } else if (request instanceof ChangeRequest.RemoveEdge one) {
      EdgeList row = rowToChange(one.source(), one.target());
      int at = row == null ? -1 : find(row, one.target(), one.weight());
      if (at >= 0) {
        row.remove(at, at + 1);
      }
    } else if (request instanceof ChangeRequest.ChangeWeight change) {
      EdgeList row = rowToChange(change.source(), change.target());
      int at = row == null ? -1 : find(row, change.target(), change.weight());
      if (at >= 0) {
        row.setBits(EdgeList.WEIGHT, at, Double.doubleToRawLongBits(change.to()));
        topology.sortParallel(row, at);
      }
    }
  }

  /** The row of an edge's source; null if one of its ends was never heard of. */
  private EdgeList rowToChange(long source, long target) {
    int number = topology.find(source);
    return number < 0 || number >= limit || topology.find(target) < 0 ? null : row(number);
  }

  private int find(EdgeList row, long target, double weight) {
    int number = topology.find(target);
    for (int k = topology.firstTo(row, number); k < row.size() && row.target(k) == number; k++) {
      if (row.bits(EdgeList.WEIGHT, k) == Double.doubleToRawLongBits(weight)) {
        return k;
      }
    }
    return -1;
  }

  private boolean isCreated(boolean isMissing, long messages) {
    return isMissing && messages > 0 && topology.schema().unknownTargets() == UnknownTargets.CREATE;
  }

  private void resolve(int number, Change change) {
    Resolution resolution = topology.schema().resolver().resolve(change);
    resolved.add(number);
    for (NewVertex requested : change.additions()) {
      if (!resolution.adds(requested)) {
        lost++;
      }
    }
    if (change.exists() && change.removals() > 0 && resolution instanceof Resolution.Keep) {
      lost++;
    }
    if (resolution instanceof Resolution.Add addition) {
      vacate(number);
      add(addition.vertex());
    } else if (resolution instanceof Resolution.Absent) {
      vacate(number);
    }
  }

  private void addEdge(ChangeRequest.AddEdge edge) {
    int source = topology.number(edge.source());
    int target = topology.number(edge.target());
    if (!exists(source)) {
      add(new NewVertex(edge.source()));
    }
    EdgeList row = row(source);
    int at = topology.firstTo(row, target);
    if (topology.schema().keepsEdgesSimple() && at < row.size() && row.target(at) == target) {
      lost++;
      return;
    }
    name(target);
    row.insert(at, target, edge.weight());
    topology.sortParallel(row, at);
  }

  private void resolveMessages(Arrivals arrivals) {
    if (topology.schema().resolver() == VertexResolver.DEFAULT
        && topology.schema().unknownTargets() != UnknownTargets.CREATE) {
      return;
    }
    List<Integer> targets = new ArrayList<>(arrivals.targets());
    targets.removeIf(number -> exists(number) || resolved.contains(number));
    targets.sort(Comparator.comparingLong(topology::id));
    for (int number : targets) {
      resolve(
          number,
          new Change(
              topology.id(number),
              false,
              0,
              List.of(),
              true,
              isCreated(true, arrivals.count(number))));
    }
  }

  /** The messages whose target does not exist after all. */
  List<Integer> missing(Arrivals arrivals) {
    return arrivals.targets().stream().filter(number -> !exists(number)).toList();
  }

  private void vacate(int number) {
    if (exists(number)) {
      anyVacated = true;
      if (number < limit) {
        graph.vacate(number);
      } else {
        present.clear(number - limit);
      }
    }
    added.remove(number);
    EdgeList row = rows.computeIfAbsent(number, any -> new EdgeList(graph.values()));
    row.clear();
  }

  private void add(NewVertex vertex) {
    int number = topology.number(vertex.id());
    if (!exists(number)) {
      resets.add(number);
    }
    name(number);
    if (number < limit) {
      graph.occupy(number);
    } else {
      present.set(number - limit);
    }
    rows.computeIfAbsent(number, any -> new EdgeList(graph.values())).clear();
    added.put(number, vertex);
  }

  private boolean exists(int number) {
    return number < limit ? graph.exists(number) : present.get(number - limit);
  }

  /** A vertex's row as it will be, to be changed. */
  private EdgeList row(int number) {
    return rows.computeIfAbsent(
        number,
        any -> {
          EdgeList row = new EdgeList(graph.values());
          if (number < limit) {
            copyRow(number, row);
          }
          return row;
        });
  }

  private void copyRow(int slot, EdgeList into) {
    Adjacency.Rows held = graph.adjacency(Direction.OUT).rows(graph.partitions().partitionOf(slot));
    into.addAll(held, held.start(slot), held.end(slot));
  }

  /** Gives slots to the ids that need one; null if none does. */
  SlotMoves grow() {
    if (named.isEmpty()) {
      return topology.unknown().count() == 0 ? null : unmoved();
    }
    long[] ids =
        named.stream().mapToLong(number -> topology.unknown().id(number)).sorted().toArray();
    int slotsBefore = graph.slots();
    long[] addedBefore = new long[Math.max(0, slotsBefore - graph.firstAdded())];
    for (int i = 0; i < addedBefore.length; i++) {
      addedBefore[i] = graph.id(graph.firstAdded() + i);
    }
    int[] oldSlots = graph.grow(ids);
    int[] newSlots = new int[limit - graph.firstAdded() + topology.unknown().count()];
    for (int i = 0; i < newSlots.length; i++) {
      long id =
          i < addedBefore.length ? addedBefore[i] : topology.unknown().id(i - addedBefore.length);
      newSlots[i] = graph.slot(id);
    }
    return new SlotMoves(graph.firstAdded(), newSlots, oldSlots);
  }

  /** Ids that got messages only, and no vertex, vanish. */
  private SlotMoves unmoved() {
    int[] newSlots = new int[limit - graph.firstAdded() + topology.unknown().count()];
    Arrays.fill(newSlots, -1);
    for (int slot = graph.firstAdded(); slot < graph.slots(); slot++) {
      newSlots[slot - graph.firstAdded()] = slot;
    }
    return new SlotMoves(graph.firstAdded(), newSlots, null);
  }

  /** Changes the rows of the graph, which has grown; each partition's by one thread. */
  void apply(SlotMoves moves) {
    PartitionMap partitions = graph.partitions();
    List<List<NewRow>> byPartition = new ArrayList<>();
    for (int p = 0; p < partitions.partitions(); p++) {
      byPartition.add(new ArrayList<>());
    }
    rows.forEach(
        (number, row) -> {
          int slot = moves == null ? number : moves.moved(number);
          if (slot >= 0) {
            byPartition.get(partitions.partitionOf(slot)).add(new NewRow(slot, row));
          }
        });
    Adjacency out = graph.adjacency(Direction.OUT);
    ArcChanges[] found = new ArcChanges[partitions.partitions()];
    BuildThreads.of(topology.threads(), out.edges())
        .each(found.length, p -> found[p] = difference(byPartition.get(p), out.rows(p), moves));
    ArcChanges arcs = new ArcChanges(graph.values());
    for (ArcChanges part : found) {
      arcs.addAll(part);
    }
    if (arcs.size() > 0) {
      graph.apply(arcs);
    }
  }

  /** What is to be changed in the rows of a partition. */
  private ArcChanges difference(List<NewRow> wanted, Adjacency.Rows held, SlotMoves moves) {
    ArcChanges arcs = new ArcChanges(graph.values());
    EdgeList before = new EdgeList(graph.values());
    for (NewRow wish : wanted) {
      EdgeList row = wish.row();
      for (int k = 0; moves != null && k < row.size(); k++) {
        row.setTarget(k, moves.moved(row.target(k)));
      }
      before.clear();
      before.addAll(held, held.start(wish.slot()), held.end(wish.slot()));
      arcs.addDifference(wish.slot(), before, row);
    }
    return arcs;
  }

  /** The vertices that came to be, by slot. */
  Map<Integer, NewVertex> added(SlotMoves moves) {
    Map<Integer, NewVertex> bySlot = new HashMap<>();
    added.forEach(
        (number, vertex) -> {
          int slot = moves == null ? number : moves.moved(number);
          if (number >= limit) {
            graph.occupy(slot);
          }
          bySlot.put(slot, vertex);
        });
    return bySlot;
  }

  /** Those of them whose values start anew; the others keep the values that they had. */
  Set<Integer> resets(SlotMoves moves) {
    Set<Integer> slots = new HashSet<>();
    resets.forEach(number -> slots.add(moves == null ? number : moves.moved(number)));
    return slots;
  }
}
