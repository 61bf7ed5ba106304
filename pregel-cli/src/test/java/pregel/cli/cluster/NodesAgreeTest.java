package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pregel.algorithms.centrality.PageRank;
import pregel.algorithms.community.LabelPropagation;
import pregel.algorithms.components.ConnectedComponents;
import pregel.algorithms.traversal.BreadthFirstSearch;
import pregel.api.Codec;
import pregel.api.Combiner;
import pregel.api.FailureKind;
import pregel.api.LongAggregator;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.MasterState;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.contract.Ingredient;
import pregel.api.contract.RandomProgram;
import pregel.api.contract.Runner;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;
import pregel.core.coordination.JobState;
import pregel.core.coordination.JobStatus;
import pregel.core.files.FileStat;
import pregel.core.job.Delivery;

/** A master and workers, ordered about over links, leave the bits of the reference runner. */
@Timeout(120)
class NodesAgreeTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 10);

  @Test
  void oneJobAfterAnother() throws Exception {
    for (int workers : new int[] {1, 2, 3}) {
      try (var cluster = new MemoryCluster(workers)) {
        for (long seed = 0; seed < SEEDS; seed++) {
          // Large enough for several partitions, which begin at multiples of 64 slots.
          ReferenceGraph graph = RandomGraphs.of(seed % 2 != 0, 700, 3000, seed);
          long source = graph.ids().get((int) (seed % graph.ids().size()));
          List<Supplier<VertexProgram>> programs =
              List.of(
                  () -> new PageRank(Parameters.of("iterations", "5")),
                  () -> new ConnectedComponents(Parameters.of()),
                  () -> new BreadthFirstSearch(Parameters.of("source", Long.toString(source))));
          var options =
              new ReferenceRunner.Options(VertexOrder.DEGREE, 1 + (int) (seed % 7), 60, seed);
          for (Supplier<VertexProgram> program : programs) {
            Runner.Outcome expected = Runner.REFERENCE.run(program, graph, options);
            Runner runner = cluster.runner(1 + (int) (seed % 2), Delivery.AUTO);
            assertThat(runner.run(program, graph, options))
                .as("seed %d, %d workers", seed, workers)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void programsThatSendAndAskInEveryWay() throws Exception {
    Set<Ingredient> ingredients =
        EnumSet.of(
            Ingredient.PHASES,
            Ingredient.AGGREGATORS,
            Ingredient.QUESTIONS,
            Ingredient.RANDOM_NUMBERS,
            Ingredient.EDGES,
            Ingredient.NEIGHBORS);
    for (int workers : new int[] {1, 2, 3}) {
      try (var cluster = new MemoryCluster(workers)) {
        for (long seed = 0; seed < 2 * SEEDS; seed++) {
          ReferenceGraph graph = RandomGraphs.of(seed % 2 != 0, 500, 2000, seed);
          long of = seed;
          Supplier<VertexProgram> program = () -> new RandomProgram(of, graph, ingredients);
          var options =
              new ReferenceRunner.Options(
                  VertexOrder.DEGREE, 1 + (int) (seed % 7), RandomProgram.MAX_SUPERSTEPS, seed);
          Runner.Outcome expected = Runner.REFERENCE.run(program, graph, options);
          Runner runner = cluster.runner(1 + (int) (seed % 2), Delivery.AUTO);
          assertThat(runner.run(program, graph, options))
              .as("seed %d, %d workers", seed, workers)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void messagesAndQuestionsThatWaitAreInCheckpoints() throws Exception {
    goOnFromCheckpoints(
        EnumSet.of(
            Ingredient.QUESTIONS,
            Ingredient.RANDOM_NUMBERS,
            Ingredient.EDGES,
            Ingredient.NEIGHBORS));
  }

  @Test
  void changesThatWaitAndTheGraphAsItIsAreInCheckpoints() throws Exception {
    goOnFromCheckpoints(
        EnumSet.of(Ingredient.LOCAL_CHANGES, Ingredient.REQUESTED_CHANGES, Ingredient.EDGES));
    goOnFromCheckpoints(
        EnumSet.of(
            Ingredient.LOCAL_CHANGES,
            Ingredient.REQUESTED_CHANGES,
            Ingredient.CREATION,
            Ingredient.QUESTIONS,
            Ingredient.NEIGHBORS));
    goOnFromCheckpoints(Ingredient.all());
  }

  /** One of several workers is lost, and the others read what all of them kept. */
  private static void goOnFromCheckpoints(Set<Ingredient> ingredients) throws Exception {
    int goneOn = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      ReferenceGraph graph =
          RandomProgram.graph(RandomGraphs.of(seed % 2 != 0, 500, 2000, seed), seed, ingredients);
      long of = seed;
      Supplier<VertexProgram> program = () -> new RandomProgram(of, graph, ingredients);
      var options =
          new ReferenceRunner.Options(VertexOrder.DEGREE, 8, RandomProgram.MAX_SUPERSTEPS, seed);
      Runner.Outcome expected = Runner.REFERENCE.run(program, graph, options);
      List<Integer> starts = new ArrayList<>();
      try (var cluster = new MemoryCluster(2 + (int) (seed % 2))) {
        Runner runner =
            cluster.runner(
                1 + (int) (seed % 2),
                Delivery.AUTO,
                2,
                3,
                (running, files) -> running.killLast(),
                starts);
        assertThat(runner.run(program, graph, options))
            .as("seed %d, %s", seed, ingredients)
            .isEqualTo(expected);
      }
      goneOn += starts.equals(List.of(0, 2)) ? 1 : 0;
    }
    assertThat(goneOn).as("jobs that went on from a checkpoint").isGreaterThan(SEEDS / 2);
  }

  @Test
  void whoIsLeftGoesOnFromTheLastCheckpoint() throws Exception {
    for (long seed = 0; seed < 4; seed++) {
      MemoryCluster cluster =
          disturbed(seed, 2, (running, files) -> running.killLast(), List.of(0, 2));
      assertThat(cluster.log())
          .as("seed %d", seed)
          .hasSize(2)
          .last()
          .asString()
          .contains("goes on from the checkpoint of superstep 2");
    }
  }

  @Test
  void withoutCheckpointsItBeginsAgain() throws Exception {
    disturbed(1, 0, (running, files) -> running.killLast(), List.of(0, 0));
  }

  @Test
  void aDamagedCheckpointIsPassedOverForTheOneBefore() throws Exception {
    MemoryCluster cluster =
        disturbed(
            2,
            1,
            (running, files) -> {
              String newest =
                  files.files().stream()
                      .map(FileStat::path)
                      .filter(path -> path.endsWith(".part"))
                      .max(String::compareTo)
                      .orElseThrow();
              files.flip(newest, 8 * 700);
              running.killLast();
            },
            List.of(0, 2));
    assertThat(cluster.log()).anyMatch(line -> line.contains("checkpoint of superstep 3: "));
  }

  @Test
  void aWorkerWithoutASessionGivesItsAttemptUp() throws Exception {
    MemoryCluster cluster =
        disturbed(3, 2, (running, files) -> running.expireLast(), List.of(0, 2));
    assertThat(cluster.ends()).containsExactly(FailureKind.FENCED);
  }

  @Test
  void anotherMasterGoesOnWithTheAttemptWhereTheFirstLostItsSession() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      int checkpointEvery = (int) (seed % 3);
      int lostAfter = (int) (seed % 5);
      List<Integer> starts = new ArrayList<>();
      MemoryCluster cluster =
          disturbed(
              seed, checkpointEvery, lostAfter, (running, files) -> running.expireMaster(), starts);
      assertThat(cluster.ends()).as("seed %d", seed).containsExactly(FailureKind.FENCED);
      assertThat(cluster.log())
          .as("seed %d", seed)
          .singleElement()
          .asString()
          .matches("job job-0: attempt 1 goes on at superstep [0-9]+, epoch 2");
      // The verdict that the first one gave last was the one before, or just this.
      assertThat(starts).as("seed %d", seed).first().isEqualTo(0);
      assertThat(starts).as("seed %d", seed).last().isIn(lostAfter, lostAfter + 1);
    }
  }

  @Test
  void anotherMasterCarriesOnWhatTheJobHasSpent() throws Exception {
    ReferenceGraph graph = RandomGraphs.of(false, 700, 3000, 3);
    Supplier<VertexProgram> program = () -> new ConnectedComponents(Parameters.of());
    long before = 5000;
    JobState second =
        MemoryCluster.endOfInherited(program, graph, new JobState.Spent(1, before), null);
    assertThat(second.status()).as(second.toString()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(second.spent().attempts()).isEqualTo(2);
    assertThat(second.spent().computeMillis()).isGreaterThanOrEqualTo(before);

    JobState late =
        MemoryCluster.endOfInherited(
            program, graph, new JobState.Spent(1, before), Duration.ofMillis(before));
    assertThat(late.exitCode()).isEqualTo(FailureKind.NO_PROGRESS.exitCode());
    assertThat(late.message()).contains("--timeout: superstep 0 was running");

    JobState fifth =
        MemoryCluster.endOfInherited(program, graph, new JobState.Spent(4, before), null);
    assertThat(fifth.exitCode()).isEqualTo(FailureKind.RECOVERY_SPENT.exitCode());
    assertThat(fifth.message()).contains("attempt 4 of 4 was lost with its master");
  }

  /** A master that remembers more than fits into a verdict, and tells vertices a part of it. */
  private static final class Remembering implements VertexProgram.OfLong {
    private static final int NUMBERS = 200_000;
    private LongColumn told;
    private LongAggregator part;

    @Override
    public void open(Schema schema) {
      told = schema.longColumn("told");
      part = schema.longAggregator("part", Combiner.SUM);
      MasterState<long[]> memory = schema.masterState("memory", new long[NUMBERS], LONGS);
      schema.combine(Combiner.MIN);
      schema.master(
          master -> {
            long[] next = memory.get().clone();
            for (int i = 0; i < next.length; i++) {
              next[i] = 31 * next[i] + i + part.value();
            }
            memory.set(next);
            part.set(master, next[master.superstep() * 1000]);
          });
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      told.set(vertex, 7 * told.get(vertex) + part.value());
      part.add(vertex, vertex.id());
      if (vertex.superstep() == 5) {
        vertex.voteToHalt();
      }
    }
  }

  private static final Codec<long[]> LONGS =
      new Codec<>() {
        @Override
        public void write(long[] values, DataOutput out) throws IOException {
          for (long value : values) {
            out.writeLong(value);
          }
        }

        @Override
        public long[] read(DataInput in) throws IOException {
          long[] values = new long[Remembering.NUMBERS];
          for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
          }
          return values;
        }
      };

  @Test
  void anotherMasterReadsWhatIsTooLongForAVerdictFromItsFile() throws Exception {
    ReferenceGraph graph = RandomGraphs.of(true, 700, 3000, 1);
    var options = new ReferenceRunner.Options(VertexOrder.DEGREE, 8, 60, 1);
    Runner.Outcome expected = Runner.REFERENCE.run(Remembering::new, graph, options);
    List<Integer> starts = new ArrayList<>();
    List<String> files = new ArrayList<>();
    try (var cluster = new MemoryCluster(3)) {
      Runner runner =
          cluster.runner(
              1,
              Delivery.AUTO,
              0,
              3,
              (running, stored) -> {
                stored.files().forEach(file -> files.add(file.path()));
                running.expireMaster();
              },
              starts);
      assertThat(runner.run(Remembering::new, graph, options)).isEqualTo(expected);
    }
    assertThat(starts).hasSize(2);
    assertThat(files).as("what is needed no more is removed").containsExactly("/values/1-3-1");
  }

  /** Runs a job to which something happens after superstep 3; it must leave the same bits. */
  private static MemoryCluster disturbed(
      long seed, int checkpointEvery, MemoryCluster.Disturbance what, List<Integer> expectedStarts)
      throws Exception {
    List<Integer> starts = new ArrayList<>();
    MemoryCluster cluster = disturbed(seed, checkpointEvery, 3, what, starts);
    assertThat(starts).as("seed %d", seed).isEqualTo(expectedStarts);
    return cluster;
  }

  private static MemoryCluster disturbed(
      long seed,
      int checkpointEvery,
      int after,
      MemoryCluster.Disturbance what,
      List<Integer> starts)
      throws Exception {
    ReferenceGraph graph = RandomGraphs.of(seed % 2 != 0, 700, 3000, seed);
    List<Supplier<VertexProgram>> programs =
        List.of(
            () -> new PageRank(Parameters.of("iterations", "6")),
            () -> new ConnectedComponents(Parameters.of()),
            () -> new LabelPropagation(Parameters.of("iterations", "6")));
    Supplier<VertexProgram> program = programs.get((int) (seed % programs.size()));
    var options = new ReferenceRunner.Options(VertexOrder.DEGREE, 8, 60, seed);
    Runner.Outcome expected = Runner.REFERENCE.run(program, graph, options);
    try (var cluster = new MemoryCluster(3)) {
      Delivery delivery = Delivery.values()[(int) (seed % 3)];
      Runner runner =
          cluster.runner(1 + (int) (seed % 2), delivery, checkpointEvery, after, what, starts);
      assertThat(runner.run(program, graph, options)).as("seed %d", seed).isEqualTo(expected);
      return cluster;
    }
  }

  @Test
  void aProgramThatFailsFailsItsJobAndNoOther() throws Exception {
    ReferenceGraph graph = RandomGraphs.of(false, 700, 3000, 3);
    long victim = graph.ids().get(graph.ids().size() / 2);
    Function<Integer, Supplier<VertexProgram>> failing = at -> () -> new Failing(victim, at);
    try (var cluster = new MemoryCluster(3)) {
      JobState end = cluster.end(failing.apply(2), graph);
      assertThat(end.status()).isEqualTo(JobStatus.FAILED);
      assertThat(end.exitCode()).isEqualTo(FailureKind.USER_PROGRAM.exitCode());
      assertThat(end.message())
          .contains("NodesAgreeTest$Failing: vertex " + victim + ", superstep 2")
          .contains("on purpose");
      assertThat(cluster.log()).as("no useless restart").isEmpty();
      assertThat(cluster.end(failing.apply(100), graph).status()).isEqualTo(JobStatus.SUCCEEDED);
    }
  }

  /** Counts supersteps, and throws in one. */
  private static final class Failing implements VertexProgram.OfLong {
    private final long victim;
    private final int at;
    private LongColumn count;

    Failing(long victim, int at) {
      this.victim = victim;
      this.at = at;
    }

    @Override
    public void open(Schema schema) {
      count = schema.longColumn("count");
      schema.combine(Combiner.MIN);
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      count.set(vertex, vertex.superstep());
      if (vertex.superstep() == at && vertex.id() == victim) {
        throw new IllegalStateException("on purpose");
      }
      if (vertex.superstep() == 4) {
        vertex.voteToHalt();
      }
    }
  }
}
