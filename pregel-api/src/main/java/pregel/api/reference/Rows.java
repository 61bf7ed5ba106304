package pregel.api.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import pregel.api.Direction;

/** The edges at every position, by direction, in canonical order of their other ends. */
final class Rows {

  /** An edge seen from one of its ends. */
  record End(int position, double weight) {}

  /** Parallel edges stand by the raw bits of their weights. */
  private static final Comparator<End> CANONICAL =
      Comparator.comparingInt(End::position)
          .thenComparingLong(end -> Double.doubleToRawLongBits(end.weight()));

  private final List<List<End>> out;
  private final List<List<End>> in;
  private final List<List<End>> both;
  private final List<SortedMap<Integer, Integer>> neighbors = new ArrayList<>();

  Rows(ReferenceGraph graph, Arrangement arrangement) {
    int n = graph.ids().size();
    out = emptyRows(n);
    in = graph.isUndirected() ? out : emptyRows(n);
    both = graph.isUndirected() ? out : emptyRows(n);
    for (ReferenceGraph.Edge edge : graph.directedEdges()) {
      int source = arrangement.positions().get(edge.source());
      int target = arrangement.positions().get(edge.target());
      out.get(source).add(new End(target, edge.weight()));
      if (!graph.isUndirected()) {
        in.get(target).add(new End(source, edge.weight()));
        both.get(source).add(new End(target, edge.weight()));
        both.get(target).add(new End(source, edge.weight()));
      }
    }
    for (List<List<End>> rows : List.of(out, in, both)) {
      rows.forEach(row -> row.sort(CANONICAL));
    }
    for (int position = 0; position < n; position++) {
      SortedMap<Integer, Integer> simple = new TreeMap<>();
      out.get(position).forEach(end -> simple.put(end.position(), 1));
      for (int other : in.get(position).stream().map(End::position).distinct().toList()) {
        simple.merge(other, 1, Integer::sum);
      }
      simple.remove(position);
      neighbors.add(simple);
    }
  }

  List<End> row(Direction direction, int position) {
    return switch (direction) {
      case OUT -> out.get(position);
      case IN -> in.get(position);
      case BOTH -> both.get(position);
    };
  }

  /**
   * The simple, undirected view without loops: each neighbour with the number of directions in
   * which there is an edge, which in an undirected graph is always 2.
   */
  SortedMap<Integer, Integer> neighbors(int position) {
    return neighbors.get(position);
  }

  private static List<List<End>> emptyRows(int n) {
    List<List<End>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(new ArrayList<>());
    }
    return rows;
  }
}
