package pregel.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pregel.algorithms.RandomRuns.onRandomGraphs;
import static pregel.algorithms.RandomRuns.onSeeds;
import static pregel.algorithms.RandomRuns.run;

import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import pregel.algorithms.matching.BipartiteMatching;
import pregel.algorithms.matching.MaximalIndependentSet;
import pregel.algorithms.sampling.RandomWalks;
import pregel.api.JobException;
import pregel.api.Parameters;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceGraph.Edge;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;

/** What is chosen at random has the properties that it is chosen for. */
class ChoicesTest {

  @Test
  void noTwoOfAnIndependentSetAreNeighborsAndNobodyCouldBeAdded() {
    onRandomGraphs(
        (graph, seed) -> {
          Map<Long, Boolean> members =
              run(new MaximalIndependentSet(Parameters.of()), graph, seed).booleans("member");
          Map<Long, Set<Long>> neighbors = TextbookStructure.neighbors(graph);
          for (long id : graph.ids()) {
            assertThat(neighbors.get(id).stream().anyMatch(members::get))
                .as("vertex %d has a neighbour in the set", id)
                .isEqualTo(!members.get(id));
          }
        });
  }

  @Test
  void anIndependentSetIsFoundInFewRounds() {
    ReferenceGraph.Builder complete = ReferenceGraph.undirected();
    for (long one = 0; one < 30; one++) {
      for (long other = 0; other < one; other++) {
        complete.edge(one, other);
      }
    }
    ReferenceResult result =
        ReferenceRunner.run(new MaximalIndependentSet(Parameters.of()), complete.build());
    assertThat(result.booleans("member").values()).containsOnlyOnce(true);
    assertThat(result.supersteps()).hasSize(3);
  }

  @Test
  void aMatchingPairsNeighborsOnceAndCouldNotBeExtended() {
    onSeeds(
        seed -> {
          ReferenceGraph graph = bipartite(seed);
          Map<Long, Long> partners =
              run(new BipartiteMatching(Parameters.of()), graph, seed).longs("partner");
          Map<Long, Set<Long>> neighbors = TextbookStructure.neighbors(graph);
          partners.forEach(
              (id, partner) -> {
                if (partner >= 0) {
                  assertThat(neighbors.get(id)).contains(partner);
                  assertThat(partners.get(partner)).isEqualTo(id);
                }
              });
          for (Edge edge : graph.edges()) {
            assertThat(Math.max(partners.get(edge.source()), partners.get(edge.target())))
                .as("the partners of %d and %d", edge.source(), edge.target())
                .isNotNegative();
          }
        });
  }

  @Test
  void aMatchingRefusesVerticesOnBothSides() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(1, 2).edge(2, 3).build();
    assertThatThrownBy(() -> ReferenceRunner.run(new BipartiteMatching(Parameters.of()), graph))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("vertex 2 has incoming and outgoing edges");
  }

  private static ReferenceGraph bipartite(long seed) {
    var random = new SplittableRandom(seed);
    int left = 1 + random.nextInt(30);
    int right = 1 + random.nextInt(30);
    ReferenceGraph.Builder graph = ReferenceGraph.directed().vertices(7_000, Long.MAX_VALUE);
    for (int edges = random.nextInt(3 * (left + right)); edges > 0; edges--) {
      graph.edge(100L + random.nextInt(left), random.nextInt(right));
    }
    return graph.build();
  }

  @Test
  void walkersAreNeitherLostNorMade() {
    ReferenceGraph cycle =
        ReferenceGraph.directed().edge(1, 2).edge(2, 3).edge(3, 1).edge(4, 1).edge(4, 5).build();
    Parameters parameters = Parameters.of("walks-per-vertex", "8", "length", "5");
    Map<Long, Long> visits =
        ReferenceRunner.run(new RandomWalks(parameters), cycle).longs("visits");
    // Three vertices keep their walkers; those of 4 end in 5 at once or go round in four steps.
    long toFive = visits.get(5L) - 8;
    assertThat(toFive).isBetween(0L, 8L);
    assertThat(visits.get(4L)).isEqualTo(8);
    assertThat(visits.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(3 * 8 * 6 + 8 + 8 + toFive + 5 * (8 - toFive));
  }

  @Test
  void visitsAreAsManyAsExpected() {
    onRandomGraphs(
        (graph, seed) -> {
          int walks = 400;
          Parameters parameters =
              Parameters.of("walks-per-vertex", Integer.toString(walks), "length", "6");
          Map<Long, Long> visits = run(new RandomWalks(parameters), graph, seed).longs("visits");
          TextbookRanks.visits(graph, walks, 6)
              .forEach(
                  (id, expected) -> {
                    // A walker visits a vertex 7 times at most: the deviation of a sum of such.
                    double deviation = Math.sqrt(7 * expected);
                    assertThat(Math.abs(visits.get(id) - expected))
                        .as("vertex %d: %d visits, %s expected", id, visits.get(id), expected)
                        .isLessThanOrEqualTo(6 * deviation + 1e-6);
                  });
        });
  }

  @Test
  void walkersTakeEdgesByTheirWeights() {
    ReferenceGraph graph =
        ReferenceGraph.directed().edge(1, 2, 0).edge(1, 3, 1).edge(1, 4, 3).build();
    Parameters parameters = Parameters.of("walks-per-vertex", "4000", "length", "1");
    Map<Long, Long> visits =
        ReferenceRunner.run(new RandomWalks(parameters), graph).longs("visits");
    assertThat(visits.get(2L)).isEqualTo(4_000);
    assertThat(visits.get(3L)).isBetween(4_850L, 5_150L);
    assertThat(visits.get(3L) + visits.get(4L)).isEqualTo(12_000);
  }
}
