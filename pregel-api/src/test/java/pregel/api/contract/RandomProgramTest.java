package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pregel.api.VertexOrder;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;

/** Random programs are worth running: they repeat themselves, and they do what they may. */
class RandomProgramTest {
  private static final int SEEDS = 20;

  @Test
  void givesTheSameOutcomeForTheSameSeed() {
    for (int seed = 0; seed < SEEDS; seed++) {
      for (Set<Ingredient> ingredients : Set.of(Ingredient.all(), Ingredient.withoutChanges())) {
        assertThat(run(seed, ingredients)).as("seed %d", seed).isEqualTo(run(seed, ingredients));
      }
    }
  }

  @Test
  void runsEveryIngredientAlone() {
    for (int seed = 0; seed < SEEDS; seed++) {
      for (Ingredient ingredient : Ingredient.values()) {
        assertThat(run(seed, Set.of(ingredient)).supersteps()).as("seed %d", seed).isNotEmpty();
      }
    }
  }

  @Test
  void keepsGoingForSomeSuperstepsWithMessagesOnTheWay() {
    var lengths = new TreeMap<Integer, Integer>();
    long messages = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Runner.Outcome outcome = run(seed, Ingredient.all());
      lengths.merge(outcome.supersteps().size(), 1, Integer::sum);
      messages +=
          outcome.supersteps().stream().mapToLong(ReferenceResult.Superstep::messages).sum();
    }
    assertThat(lengths.lastKey()).isGreaterThan(4);
    assertThat(messages).isGreaterThan(100L * SEEDS);
  }

  private static Runner.Outcome run(long seed, Set<Ingredient> ingredients) {
    ReferenceGraph graph = RandomProgram.graph(seed, ingredients);
    var options =
        new ReferenceRunner.Options(
            seed % 4 < 2 ? VertexOrder.ID : VertexOrder.DEGREE,
            1 + (int) seed % 5,
            RandomProgram.MAX_SUPERSTEPS,
            seed);
    return Runner.REFERENCE.run(() -> new RandomProgram(seed, graph, ingredients), graph, options);
  }
}
