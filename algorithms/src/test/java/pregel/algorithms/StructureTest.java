package pregel.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static pregel.algorithms.RandomRuns.onRandomGraphs;
import static pregel.algorithms.RandomRuns.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
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
          TriangleCount program = new TriangleCount(Parameters.of());
          assertThat(run(program, graph, seed).longs("triangles")).isEqualTo(expected);
          assertThat(3 * program.total())
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
        (graph, seed) ->
            assertThat(run(new CoreNumbers(Parameters.of()), graph, seed).ints("core"))
                .isEqualTo(TextbookStructure.cores(graph)));
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

  @Test
  void ballsAreTheSketchesOfThoseWithinEveryDistance() {
    onRandomGraphs(
        (graph, seed) -> {
          int precision = 4 + (int) (seed % 9);
          Parameters parameters = Parameters.of("precision", Integer.toString(precision));
          ReferenceResult result = run(new HyperAnf(parameters), graph, seed);
          TextbookStructure.balls(graph)
              .forEach(
                  (id, balls) -> {
                    double size = size(balls.get(0), precision);
                    double harmonic = 0;
                    for (int radius = 1; radius < balls.size(); radius++) {
                      double larger = Math.max(size, size(balls.get(radius), precision));
                      harmonic += (larger - size) / radius;
                      size = larger;
                    }
                    assertThat(result.doubles("reached").get(id)).isEqualTo(size);
                    assertThat(result.doubles("harmonic").get(id))
                        .isCloseTo(harmonic, within(1e-12 * size));
                    assertThat(result.longs("farthest").get(id)).isLessThan(balls.size());
                  });
        });
  }

  private static double size(Set<Long> ball, int precision) {
    return ball.stream()
        .map(id -> HyperLogLog.of(id, precision))
        .reduce(HyperLogLog::union)
        .orElseThrow()
        .size();
  }

  @Test
  void theNeighborhoodFunctionOfAPathIsNearlyExact() {
    ReferenceGraph.Builder path = ReferenceGraph.undirected();
    for (long id = 1; id < 40; id++) {
      path.edge(id, id + 1);
    }
    HyperAnf program = new HyperAnf(Parameters.of("precision", "14"));
    ReferenceResult result = ReferenceRunner.run(program, path.build());
    List<Double> function = program.neighborhoodFunction();
    assertThat(function).hasSizeBetween(40, 42);
    double pairs = 40;
    for (int distance = 0; distance < 40; distance++) {
      pairs += distance == 0 ? 0 : 2.0 * (40 - distance);
      assertThat(function.get(distance)).isCloseTo(pairs, Percentage.withPercentage(1));
    }
    // 0.9 of 1600 pairs are within 27 (1444 of them) but not within 26.
    assertThat(program.effectiveDiameter(0.9)).isBetween(26.0, 28.0);
    assertThat(result.longs("farthest").get(1L)).isEqualTo(39);
    assertThat(result.longs("farthest").get(20L)).isEqualTo(20);
  }

  @Test
  void withoutEdgesThereIsNoDistance() {
    HyperAnf program = new HyperAnf(Parameters.of());
    ReferenceRunner.run(program, ReferenceGraph.directed().vertices(1, 2, 3).build());
    assertThat(program.effectiveDiameter(0.9)).isZero();
  }
}
