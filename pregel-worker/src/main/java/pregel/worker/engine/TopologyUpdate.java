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
import java.util.stream.IntStream;
import pregel.api.NewVertex;
import pregel.api.UnknownTargets;
import pregel.api.VertexResolver;
import pregel.api.VertexResolver.Change;
import pregel.api.VertexResolver.Resolution;
import pregel.core.graph.ArcChanges;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.EdgeList;

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

  private final Topology topology;
  private final ChangingGraph graph;
  private final int limit;
  private final RowChanges rows;
  private final List<ChangeRequest> requests;
  private final TreeMap<Long, VertexRequests> vertexRequests = new TreeMap<>();
  private final Map<Integer, NewVertex> added = new HashMap<>();
  private final Set<Integer> resets = new HashSet<>();
  private final Set<Integer> resolved = new HashSet<>();
  private final BitSet named = new BitSet();
  private final BitSet present = new BitSet();

  /** Who came to be or went, perhaps more than once. */
  private final BitSet touched = new BitSet();

  private ArcChanges arcs;
  private boolean anyVacated;
  private long lost;

  /**
   * @param requests in order: what is asked of the vertices that are here, or would be
   */
  TopologyUpdate(Topology topology, List<ChangeRequest> requests) {
    this.topology = topology;
    this.requests = requests;
    this.graph = topology.graph();
    this.limit = topology.limit();
    this.rows = new RowChanges(topology);
  }

  /** Takes over what vertices changed of themselves, and gathers what is requested of vertices. */
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
    removeEdges();
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
    addEdges();
    resolveMessages(arrivals);
    arcs = rows.differences();
  }

  /** The outgoing edges that come and go, between slots and numbers as they were before. */
  ArcChanges arcs() {
    return arcs;
  }

  /** The numbers beyond the slots that get one. */
  IntStream named() {
    return named.stream().map(number -> limit + number);
  }

  /** What has become of those who came to be or went: that there is a vertex now, or is none. */
  List<PeerChanges.Fate> fates(int exists, int gone) {
    return touched.stream()
        .mapToObj(
            number -> new PeerChanges.Fate(exists(number) ? exists : gone, topology.id(number)))
        .toList();
  }

  /**
   * How many requests lost: vertices that were to be added and are not, or where others are; edges
   * to be added where there is one already and edges are simple; removals that the resolver did not
   * follow, all of one vertex counting as one.
   */
  long lost() {
    return lost;
  }

  private void removeEdges() {
    for (ChangeRequest request : requests) {
      if (request instanceof ChangeRequest.RemoveEdges all) {
        rows.remove(all.source(), request);
      } else if (request instanceof ChangeRequest.RemoveEdge one) {
        rows.remove(one.source(), request);
      } else if (request instanceof ChangeRequest.ChangeWeight change) {
        rows.remove(change.source(), request);
      }
    }
    rows.removeEdges();
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

  /** An edge whose source is absent creates it. */
  private void addEdges() {
    for (ChangeRequest request : requests) {
      if (request instanceof ChangeRequest.AddEdge edge) {
        int source = topology.number(edge.source());
        if (!exists(source)) {
          add(new NewVertex(edge.source()));
        }
        rows.add(source, edge);
      }
    }
    lost += rows.addEdges(named);
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
      touched.set(number);
      anyVacated = true;
      if (number < limit) {
        graph.vacate(number);
      } else {
        present.clear(number - limit);
      }
    }
    added.remove(number);
    rows.clear(number);
  }

  private void add(NewVertex vertex) {
    int number = topology.number(vertex.id());
    if (!exists(number)) {
      resets.add(number);
    }
    touched.set(number);
    name(number);
    if (number < limit) {
      graph.occupy(number);
    } else {
      present.set(number - limit);
    }
    rows.clear(number);
    added.put(number, vertex);
  }

  private boolean exists(int number) {
    return number < limit ? graph.exists(number) : present.get(number - limit);
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
