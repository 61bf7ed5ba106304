package pregel.algorithms.spanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pregel.algorithms.Datasets;
import pregel.algorithms.DimacsFile;
import pregel.algorithms.Kruskal;
import pregel.algorithms.Partitioned;
import pregel.api.Parameters;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceGraph.Edge;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceStages;

class SpanningForestTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void findsTheForestThatKruskalDoes() {
    for (int seed = 0; seed < 5 * SEEDS; seed++) {
      assertAgrees(RandomGraphs.small(seed), seed);
    }
  }

  @Test
  void breaksTiesAsKruskalDoes() {
    for (int seed = 0; seed < 5 * SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      var graph = random.nextBoolean() ? ReferenceGraph.undirected() : ReferenceGraph.directed();
      int vertices = 2 + random.nextInt(40);
      for (int i = random.nextInt(4 * vertices); i >= 0; i--) {
        graph.edge(random.nextInt(vertices), random.nextInt(vertices), random.nextInt(3));
      }
      assertAgrees(graph.build(), seed);
    }
  }

  private static void assertAgrees(ReferenceGraph graph, int seed) {
    List<Edge> expected = Kruskal.forest(graph);
    ReferenceResult result = run(graph);
    Map<Long, Long> parents = result.longs("parent");
    Map<Long, Double> weights = result.doubles("weight");
    List<Edge> found = new ArrayList<>();
    parents.forEach(
        (id, parent) -> {
          if (parent != TreeParents.NOBODY) {
            found.add(new Edge(Math.min(id, parent), Math.max(id, parent), weights.get(id)));
          }
        });
    assertThat(found).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(result.values().get("total_weight"))
        .as("seed %d", seed)
        .isCloseTo(expected.stream().mapToDouble(Edge::weight).sum(), within(1e-9));
    assertThat(result.values().get("trees"))
        .as("seed %d", seed)
        .isEqualTo(graph.ids().size() - expected.size());
    Map<Long, Long> everywhere = new TreeMap<>();
    graph.ids().forEach(id -> everywhere.put(id, 0L));
    Map<Long, Long> trees = result.longs("tree");
    assertThat(trees).as("seed %d", seed).isEqualTo(Partitioned.connectedParts(graph, everywhere));
    parents.forEach(
        (id, parent) -> {
          boolean isRoot = trees.get(id).equals(id);
          assertThat(parent == TreeParents.NOBODY).as("seed %d", seed).isEqualTo(isRoot);
          assertThat(weights.get(id).isNaN()).as("seed %d", seed).isEqualTo(isRoot);
        });
  }

  /** Each edge lighter than the one before: trees that grow into one long chain. */
  @Test
  void jumpsAlongChainsOfTreesInFewSupersteps() {
    var graph = ReferenceGraph.undirected();
    for (int i = 0; i < 1_000; i++) {
      graph.edge(i, i + 1, 1_000 - i);
    }
    ReferenceResult result = run(graph.build());
    assertThat(result.values().get("rounds")).isEqualTo(1);
    // 1,001 from the root to the end of the chain, 2 for the edges, about 2 * log2(1,001) to jump.
    assertThat(result.supersteps()).hasSizeLessThan(1_001 + 2 + 2 * 10 + 8);
  }

  /** Streets of Rome, one-way or not: 3,353 crossings, all of them joined. */
  @Test
  void findsTheWeightThatKruskalDoesOnARoadNetwork() {
    ReferenceGraph rome = DimacsFile.read(Datasets.folder("rome99").resolve("rome99.gr.gz"));
    double expected = Kruskal.forest(rome).stream().mapToDouble(Edge::weight).sum();
    assertThat(expected).isEqualTo(1_186_386);
    assertThat(run(rome).values())
        .containsEntry("total_weight", expected)
        .containsEntry("trees", 1.0);
  }

  private static ReferenceResult run(ReferenceGraph graph) {
    return ReferenceStages.run(new SpanningForest(Parameters.of()), graph);
  }
}
