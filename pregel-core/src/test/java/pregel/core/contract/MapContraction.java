package pregel.core.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import pregel.api.Contraction;
import pregel.api.Direction;
import pregel.api.EdgeFold;
import pregel.api.EdgeOrigin;
import pregel.api.LongColumn;
import pregel.core.contract.HeldArcs.Arc;
import pregel.core.graph.Graph;

/**
 * Contraction as the definition has it, one arc after another in canonical order.
 *
 * @param labels all groups
 * @param arcs the folded weight by source and target
 * @param origins the edge behind each arc, or null
 */
record MapContraction(
    TreeSet<Long> labels, Map<List<Long>, List<Arc>> arcs, Map<List<Long>, EdgeOrigin> origins) {

  static MapContraction of(
      Graph graph, LongColumn label, Contraction how, Map<List<Long>, EdgeOrigin> before) {
    TreeSet<Long> labels = new TreeSet<>();
    for (int slot = 0; slot < graph.vertices(); slot++) {
      labels.add(label.at(slot));
    }
    Map<List<Long>, Double> folded = new TreeMap<>(HeldArcs.BY_ENDS);
    Map<List<Long>, EdgeOrigin> origins = new TreeMap<>(HeldArcs.BY_ENDS);
    HeldArcs.visit(
        graph,
        Direction.IN,
        (target, source, weight) -> {
          List<Long> ends = List.of(label.at(source), label.at(target));
          boolean isLoop = ends.get(0).equals(ends.get(1));
          boolean otherEndDecides = graph.isUndirected() && ends.get(0) < ends.get(1);
          if (isLoop ? !how.keepsLoops() : otherEndDecides) {
            return;
          }
          folded.merge(
              ends,
              how.fold() == EdgeFold.COUNT ? 1 : weight,
              (a, b) ->
                  switch (how.fold()) {
                    case SUM, COUNT -> a + b;
                    case MIN -> Math.min(a, b);
                    case MAX -> Math.max(a, b);
                    case LEAST_EDGE -> Double.compare(a, b) <= 0 ? a : b;
                  });
          EdgeOrigin origin = origin(graph, source, target, weight, before);
          origins.merge(ends, origin, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        });
    Map<List<Long>, List<Arc>> arcs = new TreeMap<>(HeldArcs.BY_ENDS);
    folded.forEach(
        (ends, weight) -> {
          arcs.put(ends, List.of(new Arc(weight)));
          if (graph.isUndirected()) {
            arcs.put(List.of(ends.get(1), ends.get(0)), List.of(new Arc(weight)));
          }
        });
    return new MapContraction(labels, arcs, how.fold() == EdgeFold.LEAST_EDGE ? origins : null);
  }

  private static EdgeOrigin origin(
      Graph graph, int source, int target, double weight, Map<List<Long>, EdgeOrigin> before) {
    long from = graph.ids().id(source);
    long to = graph.ids().id(target);
    if (before != null) {
      EdgeOrigin forth = before.get(List.of(from, to));
      return forth != null ? forth : before.get(List.of(to, from));
    }
    boolean swaps = graph.isUndirected() && from > to;
    return new EdgeOrigin(swaps ? to : from, swaps ? from : to, weight);
  }
}
