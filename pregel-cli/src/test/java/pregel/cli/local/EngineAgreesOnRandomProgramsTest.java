package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.api.contract.Ingredient;
import pregel.api.contract.RandomProgram;
import pregel.api.contract.Runner;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;
import pregel.core.job.Delivery;

/** Programs that do at random whatever programs may do leave the bits of the reference runner. */
class EngineAgreesOnRandomProgramsTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void programsThatLeaveTheGraphAsItIs() {
    agree(
        EnumSet.of(
            Ingredient.PHASES,
            Ingredient.AGGREGATORS,
            Ingredient.QUESTIONS,
            Ingredient.RANDOM_NUMBERS,
            Ingredient.EDGES));
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
  void programsWithSimpleEdges() {
    agree(
        EnumSet.of(
            Ingredient.LOCAL_CHANGES,
            Ingredient.REQUESTED_CHANGES,
            Ingredient.EDGES,
            Ingredient.SIMPLE_EDGES));
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
  void programsThatDoEverything() {
    agree(Ingredient.all());
  }

  private static void agree(Set<Ingredient> ingredients) {
    for (int seed = 0; seed < SEEDS; seed++) {
      int number = seed;
      ReferenceGraph graph = RandomProgram.graph(seed, ingredients);
      var options =
          new ReferenceRunner.Options(
              seed % 4 < 2 ? VertexOrder.ID : VertexOrder.DEGREE,
              1 + seed % 5,
              RandomProgram.MAX_SUPERSTEPS,
              seed);
      Object expected = outcome(Runner.REFERENCE, number, graph, ingredients, options);
      for (Delivery delivery : Delivery.values()) {
        var engine = new EngineRunner(1 + seed % 3, delivery);
        assertThat(outcome(engine, number, graph, ingredients, options))
            .as("seed %d, %s, %s", seed, ingredients, engine)
            .isEqualTo(expected);
      }
    }
  }

  /** What a run left; that it failed, if it did. */
  private static Object outcome(
      Runner runner,
      int seed,
      ReferenceGraph graph,
      Set<Ingredient> ingredients,
      ReferenceRunner.Options options) {
    try {
      return runner.run(() -> new RandomProgram(seed, graph, ingredients), graph, options);
    } catch (JobException e) {
      return e.kind();
    }
  }
}
