package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.api.contract.Mixture;
import pregel.api.contract.RandomProgram;
import pregel.api.contract.Runner;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;
import pregel.core.job.Delivery;

/**
 * Programs that do at random whatever programs may do leave the bits of the reference runner,
 * whatever workers share their graph.
 */
class SharedWorkersAgreeOnRandomProgramsTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @ParameterizedTest
  @EnumSource
  void agrees(Mixture mixture) {
    for (int seed = 0; seed < SEEDS; seed++) {
      // Partitions begin at multiples of 64 slots.
      ReferenceGraph plain =
          seed % 4 == 0
              ? RandomGraphs.small(seed)
              : RandomGraphs.of(seed % 2 != 0, 100 + 10 * (seed % 40), 700, seed);
      agree(seed, RandomProgram.graph(plain, seed, mixture.ingredients()), mixture);
    }
  }

  private static void agree(int seed, ReferenceGraph graph, Mixture mixture) {
    var options =
        new ReferenceRunner.Options(
            seed % 4 < 2 ? VertexOrder.ID : VertexOrder.DEGREE,
            1 + seed % 7,
            RandomProgram.MAX_SUPERSTEPS,
            seed);
    Supplier<RandomProgram> program = () -> new RandomProgram(seed, graph, mixture.ingredients());
    Object expected = outcome(Runner.REFERENCE, program, graph, options);
    for (int workers : new int[] {1, 2, 3, 5}) {
      for (Delivery delivery : Delivery.values()) {
        if (mixture.changesTheGraph() && delivery.ordinal() != (seed + workers) % 3) {
          continue; // most supersteps of these are delivered in one way whatever is asked for
        }
        Runner shared = new SharedRunner(workers, 1 + seed / 3 % 2, delivery, seed);
        assertThat(outcome(shared, program, graph, options))
            .as("seed %d, %s, %s", seed, mixture, shared)
            .isEqualTo(expected);
      }
    }
  }

  /** What a run left; that it failed, if it did. */
  private static Object outcome(
      Runner runner,
      Supplier<RandomProgram> program,
      ReferenceGraph graph,
      ReferenceRunner.Options options) {
    try {
      return runner.run(program, graph, options);
    } catch (JobException e) {
      return e.kind();
    }
  }
}
