package pregel.core.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import pregel.api.VertexOrder;

/** What a graph must look like, written down as the definitions have it. */
final class NaiveGraph {
  record Edge(long source, long target, double weight) {
    boolean isLoop() {
      return source == target;
    }

    boolean isParallelTo(Edge other, boolean unordered) {
      return source == other.source && target == other.target
          || unordered && source == other.target && target == other.source;
    }
  }

  record Arc(int slot, double weight) {}

  final List<Long> idsBySlot = new ArrayList<>();
  final List<List<Arc>> in = new ArrayList<>();
  final List<List<Arc>> out = new ArrayList<>();
  final List<List<Arc>> both = new ArrayList<>();
  final List<Integer> partitionStarts = new ArrayList<>();
  VertexOrder order;
  long edges;
  BuildReport report;

  static NaiveGraph of(
      List<Edge> listed,
      long[] vertices,
      boolean undirected,
      boolean symmetric,
      boolean weighted,
      BuildOptions options) {
    NaiveGraph graph = new NaiveGraph();
    boolean mirrored = undirected && !symmetric;
    TreeSet<Long> ids = new TreeSet<>();
    if (vertices != null) {
      for (long id : vertices) {
        ids.add(id);
      }
    }
    long unknown = 0;
    List<Edge> known = new ArrayList<>();
    boolean listDecides =
        vertices != null && options.unknownVertices() != BuildOptions.UnknownVertices.CREATE;
    for (Edge edge : listed) {
      if (listDecides && !(ids.contains(edge.source) && ids.contains(edge.target))) {
        unknown++;
      } else {
        known.add(edge);
      }
    }
    for (Edge edge : known) {
      ids.add(edge.source);
      ids.add(edge.target);
    }
    long loops = known.stream().filter(Edge::isLoop).count();
    if (options.dropSelfLoops()) {
      known.removeIf(Edge::isLoop);
    }
    List<Edge> merged = merge(known, mirrored, options.duplicates());
    List<Edge> distinct = merge(known, mirrored, BuildOptions.Duplicates.DROP);
    long duplicates = count(known, symmetric) - count(distinct, symmetric);
    graph.report = new BuildReport(duplicates, loops, unknown);
    graph.edges = count(merged, symmetric);

    List<Edge> arcs = new ArrayList<>(merged);
    if (mirrored) {
      for (Edge edge : merged) {
        if (!edge.isLoop()) {
          arcs.add(new Edge(edge.target, edge.source, edge.weight));
        }
      }
    }
    graph.arrange(ids, merged, arcs, undirected, symmetric, options);
    graph.fill(arcs, undirected);
    if (symmetric) {
      graph.out.clear(); // by contract the same rows, whatever weights the listings have
      graph.out.addAll(graph.in);
    }
    return graph;
  }

  private static long count(List<Edge> edges, boolean symmetric) {
    long loops = edges.stream().filter(Edge::isLoop).count();
    return symmetric ? (edges.size() - loops) / 2 + loops : edges.size();
  }

  private static List<Edge> merge(
      List<Edge> edges, boolean unordered, BuildOptions.Duplicates rule) {
    if (rule == BuildOptions.Duplicates.KEEP) {
      return edges;
    }
    Map<List<Long>, List<Edge>> byEnds = new LinkedHashMap<>();
    for (Edge edge : edges) {
      boolean swap = unordered && edge.source > edge.target;
      List<Long> ends =
          swap ? List.of(edge.target, edge.source) : List.of(edge.source, edge.target);
      byEnds.computeIfAbsent(ends, key -> new ArrayList<>()).add(edge);
    }
    List<Edge> merged = new ArrayList<>();
    for (List<Edge> parallel : byEnds.values()) {
      Edge first = parallel.get(0);
      double weight = first.weight;
      for (Edge edge : parallel.subList(1, parallel.size())) {
        weight =
            switch (rule) {
              case SUM -> weight + edge.weight;
              case MIN -> Math.min(weight, edge.weight);
              case MAX -> Math.max(weight, edge.weight);
              case DROP, KEEP -> weight;
            };
      }
      merged.add(new Edge(first.source, first.target, weight));
    }
    return merged;
  }

  private void arrange(
      TreeSet<Long> ids,
      List<Edge> merged,
      List<Edge> arcs,
      boolean undirected,
      boolean symmetric,
      BuildOptions options) {
    Map<Long, Integer> degrees = new HashMap<>();
    for (Edge arc : arcs) {
      degrees.merge(arc.target, 1, Integer::sum);
      if (!undirected) {
        degrees.merge(arc.source, 1, Integer::sum);
      }
    }
    Map<Long, Integer> ranks = new HashMap<>();
    for (long id : ids) {
      ranks.put(id, ranks.size());
    }
    order = options.order();
    if (order == VertexOrder.AUTO) {
      long reach = ids.size() / 64;
      List<Edge> near =
          merged.stream()
              .filter(e -> Math.abs(ranks.get(e.source) - ranks.get(e.target)) <= reach)
              .toList();
      boolean local = 2 * count(near, symmetric) >= edges;
      order = ids.size() <= 65_536 || local ? VertexOrder.ID : VertexOrder.DEGREE;
    }
    idsBySlot.addAll(ids);
    if (order == VertexOrder.DEGREE) {
      idsBySlot.sort(
          Comparator.comparing((Long id) -> -degreeClass(degrees.getOrDefault(id, 0)))
              .thenComparing(Comparator.naturalOrder()));
    }
    int partitions =
        options.partitions() > 0
            ? options.partitions()
            : arcs.size() < 65_536 ? 1 : 64; // test graphs stay below the next step
    long total = idsBySlot.size();
    for (int degree : degrees.values()) {
      total += degree;
    }
    long before = 0;
    for (int slot = 0; slot < idsBySlot.size(); slot++) {
      while (slot % 64 == 0 && partitionStarts.size() <= before * partitions / total) {
        partitionStarts.add(slot);
      }
      before += 1 + degrees.getOrDefault(idsBySlot.get(slot), 0);
    }
    while (partitionStarts.size() <= partitions) {
      partitionStarts.add(idsBySlot.size());
    }
  }

  /** By its definition: the power of two, then the next two bits. */
  private static int degreeClass(int degree) {
    if (degree < 4) {
      return degree;
    }
    int log = (int) Math.floor(Math.log(degree) / Math.log(2) + 1e-9);
    return log * 4 + degree / (1 << (log - 2)) % 4;
  }

  private void fill(List<Edge> arcs, boolean undirected) {
    Map<Long, Integer> slots = new HashMap<>();
    for (long id : idsBySlot) {
      slots.put(id, slots.size());
      in.add(new ArrayList<>());
      out.add(new ArrayList<>());
      both.add(new ArrayList<>());
    }
    for (Edge arc : arcs) {
      int source = slots.get(arc.source);
      int target = slots.get(arc.target);
      in.get(target).add(new Arc(source, arc.weight));
      out.get(source).add(new Arc(target, arc.weight));
    }
    Comparator<Arc> byBits = Comparator.comparing(arc -> Double.doubleToRawLongBits(arc.weight));
    Comparator<Arc> rowOrder = Comparator.comparing(Arc::slot).thenComparing(byBits);
    for (int slot = 0; slot < idsBySlot.size(); slot++) {
      both.get(slot).addAll(in.get(slot));
      if (!undirected) {
        both.get(slot).addAll(out.get(slot));
      }
      for (List<List<Arc>> rows : List.of(in, out, both)) {
        Collections.sort(rows.get(slot), rowOrder);
      }
    }
  }
}
