package pregel.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static pregel.algorithms.RandomRuns.onRandomGraphs;
import static pregel.algorithms.RandomRuns.run;
import static pregel.algorithms.RandomRuns.someVertex;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pregel.algorithms.centrality.Betweenness;
import pregel.algorithms.centrality.Hits;
import pregel.algorithms.centrality.PageRank;
import pregel.algorithms.centrality.PersonalizedPageRank;
import pregel.algorithms.centrality.WeightedPageRank;
import pregel.api.Parameters;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;

/** Ranks are those of dense matrices. */
class RanksTest {

  @Test
  void personalizedPageRankAgreesWithDenseRounds() {
    onRandomGraphs(
        (graph, seed) -> {
          long source = someVertex(graph, seed);
          Parameters parameters = Parameters.of("source", Long.toString(source));
          Matching.assertClose(
              TextbookRanks.personalized(graph, source, 0.85, 20),
              run(new PersonalizedPageRank(parameters), graph, seed).doubles("rank"),
              1e-9);
        });
  }

  @Test
  void personalizedPageRankDividesWhatReturnsAmongSeveralSources() {
    onRandomGraphs(
        (graph, seed) -> {
          List<Long> all = graph.ids().stream().sorted().toList();
          List<Long> sources = all.subList(0, 1 + (int) (seed % all.size()));
          String text = sources.stream().map(String::valueOf).collect(Collectors.joining(", "));
          Parameters parameters = Parameters.of("source", text + "," + sources.get(0));
          Matching.assertClose(
              TextbookRanks.personalized(graph, sources, 0.85, 20),
              run(new PersonalizedPageRank(parameters), graph, seed).doubles("rank"),
              1e-9);
        });
  }

  @Test
  void personalizedPageRankStaysWithWhatTheSourceReaches() {
    ReferenceGraph graph =
        ReferenceGraph.directed().edge(1, 2).edge(2, 3).edge(3, 1).edge(4, 1).build();
    Parameters parameters = Parameters.of("source", "1", "damping", "0.5", "iterations", "60");
    Map<Long, Double> ranks =
        ReferenceRunner.run(new PersonalizedPageRank(parameters), graph).doubles("rank");
    assertThat(ranks.get(4L)).isZero();
    assertThat(ranks.get(1L)).isCloseTo(4 / 7.0, within(1e-12));
    assertThat(ranks.get(2L)).isCloseTo(2 / 7.0, within(1e-12));
    assertThat(ranks.get(3L)).isCloseTo(1 / 7.0, within(1e-12));
  }

  @Test
  void personalizedPageRankEndsOnceARoundChangesLessThanTheTolerance() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(1, 2).edge(2, 3).edge(3, 1).build();
    Parameters parameters =
        Parameters.of("source", "1", "damping", "0.5", "iterations", "500", "tolerance", "1e-6");
    ReferenceResult result = ReferenceRunner.run(new PersonalizedPageRank(parameters), graph);
    assertThat(result.supersteps()).hasSizeBetween(18, 24);
    assertThat(result.doubles("rank").get(1L)).isCloseTo(4 / 7.0, within(1e-6));
    assertThat(result.values().get("change")).isBetween(0.0, 1e-6);
  }

  @Test
  void weightedPageRankAgreesWithDenseRounds() {
    onRandomGraphs(
        (graph, seed) ->
            Matching.assertClose(
                TextbookRanks.weighted(graph, 0.85, 20),
                run(new WeightedPageRank(Parameters.of()), graph, seed).doubles("rank"),
                1e-9));
  }

  @Test
  void weightedPageRankOfEqualWeightsIsPageRank() {
    ReferenceGraph graph =
        ReferenceGraph.directed().edge(1, 2, 3).edge(1, 3, 3).edge(3, 1, 0.25).build();
    Matching.assertClose(
        ReferenceRunner.run(new PageRank(Parameters.of()), graph).doubles("rank"),
        ReferenceRunner.run(new WeightedPageRank(Parameters.of()), graph).doubles("rank"),
        1e-12);
  }

  @Test
  void hubsAndAuthoritiesAgreeWithDenseRounds() {
    onRandomGraphs(
        (graph, seed) -> {
          int iterations = 1 + (int) (seed % 20);
          List<Map<Long, Double>> expected = TextbookRanks.hits(graph, iterations);
          Parameters parameters = Parameters.of("iterations", Integer.toString(iterations));
          ReferenceResult result = run(new Hits(parameters), graph, seed);
          Matching.assertClose(expected.get(0), result.doubles("authority"), 1e-9);
          Matching.assertClose(expected.get(1), result.doubles("hub"), 1e-9);
        });
  }

  @Test
  void betweennessAgreesWithCountsOfPairs() {
    onRandomGraphs(
        (graph, seed) -> {
          List<Long> all = graph.ids().stream().sorted().toList();
          List<Long> sources = all.subList(0, 1 + (int) (seed % all.size()));
          String text = sources.stream().map(String::valueOf).collect(Collectors.joining(","));
          Matching.assertClose(
              TextbookRanks.betweenness(graph, sources),
              run(new Betweenness(Parameters.of("source", text)), graph, seed)
                  .doubles("betweenness"),
              1e-9);
        });
  }

  @Test
  void betweennessOfAStarIsAllInItsMiddle() {
    ReferenceGraph graph = ReferenceGraph.undirected().edge(0, 1).edge(0, 2).edge(0, 3).build();
    Map<Long, Double> between =
        ReferenceRunner.run(new Betweenness(Parameters.of("source", "0,1,2,3")), graph)
            .doubles("betweenness");
    assertThat(between).isEqualTo(Map.of(0L, 6.0, 1L, 0.0, 2L, 0.0, 3L, 0.0));
  }

  @Test
  void betweennessRefusesMoreWaysThanItCanCount() {
    ReferenceGraph.Builder graph = ReferenceGraph.directed();
    for (int at = 0; at < 1100; at++) {
      graph.edge(at, at + 1).edge(at, at + 1);
    }
    assertThatThrownBy(
            () -> ReferenceRunner.run(new Betweenness(Parameters.of("source", "0")), graph.build()))
        .hasMessageContaining("more shortest ways lead here than a double can count");
  }
}
