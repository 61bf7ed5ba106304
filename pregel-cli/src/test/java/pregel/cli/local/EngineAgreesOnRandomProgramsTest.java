package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.api.contract.Ingredient;
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

  private static final Set<Ingredient> UNCHANGING =
      EnumSet.of(
          Ingredient.PHASES,
          Ingredient.AGGREGATORS,
          Ingredient.QUESTIONS,
          Ingredient.RANDOM_NUMBERS,
          Ingredient.EDGES,
          Ingredient.NEIGHBORS);

  @Test
  void channelsAlone() {
    agree(EnumSet.noneOf(Ingredient.class));
  }

  @Test
  void phasesAndTheMasterProgram() {
    agree(EnumSet.of(Ingredient.PHASES));
  }

  @Test
  void aggregatorsAndHooks() {
    agree(EnumSet.of(Ingredient.AGGREGATORS));
  }

  @Test
  void questions() {
    agree(EnumSet.of(Ingredient.QUESTIONS));
  }

  @Test
  void everythingThatLeavesTheGraphAsItIs() {
    agree(UNCHANGING);
  }

  @Test
  void programsWhoseVerticesChangeThemselves() {
    agree(EnumSet.of(Ingredient.LOCAL_CHANGES, Ingredient.EDGES));
  }

  @Test
  void programsWhoseVerticesRequestChanges() {
    agree(EnumSet.of(Ingredient.REQUESTED_CHANGES, Ingredient.EDGES));
  }

  @Test
  void programsThatChangeTheGraphInEveryWay() {
    agree(EnumSet.of(Ingredient.LOCAL_CHANGES, Ingredient.REQUESTED_CHANGES, Ingredient.EDGES));
  }

  @Test
  void programsThatReadNeighborListsOfAGraphThatChanges() {
    agree(EnumSet.of(Ingredient.REQUESTED_CHANGES, Ingredient.NEIGHBORS));
    agree(
        EnumSet.of(
            Ingredient.LOCAL_CHANGES,
            Ingredient.REQUESTED_CHANGES,
            Ingredient.CREATION,
            Ingredient.NEIGHBORS));
  }

  @Test
  void programsWithSimpleEdges() {
    agree(
        EnumSet.of(
            Ingredient.LOCAL_CHANGES,
            Ingredient.REQUESTED_CHANGES,
            Ingredient.EDGES,
            Ingredient.SIMPLE_EDGES));
  }

  @Test
  void programsOfPhasesThatChangeTheGraph() {
    agree(
        EnumSet.of(
            Ingredient.PHASES,
            Ingredient.AGGREGATORS,
            Ingredient.EDGES,
            Ingredient.LOCAL_CHANGES,
            Ingredient.REQUESTED_CHANGES));
  }

  @Test
  void programsThatChangeValuesOfEdges() {
    agree(
        EnumSet.of(
            Ingredient.EDGES,
            Ingredient.INPUT_COLUMNS,
            Ingredient.LOCAL_CHANGES,
            Ingredient.REQUESTED_CHANGES));
  }

  @Test
  void programsWhoseMessagesCreateVertices() {
    agree(
        EnumSet.of(
            Ingredient.LOCAL_CHANGES,
            Ingredient.REQUESTED_CHANGES,
            Ingredient.QUESTIONS,
            Ingredient.CREATION));
  }

  @Test
  void programsWithAResolver() {
    agree(
        EnumSet.of(
            Ingredient.LOCAL_CHANGES,
            Ingredient.REQUESTED_CHANGES,
            Ingredient.CREATION,
            Ingredient.RESOLVER));
  }

  @Test
  void everythingTogether() {
    agree(Ingredient.all());
  }

  /** Small supersteps run on one thread; these do not. */
  @Test
  void graphsThatKeepSeveralThreadsBusy() {
    for (int seed = 9; seed < SEEDS; seed += 20) {
      agree(seed, EngineGraphs.random(seed), 5, UNCHANGING);
    }
  }

  private static void agree(Set<Ingredient> ingredients) {
    for (int seed = 0; seed < SEEDS; seed++) {
      ReferenceGraph graph = RandomProgram.graph(seed, ingredients);
      agree(seed, graph, RandomProgram.MAX_SUPERSTEPS, ingredients);
    }
  }

  private static void agree(
      int seed, ReferenceGraph graph, int maxSupersteps, Set<Ingredient> ingredients) {
    var options =
        new ReferenceRunner.Options(
            seed % 4 < 2 ? VertexOrder.ID : VertexOrder.DEGREE, 1 + seed % 5, maxSupersteps, seed);
    Supplier<RandomProgram> program = () -> new RandomProgram(seed, graph, ingredients);
    Object expected = outcome(Runner.REFERENCE, program, graph, options);
    for (EngineRunner engine : EngineRunner.all()) {
      assertThat(outcome(engine, program, graph, options))
          .as("seed %d, %s, %s", seed, ingredients, engine)
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
