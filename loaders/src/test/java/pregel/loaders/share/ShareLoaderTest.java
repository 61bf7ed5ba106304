package pregel.loaders.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.Direction;
import pregel.api.JobException;
import pregel.core.assignment.AssignmentRule;
import pregel.core.assignment.JointAssignment;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.core.graph.VertexColumn;
import pregel.core.protocol.LoadReport.InputCounts;
import pregel.core.share.CutGraph;
import pregel.core.share.GraphShare;
import pregel.core.transport.Collective;
import pregel.core.transport.Rounds;
import pregel.loaders.read.GraphReader;
import pregel.loaders.read.ReadGraph;
import pregel.loaders.read.ReadOptions;
import pregel.loaders.share.MemoryWorkers.Outcome;
import pregel.loaders.snapshot.SnapshotFile;
import pregel.loaders.snapshot.SnapshotShare;

/** What workers load together is what is cut from the graph that one process makes. */
class ShareLoaderTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 60);
  private static final List<List<Direction>> ROWS =
      List.of(List.of(Direction.IN, Direction.OUT), List.of(Direction.IN), List.of(Direction.OUT));
  private static final List<AssignmentRule> RULES = List.of(AssignmentRule.values());
  private static final int[] WORKERS = {1, 2, 3, 5};

  @TempDir Path directory;

  @Test
  void everyShareIsCutFromTheGraphOfOneProcess() throws Exception {
    int loaded = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      loaded += compare(seed, false) ? 1 : 0;
    }
    assertThat(loaded).as("graphs that could be loaded").isGreaterThan(SEEDS / 2);
  }

  @Test
  void malformedLinesAreSkippedOrFailAsInOneProcess() throws Exception {
    int loaded = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      loaded += compare(seed, true) ? 1 : 0;
    }
    assertThat(loaded).as("graphs with malformed lines").isBetween(1, SEEDS - 1);
  }

  @Test
  void aSnapshotGivesTheSameSharesWhateverRowsItHolds() throws Exception {
    int compared = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Path files = Files.createDirectory(directory.resolve("snapshot-" + seed));
      RandomInput input = new RandomInput(seed, files, false);
      Direction first = seed % 2 == 0 ? Direction.IN : Direction.OUT;
      Graph graph;
      try {
        graph =
            GraphBuilder.build(
                    GraphReader.read(input.inputs(), input.reading()).edges(),
                    input.building(),
                    first)
                .graph();
      } catch (JobException e) {
        continue;
      }
      if (seed % 3 == 0) {
        graph.adjacency(first.reversed());
      }
      Path file = files.resolve("graph.snapshot");
      SnapshotFile.write(graph, file);
      AssignmentRule rule = RULES.get((int) (seed % RULES.size()));
      List<Direction> rows = ROWS.get((int) (seed / 3 % ROWS.size()));
      for (int workers : WORKERS) {
        for (Outcome<GraphShare> outcome :
            MemoryWorkers.run(workers, rounds -> snapshot(file, rule, Set.copyOf(rows), rounds))) {
          assertThat(outcome.failure()).as("seed %d", seed).isNull();
          GraphShare share = outcome.value();
          GraphShare expected = CutGraph.share(graph, share.ownership(), share.worker(), rows);
          assertThat(described(share))
              .as("seed %d, worker %d of %d", seed, share.worker(), workers)
              .isEqualTo(described(expected));
          compared++;
        }
      }
      delete(files);
    }
    assertThat(compared).isGreaterThan(SEEDS);
  }

  @Test
  void textAndSnapshotGiveEveryWorkerTheSamePartitions() throws Exception {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Path files = Files.createDirectory(directory.resolve("owners-" + seed));
      RandomInput input = new RandomInput(seed, files, false);
      ReadOptions reading = input.reading();
      BuildOptions building = input.building();
      Path file = directory.resolve("owners-" + seed + ".snapshot");
      try {
        SnapshotFile.write(
            GraphBuilder.build(
                    GraphReader.read(input.inputs(), reading).edges(), building, Direction.IN)
                .graph(),
            file);
      } catch (JobException e) {
        continue;
      }
      AssignmentRule rule = RULES.get((int) (seed % RULES.size()));
      Set<Direction> rows = Set.copyOf(ROWS.get((int) (seed / 4 % ROWS.size())));
      List<int[]> owners = new ArrayList<>();
      for (Outcome<GraphShare> outcome :
          MemoryWorkers.run(3, rounds -> snapshot(file, rule, rows, rounds))) {
        owners.add(outcome.value().ownership().owners());
      }
      for (Outcome<ShareLoader.Loaded> outcome :
          MemoryWorkers.run(
              3,
              rounds ->
                  ShareLoader.load(
                      input.inputs(), reading, building, rule, properties -> rows, rounds))) {
        assertThat(outcome.failure()).as("seed %d", seed).isNull();
        owners.add(outcome.value().share().ownership().owners());
      }
      assertThat(owners).as("seed %d, %s", seed, rule).hasSize(6).containsOnly(owners.get(0));
      Files.delete(file);
      delete(files);
    }
  }

  private static GraphShare snapshot(
      Path file, AssignmentRule rule, Set<Direction> rows, Rounds rounds) throws Exception {
    Collective together = new Collective(rounds);
    SnapshotShare.Survey survey =
        SnapshotShare.survey(
            file, rows, together.self(), rule.needsEdges() ? together.workers() : 0, true, 2);
    int[] owners =
        JointAssignment.of(rule, 2, together)
            .owners(survey.loads(), survey.rowBytes(), survey::edges);
    return SnapshotShare.open(file, together.self(), owners, together.workers(), rows, 2);
  }

  /** Whether it could be loaded; that it could not must be the same for all. */
  private boolean compare(long seed, boolean malformed) throws Exception {
    Path files = Files.createDirectory(directory.resolve(seed + "-" + malformed));
    RandomInput input = new RandomInput(seed, files, malformed);
    ReadOptions reading = input.reading();
    BuildOptions building = input.building();
    String what = "seed %d, %s, %s".formatted(seed, reading, building);
    ReadGraph read = null;
    GraphBuilder.Built built = null;
    JobException failure = null;
    try {
      read = GraphReader.read(input.inputs(), reading);
      built = GraphBuilder.build(read.edges(), building, Direction.IN);
    } catch (JobException e) {
      failure = e;
    }
    List<Direction> rows = ROWS.get((int) (seed % ROWS.size()));
    AssignmentRule rule = RULES.get((int) (seed % RULES.size()));
    for (int workers : WORKERS) {
      String label = what + ", " + workers + " workers";
      List<Outcome<ShareLoader.Loaded>> outcomes =
          MemoryWorkers.run(
              workers,
              rounds ->
                  ShareLoader.load(
                      input.inputs(),
                      reading,
                      building,
                      rule,
                      properties -> Set.copyOf(rows),
                      rounds));
      InputCounts counts = InputCounts.NONE;
      for (int worker = 0; worker < workers; worker++) {
        Outcome<ShareLoader.Loaded> outcome = outcomes.get(worker);
        if (failure != null) {
          assertThat(outcome.failure()).as(label).isInstanceOf(JobException.class);
          assertThat(outcome.failure()).as(label).hasMessage(failure.getMessage());
          assertThat(((JobException) outcome.failure()).kind()).isEqualTo(failure.kind());
          continue;
        }
        if (outcome.failure() != null) {
          throw new AssertionError(label + ", worker " + worker, outcome.failure());
        }
        GraphShare share = outcome.value().share();
        GraphShare expected = CutGraph.share(built.graph(), share.ownership(), worker, rows);
        for (int p = 0; p < built.graph().partitions().partitions(); p++) {
          assertThat(share.ownership().partitions().end(p))
              .as(label)
              .isEqualTo(built.graph().partitions().end(p));
        }
        assertThat(described(share)).as(label).isEqualTo(described(expected));
        assertThat(outcome.value().properties()).isEqualTo(read.properties());
        counts = counts.plus(outcome.value().counts());
      }
      if (failure == null) {
        assertThat(counts)
            .as(label)
            .isEqualTo(
                new InputCounts(
                    read.edges().read().lines(),
                    read.edges().read().skipped(),
                    read.edges().read().bytes(),
                    built.report().duplicates(),
                    built.report().selfLoops(),
                    built.report().unknownDropped()));
      }
    }
    delete(files);
    return failure == null;
  }

  private static void delete(Path files) throws IOException {
    try (var all = Files.list(files)) {
      for (Path file : all.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(files);
  }

  /** Everything that a share holds. */
  private static List<String> described(GraphShare share) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %s, %s, %s"
            .formatted(
                share.totals(),
                share.graph().isUndirected(),
                share.graph().isWeighted(),
                share.graph().order()));
    for (int p = 0; p < share.slots().partitions().partitions(); p++) {
      lines.add(
          "run %d to %d: partition %d"
              .formatted(
                  share.slots().partitions().start(p),
                  share.slots().partitions().end(p),
                  share.slots().wholePartition(p)));
    }
    IntBuffer in = share.graph().inDegrees();
    IntBuffer out = share.graph().outDegrees();
    for (int slot = 0; slot < share.slots().count(); slot++) {
      StringBuilder line = new StringBuilder();
      line.append(slot).append(" is ").append(share.slots().whole(slot));
      line.append(share.slots().isOwned(slot) ? " own " : " halo ");
      line.append(share.graph().ids().id(slot)).append(' ');
      line.append(in.get(slot)).append('/').append(out.get(slot));
      for (Direction direction : List.of(Direction.IN, Direction.OUT)) {
        if (!share.graph().has(direction)) {
          continue;
        }
        line.append(' ').append(direction).append(row(share, direction, slot));
      }
      for (VertexColumn column : share.graph().vertexColumns()) {
        line.append(' ').append(column.name()).append(':').append(column.type()).append(' ');
        line.append(column.isPresent(slot) ? column.longAt(slot) : "none");
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String row(GraphShare share, Direction direction, int slot) {
    Adjacency adjacency = share.graph().adjacency(direction);
    Adjacency.Rows rows = adjacency.rows(adjacency.partitions().partitionOf(slot));
    StringBuilder row = new StringBuilder("[");
    for (int k = rows.start(slot); k < rows.end(slot); k++) {
      row.append(rows.targets()[k]);
      if (rows.weights() != null) {
        row.append('*').append(Double.doubleToRawLongBits(rows.weights().get(k)));
      }
      for (Buffer column : rows.columns()) {
        row.append(
            column instanceof DoubleBuffer doubles
                ? "d" + doubles.get(k)
                : "l" + ((LongBuffer) column).get(k));
      }
      row.append(' ');
    }
    return row.append(']').toString();
  }
}
