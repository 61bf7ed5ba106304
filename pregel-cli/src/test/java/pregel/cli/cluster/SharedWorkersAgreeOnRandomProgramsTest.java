package pregel.cli.cluster;

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

  @Test
  void channelsAlone() {
    agree(EnumSet.noneOf(Ingredient.class));
  }

  @Test
  void phasesAndAggregators() {
    agree(EnumSet.of(Ingredient.PHASES, Ingredient.AGGREGATORS, Ingredient.RANDOM_NUMBERS));
  }

  @Test
  void messagesAlongSingleEdges() {
    agree(EnumSet.of(Ingredient.EDGES));
  }

  @Test
  void questions() {
    agree(EnumSet.of(Ingredient.QUESTIONS));
  }

  @Test
  void everythingThatLeavesTheGraphAsItIs() {
    agree(
        EnumSet.of(
            Ingredient.PHASES,
            Ingredient.AGGREGATORS,
            Ingredient.QUESTIONS,
            Ingredient.RANDOM_NUMBERS,
            Ingredient.EDGES,
            Ingredient.NEIGHBORS));
  }

  @Test
  void neighborLists() {
    agree(EnumSet.of(Ingredient.NEIGHBORS));
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
  void programsThatChangeValuesOfEdges() {
    agree(
        EnumSet.of(
            Ingredient.EDGES,
            Ingredient.INPUT_COLUMNS,
            Ingredient.LOCAL_CHANGES,
            Ingredient.REQUESTED_CHANGES));
  }

  @Test
  void everythingTogether() {
    agree(Ingredient.all());
  }

  private static void agree(Set<Ingredient> ingredients) {
    for (int seed = 0; seed < SEEDS; seed++) {
      // Partitions begin at multiples of 64 slots.
      ReferenceGraph plain =
          seed % 4 == 0
              ? RandomGraphs.small(seed)
              : RandomGraphs.of(seed % 2 != 0, 100 + 10 * (seed % 40), 700, seed);
      agree(seed, RandomProgram.graph(plain, seed, ingredients), ingredients);
    }
  }

  private static void agree(int seed, ReferenceGraph graph, Set<Ingredient> ingredients) {
    var options =
        new ReferenceRunner.Options(
            seed % 4 < 2 ? VertexOrder.ID : VertexOrder.DEGREE,
            1 + seed % 7,
            RandomProgram.MAX_SUPERSTEPS,
            seed);
    Supplier<RandomProgram> program = () -> new RandomProgram(seed, graph, ingredients);
    Object expected = outcome(Runner.REFERENCE, program, graph, options);
    for (int workers : new int[] {1, 2, 3, 5}) {
      for (Delivery delivery : Delivery.values()) {
        Runner shared = new SharedRunner(workers, 1 + seed % 2, delivery, seed);
        assertThat(outcome(shared, program, graph, options))
            .as("seed %d, %s, %s", seed, ingredients, shared)
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
