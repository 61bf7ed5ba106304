package pregel.algorithms.centrality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static pregel.algorithms.RandomRuns.onRandomGraphs;
import static pregel.algorithms.RandomRuns.run;

import java.util.List;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import pregel.algorithms.TextbookStructure;
import pregel.api.Parameters;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;

/** Estimated distances are those of sketches made from the definition. */
class HyperAnfTest {

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
