package pregel.algorithms.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pregel.algorithms.Datasets;
import pregel.algorithms.MetisFile;
import pregel.algorithms.Partitioned;
import pregel.api.Parameters;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceStages;

class LouvainTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void reportsTheModularityOfTheCommunitiesItFinds() {
    for (int seed = 0; seed < 5 * SEEDS; seed++) {
      ReferenceGraph graph = RandomGraphs.small(seed);
      ReferenceResult result = run(graph);
      Map<Long, Long> communities = result.longs("community");
      assertThat(result.values().get("modularity"))
          .as("seed %d", seed)
          .isCloseTo(Partitioned.modularity(graph, communities), within(1e-9));
      assertThat(result.values().get("communities"))
          .as("seed %d", seed)
          .isEqualTo(communities.values().stream().distinct().count());
    }
  }

  @Test
  void findsNothingWorseThanEveryVertexAlone() {
    for (int seed = 0; seed < 5 * SEEDS; seed++) {
      ReferenceGraph graph = RandomGraphs.small(seed);
      Map<Long, Long> alone = new TreeMap<>();
      graph.ids().forEach(id -> alone.put(id, id));
      assertThat(run(graph).values().get("modularity"))
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(Partitioned.modularity(graph, alone) - 1e-9);
    }
  }

  @Test
  void findsConnectedCommunitiesNamedAfterTheirSmallestVertex() {
    for (int seed = 0; seed < 5 * SEEDS; seed++) {
      ReferenceGraph graph = RandomGraphs.small(seed);
      Map<Long, Long> communities = run(graph).longs("community");
      assertThat(communities)
          .as("seed %d", seed)
          .isEqualTo(Partitioned.connectedParts(graph, communities));
    }
  }

  /** Cliques of five in a ring, each joined with the next by one edge. */
  @Test
  void findsTheCliquesOfARing() {
    var graph = ReferenceGraph.undirected();
    Map<Long, Long> cliques = new TreeMap<>();
    for (int clique = 0; clique < 12; clique++) {
      for (int i = 0; i < 5; i++) {
        cliques.put(5L * clique + i, 5L * clique);
        for (int j = 0; j < i; j++) {
          graph.edge(5L * clique + i, 5L * clique + j);
        }
      }
      graph.edge(5L * clique, 5L * ((clique + 1) % 12) + 1);
    }
    assertThat(run(graph.build()).longs("community")).isEqualTo(cliques);
  }

  @Test
  void heedsWeights() {
    ReferenceGraph graph =
        ReferenceGraph.undirected()
            .edge(0, 1, 10)
            .edge(1, 2, 0.125)
            .edge(2, 3, 10)
            .edge(3, 0, 0.125)
            .build();
    assertThat(run(graph).longs("community")).isEqualTo(Map.of(0L, 0L, 1L, 0L, 2L, 2L, 3L, 2L));
  }

  /**
   * The greatest modularity that any division of Zachary's karate club has is 0.4198 (Brandes et
   * al., On Modularity Clustering, 2008).
   */
  @Test
  void comesCloseToTheBestDivisionOfTheKarateClub() {
    ReferenceGraph karate =
        MetisFile.read(Datasets.folder("networkit-graphs").resolve("karate.graph"));
    double modularity = run(karate).values().get("modularity");
    assertThat(modularity).isBetween(0.41, 0.4199);
  }

  /** Which vertices move first depends on their ids. */
  @Test
  void comesCloseToItOnAverageWhateverTheIds() {
    ReferenceGraph karate =
        MetisFile.read(Datasets.folder("networkit-graphs").resolve("karate.graph"));
    double sum = 0;
    int orders = 50;
    for (int order = 0; order < orders; order++) {
      List<Long> ids = new ArrayList<>(karate.ids());
      Collections.shuffle(ids, new Random(order));
      var renamed = ReferenceGraph.undirected();
      for (ReferenceGraph.Edge edge : karate.edges()) {
        renamed.edge(ids.get((int) edge.source() - 1), ids.get((int) edge.target() - 1));
      }
      sum += run(renamed.build()).values().get("modularity");
    }
    assertThat(sum / orders).isBetween(0.412, 0.4199);
  }

  private static ReferenceResult run(ReferenceGraph graph) {
    return ReferenceStages.run(new Louvain(Parameters.of()), graph);
  }
}
