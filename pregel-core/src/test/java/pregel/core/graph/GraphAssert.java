package pregel.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import pregel.api.Direction;

/** Compares a graph with what it must look like. */
final class GraphAssert {
  private GraphAssert() {}

  static void assertSame(Graph graph, NaiveGraph expected, String what) {
    assertThat(graph.order()).as(what).isEqualTo(expected.order);
    assertThat(graph.edges()).as(what).isEqualTo(expected.edges);
    assertThat(ids(graph)).as(what).isEqualTo(expected.idsBySlot);
    assertThat(starts(graph)).as(what).isEqualTo(expected.partitionStarts);
    assertSameRows(rows(graph, Direction.IN), expected.in, what + ", in");
    assertSameRows(rows(graph, Direction.OUT), expected.out, what + ", out");
    assertSameRows(rows(graph, Direction.BOTH), expected.both, what + ", both");
    for (int slot = 0; slot < graph.vertices(); slot++) {
      assertThat(graph.inDegrees().get(slot)).as(what).isEqualTo(expected.in.get(slot).size());
      assertThat(graph.outDegrees().get(slot)).as(what).isEqualTo(expected.out.get(slot).size());
      assertThat(graph.ids().slot(expected.idsBySlot.get(slot))).as(what).isEqualTo(slot);
    }
    for (int rank = 1; rank < graph.vertices(); rank++) {
      assertThat(graph.ids().idOfRank(rank)).as(what).isGreaterThan(graph.ids().idOfRank(rank - 1));
      assertThat(graph.ids().id(graph.ids().slotOfRank(rank)))
          .as(what)
          .isEqualTo(graph.ids().idOfRank(rank));
    }
  }

  private static void assertSameRows(
      List<List<NaiveGraph.Arc>> rows, List<List<NaiveGraph.Arc>> expected, String what) {
    assertThat(rows).as(what).hasSameSizeAs(expected);
    for (int slot = 0; slot < rows.size(); slot++) {
      assertThat(rows.get(slot)).as("%s, slot %d", what, slot).isEqualTo(expected.get(slot));
    }
  }

  private static List<Long> ids(Graph graph) {
    List<Long> ids = new ArrayList<>();
    for (int slot = 0; slot < graph.vertices(); slot++) {
      ids.add(graph.ids().id(slot));
    }
    return ids;
  }

  private static List<Integer> starts(Graph graph) {
    List<Integer> starts = new ArrayList<>();
    for (int p = 0; p < graph.partitions().partitions(); p++) {
      starts.add(graph.partitions().start(p));
    }
    starts.add(graph.vertices());
    return starts;
  }

  private static List<List<NaiveGraph.Arc>> rows(Graph graph, Direction direction) {
    Adjacency adjacency = graph.adjacency(direction);
    List<List<NaiveGraph.Arc>> all = new ArrayList<>();
    for (int p = 0; p < graph.partitions().partitions(); p++) {
      Adjacency.Rows rows = adjacency.rows(p);
      for (int row = 0; row < rows.rowCount(); row++) {
        List<NaiveGraph.Arc> arcs = new ArrayList<>();
        for (int at = rows.offsets().get(row); at < rows.offsets().get(row + 1); at++) {
          double weight = rows.weights() == null ? 1 : rows.weights().get(at);
          arcs.add(new NaiveGraph.Arc(rows.targets()[at], weight));
        }
        all.add(arcs);
      }
    }
    return all;
  }
}
