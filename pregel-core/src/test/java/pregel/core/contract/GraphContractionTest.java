package pregel.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pregel.api.Contraction;
import pregel.api.EdgeFold;
import pregel.api.EdgeOrigin;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.Schema;
import pregel.api.VertexOrder;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.core.contract.GraphContraction.Contracted;
import pregel.core.contract.HeldArcs.Arc;
import pregel.core.graph.Graph;

class GraphContractionTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void contractsWhatAMapOfArcsDoes() {
    for (int seed = 0; seed < 5 * SEEDS; seed++) {
      agreesWithAMap(RandomGraphs.small(seed), seed);
    }
  }

  @Test
  void contractsLargeGraphsAsAMapDoes() {
    for (int seed = 0; seed < Math.max(4, SEEDS / 10); seed++) {
      agreesWithAMap(RandomGraphs.of(seed % 2 == 0, 20_000, 120_000, seed), seed);
    }
  }

  private static void agreesWithAMap(ReferenceGraph given, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean weighted = random.nextInt(4) > 0;
    VertexOrder order = random.nextBoolean() ? VertexOrder.DEGREE : VertexOrder.ID;
    Graph graph = HeldArcs.build(given, order, weighted);
    LongColumn label = labels(graph, random);
    EdgeFold fold = EdgeFold.values()[random.nextInt(EdgeFold.values().length)];
    Contraction how = new Contraction(fold, random.nextBoolean());
    MapContraction expected = MapContraction.of(graph, label, how, null);
    for (int threads = 1; threads <= 3; threads++) {
      String what = "seed " + seed + ", " + how + ", threads " + threads;
      Contracted contracted = GraphContraction.contract(graph, label, how, null, threads);
      assertSame(contracted, graph, label, expected, what);
    }
    contractsAgain(graph, label, how, random, "seed " + seed + ", again");
  }

  private static void contractsAgain(
      Graph graph, LongColumn label, Contraction how, SplittableRandom random, String what) {
    Contracted once = GraphContraction.contract(graph, label, how, null, 2);
    LongColumn second = labels(once.graph(), random);
    MapContraction first = MapContraction.of(graph, label, how, null);
    MapContraction expected = MapContraction.of(once.graph(), second, how, first.origins());
    Contracted twice = GraphContraction.contract(once.graph(), second, how, once.origins(), 2);
    assertSame(twice, once.graph(), second, expected, what);
  }

  private static void assertSame(
      Contracted contracted, Graph before, LongColumn label, MapContraction expected, String what) {
    Graph graph = contracted.graph();
    assertThat(graph.isUndirected()).as(what).isEqualTo(before.isUndirected());
    assertThat(graph.order()).as(what).isEqualTo(before.order());
    assertThat(HeldArcs.ids(graph)).as(what).isEqualTo(expected.labels());
    assertThat(HeldArcs.incoming(graph)).as(what).isEqualTo(expected.arcs());
    assertThat(HeldArcs.outgoing(graph)).as(what).isEqualTo(expected.arcs());
    for (int slot = 0; slot < before.vertices(); slot++) {
      assertThat(graph.ids().id(contracted.groupSlots()[slot])).as(what).isEqualTo(label.at(slot));
    }
    if (expected.origins() == null) {
      assertThat(contracted.origins()).as(what).isNull();
      return;
    }
    Map<List<Long>, EdgeOrigin> least = new TreeMap<>(HeldArcs.BY_ENDS);
    expected
        .origins()
        .forEach(
            (ends, origin) -> {
              List<Long> turned = List.of(ends.get(1), ends.get(0));
              for (List<Long> pair : List.of(ends, turned)) {
                least.merge(pair, origin, (a, b) -> a.compareTo(b) <= 0 ? a : b);
              }
            });
    least.forEach(
        (ends, origin) ->
            assertThat(contracted.origins().between(ends.get(0), ends.get(1)))
                .as("%s, %s", what, ends)
                .isEqualTo(origin));
  }

  /** Few labels or many, ids of the graph or not. */
  private static LongColumn labels(Graph graph, SplittableRandom random) {
    LongColumn label = new Schema(graph.vertices()).longColumn("label");
    int groups = 1 + random.nextInt(random.nextBoolean() ? 5 : graph.vertices());
    boolean ids = random.nextBoolean();
    for (int slot = 0; slot < graph.vertices(); slot++) {
      long group = random.nextInt(groups);
      label.put(slot, ids ? graph.ids().id((int) (group % graph.vertices())) : group * 1_000_003);
    }
    return label;
  }

  @Test
  void keepsTheSumOfTheWeightsAtAGroup() {
    ReferenceGraph given =
        ReferenceGraph.undirected().edge(1, 2, 3).edge(2, 3, 5).edge(1, 1, 7).build();
    Graph graph = HeldArcs.build(given, VertexOrder.ID, true);
    LongColumn label = new Schema(3).longColumn("label");
    label.put(0, 10);
    label.put(1, 10);
    label.put(2, 20);
    Contracted contracted =
        GraphContraction.contract(graph, label, Contraction.folding(EdgeFold.SUM), null, 1);
    assertThat(HeldArcs.incoming(contracted.graph()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                List.of(10L, 10L), List.of(new Arc(3 + 3 + 7)),
                List.of(10L, 20L), List.of(new Arc(5)),
                List.of(20L, 10L), List.of(new Arc(5))));
    assertThat(contracted.graph().edges()).isEqualTo(2);
  }

  @Test
  void contractsAnEmptyGraph() {
    Graph graph = HeldArcs.build(ReferenceGraph.directed().build(), VertexOrder.ID, true);
    LongColumn label = new Schema(0).longColumn("label");
    for (EdgeFold fold : EdgeFold.values()) {
      Contracted contracted =
          GraphContraction.contract(graph, label, Contraction.folding(fold), null, 2);
      assertThat(contracted.graph().vertices()).isZero();
    }
  }

  @Test
  void refusesANegativeLabelAndNamesItsVertex() {
    Graph graph =
        HeldArcs.build(ReferenceGraph.directed().edge(5, 9).build(), VertexOrder.ID, true);
    LongColumn label = new Schema(2).longColumn("label");
    label.put(1, -3);
    assertThatThrownBy(
            () ->
                GraphContraction.contract(graph, label, Contraction.folding(EdgeFold.MIN), null, 1))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USER_PROGRAM))
        .hasMessageContaining("vertex 9")
        .hasMessageContaining("-3");
  }

  @Test
  void knowsNoOriginOfGroupsThatNoEdgeJoins() {
    Graph graph =
        HeldArcs.build(
            ReferenceGraph.undirected().edge(1, 2).vertices(3).build(), VertexOrder.ID, true);
    LongColumn label = new Schema(3).longColumn("label");
    for (int slot = 0; slot < 3; slot++) {
      label.put(slot, slot + 1);
    }
    Contracted contracted =
        GraphContraction.contract(graph, label, Contraction.folding(EdgeFold.LEAST_EDGE), null, 1);
    assertThat(contracted.origins().between(2, 1)).isEqualTo(new EdgeOrigin(1, 2, 1));
    assertThatThrownBy(() -> contracted.origins().between(1, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> contracted.origins().between(1, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
