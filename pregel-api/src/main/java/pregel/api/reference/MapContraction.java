package pregel.api.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pregel.api.Contraction;
import pregel.api.EdgeFold;
import pregel.api.EdgeOrigin;
import pregel.api.LongColumn;

/**
 * Contraction as {@link pregel.api.Stages#contract} defines it: one edge after another in canonical
 * order, into a map.
 *
 * @param graph what it made
 * @param verticesBefore the vertices of the graph before
 * @param origins the edge behind every edge, or null if the fold does not keep them
 */
record MapContraction(ReferenceGraph graph, int verticesBefore, Map<Ends, EdgeOrigin> origins) {

  /** From which group to which; in an undirected graph to the one with the smaller label. */
  record Ends(long source, long target) {}

  static MapContraction of(
      ReferenceGraph before,
      Map<Long, Integer> positions,
      LongColumn label,
      Contraction how,
      MapContraction earlier) {
    var graph = before.isUndirected() ? ReferenceGraph.undirected() : ReferenceGraph.directed();
    for (int position : positions.values()) {
      graph.vertices(label.at(position));
    }
    Map<Ends, Double> weights = new HashMap<>();
    Map<Ends, EdgeOrigin> origins = new HashMap<>();
    for (ReferenceGraph.Edge edge : inCanonicalOrder(before, positions)) {
      long source = label.at(positions.get(edge.source()));
      long target = label.at(positions.get(edge.target()));
      boolean isSeenFromOtherEnd = before.isUndirected() && source < target;
      if (source == target ? !how.keepsLoops() : isSeenFromOtherEnd) {
        continue;
      }
      Ends ends = new Ends(source, target);
      double weight = how.fold() == EdgeFold.COUNT ? 1 : edge.weight();
      weights.merge(ends, weight, (folded, next) -> fold(how.fold(), folded, next));
      origins.merge(ends, origin(before, edge, earlier), MapContraction::least);
    }
    weights.forEach((ends, weight) -> graph.edge(ends.source(), ends.target(), weight));
    return new MapContraction(
        graph.build(), positions.size(), how.fold() == EdgeFold.LEAST_EDGE ? origins : null);
  }

  /** The least edge between two groups, in either direction. */
  EdgeOrigin origin(long id, long otherId) {
    if (origins == null) {
      throw new IllegalStateException("origins are kept by EdgeFold.LEAST_EDGE only");
    }
    EdgeOrigin forth = origins.get(new Ends(id, otherId));
    EdgeOrigin back = origins.get(new Ends(otherId, id));
    if (forth == null && back == null) {
      throw new IllegalArgumentException("no edge joins the groups " + id + " and " + otherId);
    }
    return forth == null ? back : back == null ? forth : least(forth, back);
  }

  private static List<ReferenceGraph.Edge> inCanonicalOrder(
      ReferenceGraph graph, Map<Long, Integer> positions) {
    List<ReferenceGraph.Edge> arcs = new ArrayList<>(graph.directedEdges());
    Comparator<ReferenceGraph.Edge> byTarget =
        Comparator.comparing(edge -> positions.get(edge.target()));
    arcs.sort(
        byTarget
            .thenComparing(edge -> positions.get(edge.source()))
            .thenComparing(edge -> Double.doubleToRawLongBits(edge.weight())));
    return arcs;
  }

  private static double fold(EdgeFold fold, double folded, double next) {
    return switch (fold) {
      case SUM, COUNT -> folded + next;
      case MIN -> Math.min(folded, next);
      case MAX -> Math.max(folded, next);
      case LEAST_EDGE -> Double.compare(folded, next) <= 0 ? folded : next;
    };
  }

  private static EdgeOrigin origin(
      ReferenceGraph graph, ReferenceGraph.Edge edge, MapContraction earlier) {
    long source = edge.source();
    long target = edge.target();
    if (earlier != null) {
      EdgeOrigin forth = earlier.origins.get(new Ends(source, target));
      return forth != null ? forth : earlier.origins.get(new Ends(target, source));
    }
    return graph.isUndirected() && source > target
        ? new EdgeOrigin(target, source, edge.weight())
        : new EdgeOrigin(source, target, edge.weight());
  }

  private static EdgeOrigin least(EdgeOrigin one, EdgeOrigin other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
