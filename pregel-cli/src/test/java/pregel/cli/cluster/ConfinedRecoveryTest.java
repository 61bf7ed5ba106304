package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pregel.algorithms.centrality.PageRank;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.contract.Ingredient;
import pregel.api.contract.RandomProgram;
import pregel.api.contract.Runner;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;
import pregel.core.job.Delivery;

/**
 * A worker is lost, another takes its place and computes only its part again: what comes of it are
 * the bits of the reference runner. Where that cannot be, all go back.
 */
@Timeout(180)
class ConfinedRecoveryTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 12);
  private static final long ROOM = 1L << 30;
  private static final Set<Ingredient> UNCHANGED =
      EnumSet.of(
          Ingredient.PHASES,
          Ingredient.AGGREGATORS,
          Ingredient.RANDOM_NUMBERS,
          Ingredient.EDGES,
          Ingredient.NEIGHBORS);

  /** What a cluster said of a job one of whose workers was lost after a superstep. */
  private static List<String> disturbed(
      Supplier<VertexProgram> program,
      ReferenceGraph graph,
      long seed,
      int checkpointEvery,
      long room,
      int lostAfter)
      throws Exception {
    var options =
        new ReferenceRunner.Options(VertexOrder.DEGREE, 8, RandomProgram.MAX_SUPERSTEPS, seed);
    Runner.Outcome expected = Runner.REFERENCE.run(program, graph, options);
    int workers = 2 + (int) (seed % 3);
    try (var cluster = new MemoryCluster(workers, 1)) {
      Runner runner =
          cluster.runner(
              1 + (int) (seed % 2),
              Delivery.AUTO,
              checkpointEvery,
              room,
              lostAfter,
              (running, files) -> running.kill((int) (seed % workers)),
              new ArrayList<>());
      assertThat(runner.run(program, graph, options))
          .as("seed %d, %d workers, lost after %d: %s", seed, workers, lostAfter, cluster.log())
          .isEqualTo(expected);
      return List.copyOf(cluster.log());
    }
  }

  private static boolean isConfined(List<String> log) {
    return log.stream().anyMatch(line -> line.contains(" takes the place of "))
        && log.stream().noneMatch(line -> line.contains("attempt 2 is over"));
  }

  @Test
  void onlyTheLostPartIsComputedAgain() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      ReferenceGraph graph = RandomGraphs.of(seed % 2 != 0, 700, 3000, seed);
      int every = (int) (seed % 3);
      List<String> log =
          disturbed(
              () -> new PageRank(Parameters.of("iterations", "8")),
              graph,
              seed,
              every,
              ROOM,
              (int) (seed % 8));
      assertThat(isConfined(log)).as("seed %d: %s", seed, log).isTrue();
    }
  }

  /** Vertices found by their ids before a checkpoint would be looked for again after it. */
  @Test
  void programsThatSendInEveryWay() throws Exception {
    int confined = 0;
    for (long seed = 0; seed < 2 * SEEDS; seed++) {
      ReferenceGraph graph =
          RandomProgram.graph(RandomGraphs.of(seed % 2 != 0, 500, 2000, seed), seed, UNCHANGED);
      long of = seed;
      Supplier<VertexProgram> program = () -> new RandomProgram(of, graph, UNCHANGED);
      List<String> log = disturbed(program, graph, seed, seed % 4 == 3 ? 2 : 0, ROOM, 3);
      confined += isConfined(log) ? 1 : 0;
    }
    assertThat(confined).as("jobs of which a part was computed again").isGreaterThan(SEEDS);
  }

  /** Programs that change the graph, and those whose vertices ask others, go back as a whole. */
  @Test
  void whatCannotBeRepeatedGoesBack() throws Exception {
    for (Set<Ingredient> ingredients :
        List.of(
            EnumSet.of(Ingredient.LOCAL_CHANGES, Ingredient.REQUESTED_CHANGES),
            EnumSet.of(Ingredient.QUESTIONS))) {
      for (long seed = 0; seed < 4; seed++) {
        ReferenceGraph graph =
            RandomProgram.graph(RandomGraphs.of(seed % 2 != 0, 500, 2000, seed), seed, ingredients);
        long of = seed;
        Supplier<VertexProgram> program = () -> new RandomProgram(of, graph, ingredients);
        disturbed(program, graph, seed, (int) (seed % 2) * 2, ROOM, 3);
      }
    }
  }

  @Test
  void aLogThatIsTooShortCostsNothingButTheWork() throws Exception {
    ReferenceGraph graph = RandomGraphs.of(true, 700, 3000, 1);
    List<String> log =
        disturbed(() -> new PageRank(Parameters.of("iterations", "8")), graph, 1, 2, 2000, 5);
    assertThat(log).anyMatch(line -> line.contains("attempt 1 is over at superstep 5"));
    assertThat(isConfined(log)).as("%s", log).isFalse();
  }
}
