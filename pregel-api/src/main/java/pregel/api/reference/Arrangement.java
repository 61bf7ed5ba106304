package pregel.api.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import pregel.api.VertexOrder;

/**
 * Where the vertices of a graph stand: the canonical order, and the partition of every position.
 *
 * <p>The loaded ids come first, in an order that is frozen; then every id that was ever added, or
 * named as the target of an added edge, ascending, in the last partition. An id keeps its position
 * when its vertex is removed; positions of added ids shift when a smaller one is added.
 *
 * @param ids the external id at every position of the canonical order
 * @param positions the position of every external id
 * @param partitions the partition that owns every position
 * @param loaded how many of the positions belong to loaded ids
 * @param lastPartition where added ids belong
 */
record Arrangement(
    List<Long> ids,
    Map<Long, Integer> positions,
    List<Integer> partitions,
    int loaded,
    int lastPartition) {
  private static final int ALWAYS_BY_ID = 65_536;
  private static final int GROUP = 64;
  private static final long ONE_PARTITION_BELOW = 65_536;
  private static final long EDGES_PER_PARTITION = 524_288;

  /**
   * Arranges a graph.
   *
   * @param partitions how many partitions; 0 as many as the rule says
   */
  static Arrangement of(ReferenceGraph graph, VertexOrder order, int partitions) {
    Map<Long, Integer> degrees = degrees(graph);
    List<Long> ids = new ArrayList<>(graph.ids());
    if (decided(graph, order) == VertexOrder.DEGREE) {
      Comparator<Long> byClass = Comparator.comparing(id -> -degreeClass(degrees.get(id)));
      ids.sort(byClass.thenComparing(Comparator.naturalOrder()));
    }
    int count = partitions > 0 ? partitions : partitionsFor(graph.directedEdges().size());
    return new Arrangement(
        List.copyOf(ids), ranks(ids), owners(ids, degrees, count), ids.size(), count - 1);
  }

  /** The same loaded ids, followed by these. */
  Arrangement followedBy(SortedSet<Long> added) {
    List<Long> all = new ArrayList<>(ids.subList(0, loaded));
    List<Integer> owners = new ArrayList<>(partitions.subList(0, loaded));
    for (long id : added) {
      all.add(id);
      owners.add(lastPartition);
    }
    return new Arrangement(
        List.copyOf(all), ranks(all), List.copyOf(owners), loaded, lastPartition);
  }

  boolean isLoaded(long id) {
    return positions.getOrDefault(id, Integer.MAX_VALUE) < loaded;
  }

  /** Canonical order; ids that have no position yet stand where they would get one. */
  Comparator<Long> canonical() {
    Comparator<Long> byPosition =
        Comparator.comparing(id -> isLoaded(id) ? positions.get(id) : Integer.MAX_VALUE);
    return byPosition.thenComparing(Comparator.naturalOrder());
  }

  /** Incoming and outgoing edges together; in an undirected graph the edges at the vertex. */
  private static Map<Long, Integer> degrees(ReferenceGraph graph) {
    Map<Long, Integer> degrees = new HashMap<>();
    graph.ids().forEach(id -> degrees.put(id, 0));
    for (ReferenceGraph.Edge edge : graph.directedEdges()) {
      degrees.merge(edge.source(), 1, Integer::sum);
      if (!graph.isUndirected()) {
        degrees.merge(edge.target(), 1, Integer::sum);
      }
    }
    return degrees;
  }

  /** Four classes between a power of two and the next, each degree below 4 a class of its own. */
  static int degreeClass(int degree) {
    if (degree < 4) {
      return degree;
    }
    int log = 31 - Integer.numberOfLeadingZeros(degree);
    return 4 * log + (degree >>> (log - 2)) % 4;
  }

  /** What AUTO means: by id if the graph is small or half of its edges join ids close together. */
  static VertexOrder decided(ReferenceGraph graph, VertexOrder order) {
    int n = graph.ids().size();
    if (order != VertexOrder.AUTO) {
      return order;
    }
    if (n <= ALWAYS_BY_ID) {
      return VertexOrder.ID;
    }
    Map<Long, Integer> ranks = ranks(graph.ids());
    long local = 0;
    for (ReferenceGraph.Edge edge : graph.edges()) {
      if (Math.abs(ranks.get(edge.source()) - ranks.get(edge.target())) <= n / 64) {
        local++;
      }
    }
    return 2 * local >= graph.edges().size() ? VertexOrder.ID : VertexOrder.DEGREE;
  }

  /** One below 65,536 directed edges, else the nearest of 64, 128, ... 1,024 to edges / 2^19. */
  static int partitionsFor(long directedEdges) {
    if (directedEdges < ONE_PARTITION_BELOW) {
      return 1;
    }
    int nearest = 64;
    for (int count : List.of(128, 256, 512, 1024)) {
      if (Math.abs(directedEdges - count * EDGES_PER_PARTITION)
          < Math.abs(directedEdges - nearest * EDGES_PER_PARTITION)) {
        nearest = count;
      }
    }
    return nearest;
  }

  /** Groups of 64 positions go to partitions by the vertices and edges before them. */
  private static List<Integer> owners(List<Long> ids, Map<Long, Integer> degrees, int count) {
    long whole = 0;
    for (long id : ids) {
      whole += 1 + degrees.get(id);
    }
    List<Integer> owners = new ArrayList<>();
    long before = 0;
    int owner = 0;
    for (int position = 0; position < ids.size(); position++) {
      if (position % GROUP == 0) {
        owner = (int) (before * count / whole);
      }
      owners.add(owner);
      before += 1 + degrees.get(ids.get(position));
    }
    return List.copyOf(owners);
  }

  private static Map<Long, Integer> ranks(List<Long> ids) {
    Map<Long, Integer> ranks = new HashMap<>();
    for (long id : ids) {
      ranks.put(id, ranks.size());
    }
    return ranks;
  }
}
