package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.api.contract.Mixture;
import pregel.api.contract.RandomProgram;
import pregel.api.contract.Runner;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;

/**
 * Programs that do at random whatever programs may do leave the bits of the reference runner,
 * however the engine runs them.
 */
class EngineAgreesOnRandomProgramsTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @ParameterizedTest
  @EnumSource
  void agrees(Mixture mixture) {
    for (int seed = 0; seed < SEEDS; seed++) {
      ReferenceGraph graph = RandomProgram.graph(seed, mixture.ingredients());
      agree(seed, graph, RandomProgram.MAX_SUPERSTEPS, mixture);
    }
  }

  /** Small supersteps run on one thread; these do not. */
  @Test
  void graphsThatKeepSeveralThreadsBusy() {
    for (int seed = 9; seed < SEEDS; seed += 20) {
      agree(seed, EngineGraphs.random(seed), 5, Mixture.WHATEVER_LEAVES_THE_GRAPH_AS_IT_IS);
    }
  }

  private static void agree(int seed, ReferenceGraph graph, int maxSupersteps, Mixture mixture) {
    var options =
        new ReferenceRunner.Options(
            seed % 4 < 2 ? VertexOrder.ID : VertexOrder.DEGREE, 1 + seed % 5, maxSupersteps, seed);
    Supplier<RandomProgram> program = () -> new RandomProgram(seed, graph, mixture.ingredients());
    Object expected = outcome(Runner.REFERENCE, program, graph, options);
    for (EngineRunner engine : EngineRunner.all()) {
      assertThat(outcome(engine, program, graph, options))
          .as("seed %d, %s, %s", seed, mixture, engine)
          .isEqualTo(expected);
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
