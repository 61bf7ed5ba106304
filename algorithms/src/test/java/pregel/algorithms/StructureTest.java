package pregel.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static pregel.algorithms.RandomRuns.onRandomGraphs;
import static pregel.algorithms.RandomRuns.run;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pregel.algorithms.centrality.DegreeCentrality;
import pregel.algorithms.cohesion.CoreNumbers;
import pregel.algorithms.cohesion.TriangleCount;
import pregel.algorithms.community.WeightedLabelPropagation;
import pregel.algorithms.components.StronglyConnectedComponents;
import pregel.api.Parameters;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;

/** Degrees, triangles, cores, components and distances are those of textbooks. */
class StructureTest {

  @Test
  void triangleCountsAgreeWithLookingUpEveryPair() {
    onRandomGraphs(
        (graph, seed) -> {
          Map<Long, Long> expected = TextbookStructure.triangles(graph);
          ReferenceResult result = run(new TriangleCount(Parameters.of()), graph, seed);
          assertThat(result.longs("triangles")).isEqualTo(expected);
          assertThat(3 * result.values().get("triangles"))
              .isEqualTo(expected.values().stream().mapToLong(Long::longValue).sum());
        });
  }

  @Test
  void degreesCountEveryEnd() {
    onRandomGraphs(
        (graph, seed) -> {
          ReferenceResult result = run(new DegreeCentrality(Parameters.of()), graph, seed);
          double others = Math.max(1, graph.ids().size() - 1);
          for (long id : graph.ids()) {
            long in = graph.directedEdges().stream().filter(e -> e.target() == id).count();
            long out = graph.directedEdges().stream().filter(e -> e.source() == id).count();
            long degree = graph.isUndirected() ? out : in + out;
            assertThat(result.longs("in").get(id)).isEqualTo(in);
            assertThat(result.longs("out").get(id)).isEqualTo(out);
            assertThat(result.longs("degree").get(id)).isEqualTo(degree);
            assertThat(result.doubles("centrality").get(id)).isEqualTo(degree / others);
          }
        });
  }

  @Test
  void coreNumbersAgreeWithTakingTheWeakAway() {
    onRandomGraphs(
        (graph, seed) -> {
          Map<Long, Integer> expected = TextbookStructure.cores(graph);
          ReferenceResult result = run(new CoreNumbers(Parameters.of()), graph, seed);
          assertThat(result.ints("core")).isEqualTo(expected);
          assertThat(result.values())
              .containsEntry("degeneracy", (double) Collections.max(expected.values()));
        });
  }

  @Test
  void strongComponentsAgreeWithTheTransitiveClosure() {
    onRandomGraphs(
        (graph, seed) ->
            assertThat(
                    run(new StronglyConnectedComponents(Parameters.of()), graph, seed)
                        .longs("component"))
                .isEqualTo(TextbookStructure.strongComponents(graph)));
  }

  @Test
  void strongComponentsOfAChainOfCyclesAreTheCycles() {
    ReferenceGraph.Builder graph = ReferenceGraph.directed();
    for (long cycle = 0; cycle < 6; cycle++) {
      long first = 10 * cycle;
      graph.edge(first, first + 1).edge(first + 1, first + 2).edge(first + 2, first);
      graph.edge(first + 1, 10 * (cycle + 1) % 60 + 5);
    }
    Map<Long, Long> components =
        ReferenceRunner.run(new StronglyConnectedComponents(Parameters.of()), graph.build())
            .longs("component");
    components.forEach(
        (id, component) -> assertThat(component).isEqualTo(id % 10 == 5 ? id : id - id % 10));
  }

  @Test
  void weightedLabelsAgreeWithExactSums() {
    onRandomGraphs(
        (graph, seed) -> {
          int iterations = (int) (seed % 7);
          Parameters parameters = Parameters.of("iterations", Integer.toString(iterations));
          assertThat(run(new WeightedLabelPropagation(parameters), graph, seed).longs("community"))
              .isEqualTo(TextbookStructure.weightedLabels(graph, iterations));
        });
  }
}
