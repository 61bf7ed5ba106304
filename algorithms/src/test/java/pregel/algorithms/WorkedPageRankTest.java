package pregel.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import pregel.algorithms.centrality.PageRank;
import pregel.api.Parameters;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;

/** Examples whose ranks were worked out apart from this project. */
class WorkedPageRankTest {
  private static final ReferenceGraph FIVE_PAGES =
      ReferenceGraph.directed()
          .edge(0, 1)
          .edge(0, 2)
          .edge(1, 2)
          .edge(2, 0)
          .edge(3, 2)
          .edge(4, 0)
          .edge(4, 2)
          .build();

  private static final ReferenceGraph EIGHT_PAGES =
      ReferenceGraph.directed()
          .edge(0, 1)
          .edge(0, 2)
          .edge(1, 2)
          .edge(2, 0)
          .edge(3, 2)
          .edge(3, 4)
          .edge(4, 5)
          .edge(5, 6)
          .edge(6, 4)
          .edge(6, 7)
          .build();

  @Test
  void givesTheRanksOfTheFirstTwoRounds() {
    assertRanks(run(FIVE_PAGES, "iterations", "1"), .285, .115, .54, .03, .03);
    assertRanks(run(FIVE_PAGES, "iterations", "2"), .50175, .151125, .287125, .03, .03);
  }

  @Test
  void givesTheRanksAfterTwentyRoundsByDefault() {
    assertRanks(run(FIVE_PAGES), 0.3691415065, 0.1868722709, 0.3839862226, 0.03, 0.03);
  }

  @Test
  void convergesWhenGivenATolerance() {
    ReferenceResult result = run(FIVE_PAGES, "iterations", "1000", "tolerance", "1e-12");
    assertRanks(result, 0.3691351046, 0.1868824194, 0.3839824760, 0.03, 0.03);
    assertThat(result.supersteps()).hasSizeBetween(50, 300);
  }

  @Test
  void keepsPagesThatNobodyLinksTo() {
    // Joining ranks with links and reducing loses pages 3 and 4 and gives a sum of 0.6155.
    Map<Long, Double> ranks = run(FIVE_PAGES).doubles("rank");
    assertThat(ranks).hasSize(5);
    assertThat(sum(ranks)).isCloseTo(1, within(1e-12));
    assertThat(ranks.get(0L)).isNotCloseTo(0.2389, within(1e-3));
  }

  @Test
  void spreadsTheRankOfAPageWithoutLinks() {
    ReferenceResult result = run(EIGHT_PAGES, "iterations", "30");
    assertRanks(
        result,
        .2348320847,
        .1263557400,
        .2450405706,
        .0265568899,
        .0847583957,
        .0986063044,
        .1103786320,
        .0734713828);
    assertThat(sum(result.doubles("rank"))).isCloseTo(1, within(1e-12));
  }

  @Test
  void agreesWithTheSixPagesOfLangvilleAndMeyer() {
    ReferenceGraph sixPages =
        ReferenceGraph.directed()
            .edge(1, 2)
            .edge(1, 3)
            .edge(3, 1)
            .edge(3, 2)
            .edge(3, 5)
            .edge(4, 5)
            .edge(4, 6)
            .edge(5, 4)
            .edge(5, 6)
            .edge(6, 4)
            .build();
    Map<Long, Double> expected =
        Map.of(
            1L,
            0.03721197,
            2L,
            0.05395735,
            3L,
            0.04150565,
            4L,
            0.37508082,
            5L,
            0.20599833,
            6L,
            0.28624589);
    ReferenceResult result = run(sixPages, "damping", "0.9", "iterations", "100");
    Matching.assertClose(expected, result.doubles("rank"), 1e-6);
  }

  @Test
  void sendsNothingInTheLastRoundAndStops() {
    ReferenceResult result = run(EIGHT_PAGES, "iterations", "30");
    assertThat(result.supersteps()).hasSize(31);
    assertThat(result.supersteps().get(29).messages()).isEqualTo(10);
    assertThat(result.supersteps().get(29).active()).isEqualTo(8);
    assertThat(result.supersteps().get(30).messages()).isZero();
    assertThat(result.supersteps().get(30).active()).isZero();
  }

  @Test
  void startsAndEndsWithEvenRanksWhenThereAreNoRounds() {
    ReferenceResult result = run(FIVE_PAGES, "iterations", "0");
    assertRanks(result, .2, .2, .2, .2, .2);
    assertThat(result.supersteps()).hasSize(1);
  }

  private static ReferenceResult run(ReferenceGraph graph, String... parameters) {
    return ReferenceRunner.run(new PageRank(Parameters.of(parameters)), graph);
  }

  private static void assertRanks(ReferenceResult result, double... expected) {
    Map<Long, Double> ranks = result.doubles("rank");
    assertThat(ranks).hasSize(expected.length);
    for (int id = 0; id < expected.length; id++) {
      assertThat(ranks.get((long) id)).as("page %d", id).isCloseTo(expected[id], within(1e-9));
    }
  }

  private static double sum(Map<Long, Double> ranks) {
    return ranks.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
