package pregel.worker.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.ArcChanges;
import pregel.core.graph.BuildThreads;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.EdgeList;
import pregel.core.graph.PartitionMap;

/**
 * The outgoing rows that change between two supersteps, as they will be: copies, on which what is
 * requested of edges is decided. A row belongs to its vertex's partition, those of ids without a
 * slot to none, and no request touches two rows: so partitions are worked on by several threads,
 * each by one at a time, and the outcome is the same whoever does.
 */
final class RowChanges {
  /** Deciding on a request costs about as much as building so many edges of a graph. */
  private static final long REQUEST_COST = 16;

  /** What changes in one partition. */
  private static final class Part {
    /** The rows of the partition as they are; null for ids without a slot. */
    final Adjacency.Rows held;

    final Map<Integer, EdgeList> rows = new HashMap<>();
    final List<ChangeRequest> removals = new ArrayList<>();
    final List<ChangeRequest.AddEdge> additions = new ArrayList<>();

    /** Ids without a slot to which edges were added. */
    final BitSet named = new BitSet();

    long lost;

    Part(Adjacency.Rows held) {
      this.held = held;
    }
  }

  private final Topology topology;
  private final ChangingGraph graph;
  private final PartitionMap partitions;
  private final int limit;
  private final List<Part> parts = new ArrayList<>();
  private long removals;
  private long additions;

  RowChanges(Topology topology) {
    this.topology = topology;
    this.graph = topology.graph();
    this.partitions = graph.partitions();
    this.limit = topology.limit();
    Adjacency held = graph.adjacency(Direction.OUT);
    for (int p = 0; p < partitions.partitions(); p++) {
      parts.add(new Part(held.rows(p)));
    }
    parts.add(new Part(null));
  }

  /** The part of a slot, or of a number that stands for an id without one. */
  private Part part(int number) {
    return parts.get(number < limit ? partitions.partitionOf(number) : partitions.partitions());
  }

  boolean isEmpty() {
    return parts.stream().allMatch(part -> part.rows.isEmpty());
  }

  /** The row that a vertex gave itself. */
  void put(int slot, EdgeList row) {
    part(slot).rows.put(slot, row);
  }

  /** The vertex has no edges, or others than it had. */
  void clear(int number) {
    part(number).rows.computeIfAbsent(number, any -> new EdgeList(graph.values())).clear();
  }

  /** Notes a request to remove or change edges of a source. */
  void remove(long source, ChangeRequest request) {
    int number = topology.find(source);
    if (number >= 0 && number < limit) {
      part(number).removals.add(request);
      removals++;
    }
  }

  /** Notes a request for an edge of a source. */
  void add(int source, ChangeRequest.AddEdge request) {
    part(source).additions.add(request);
    additions++;
  }

  /** Removes and changes edges. */
  void removeEdges() {
    BuildThreads.of(topology.threads(), REQUEST_COST * removals)
        .each(parts.size(), p -> parts.get(p).removals.forEach(r -> remove(parts.get(p), r)));
  }

  private void remove(Part part, ChangeRequest request) {
    if (request instanceof ChangeRequest.RemoveEdges all) {
      EdgeList row = rowToChange(part, all.source(), all.target());
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
      EdgeList row = rowToChange(part, one.source(), one.target());
      int at = row == null ? -1 : find(row, one.target(), one.weight());
      if (at >= 0) {
        row.remove(at, at + 1);
      }
    } else if (request instanceof ChangeRequest.ChangeWeight change) {
      EdgeList row = rowToChange(part, change.source(), change.target());
      int at = row == null ? -1 : find(row, change.target(), change.weight());
      if (at >= 0) {
        row.setBits(EdgeList.WEIGHT, at, Double.doubleToRawLongBits(change.to()));
        topology.sortParallel(row, at);
      }
    }
  }

  /** The row of an edge's source; null if its target was never heard of. */
  private EdgeList rowToChange(Part part, long source, long target) {
    return topology.find(target) < 0 ? null : row(part, topology.find(source));
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

  /**
   * Adds edges; their sources exist by now.
   *
   * @param named gains the ids without a slot that get one because an edge leads to them
   * @return how many lost to an edge with the same ends
   */
  long addEdges(BitSet named) {
    BuildThreads.of(topology.threads(), REQUEST_COST * additions)
        .each(parts.size(), p -> parts.get(p).additions.forEach(edge -> add(parts.get(p), edge)));
    long lost = 0;
    for (Part part : parts) {
      named.or(part.named);
      lost += part.lost;
    }
    return lost;
  }

  private void add(Part part, ChangeRequest.AddEdge edge) {
    EdgeList row = row(part, topology.number(edge.source()));
    int target = topology.number(edge.target());
    int at = topology.firstTo(row, target);
    if (topology.schema().keepsEdgesSimple() && at < row.size() && row.target(at) == target) {
      part.lost++;
      return;
    }
    if (target >= limit) {
      part.named.set(target - limit);
    }
    row.insert(at, target, edge.weight());
    topology.sortParallel(row, at);
  }

  /** A vertex's row as it will be, to be changed. */
  private EdgeList row(Part part, int number) {
    EdgeList row = part.rows.get(number);
    if (row == null) {
      row = new EdgeList(graph.values());
      if (part.held != null) {
        row.addAll(part.held, part.held.start(number), part.held.end(number));
      }
      part.rows.put(number, row);
    }
    return row;
  }

  /** The difference between the rows of the graph and what they will be. */
  ArcChanges differences() {
    ArcChanges[] found = new ArcChanges[parts.size()];
    long edges = 0;
    for (Part part : parts) {
      for (EdgeList row : part.rows.values()) {
        edges += row.size();
      }
    }
    BuildThreads.of(topology.threads(), edges)
        .each(found.length, p -> found[p] = difference(parts.get(p)));
    ArcChanges all = new ArcChanges(graph.values());
    for (ArcChanges part : found) {
      all.addAll(part);
    }
    return all;
  }

  private ArcChanges difference(Part part) {
    ArcChanges arcs = new ArcChanges(graph.values());
    EdgeList before = new EdgeList(graph.values());
    part.rows.forEach(
        (number, row) -> {
          before.clear();
          if (part.held != null) {
            before.addAll(part.held, part.held.start(number), part.held.end(number));
          }
          arcs.addDifference(number, before, row, topology::compareEdges);
        });
    return arcs;
  }
}
