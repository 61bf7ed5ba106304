package pregel.worker.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.table.RandomTables;
import pregel.api.table.Table;
import pregel.api.table.reference.ReferenceTables;
import pregel.worker.table.flow.StageFigures;

/** Random pipelines give the rows of the reference, bit for bit, whatever threads and memory. */
class EngineAgreesWithReferenceTest {
  private static final int SEEDS = 5 * Integer.getInteger("pregel.seeds", 40);

  @TempDir Path scratch;

  @Test
  void onSmallTables() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Table table = new RandomTables(new Random(seed)).pipeline(5, 60);
      List<Object[]> expected = ReferenceTables.rows(table);
      for (int threads = 1; threads <= 3; threads++) {
        agree(table, expected, new TableOptions(threads, 1, scratch), "seed " + seed);
        agree(table, expected, new TableOptions(threads, 1 << 26, scratch), "seed " + seed);
      }
    }
    leavesNothing();
  }

  @Test
  void onTablesOfManyPieces() throws Exception {
    long spilled = 0;
    for (int seed = 0; seed < SEEDS / 10; seed++) {
      Table table = new RandomTables(new Random(1000 + seed)).pipeline(3, 9000);
      List<Object[]> expected = ReferenceTables.rows(table);
      for (int threads = 1; threads <= 3; threads++) {
        spilled +=
            agree(table, expected, new TableOptions(threads, 1 << 16, scratch), "seed " + seed);
        agree(table, expected, new TableOptions(threads, 1 << 28, scratch), "seed " + seed);
      }
    }
    assertThat(spilled).as("bytes that went to disk").isPositive();
    leavesNothing();
  }

  private long agree(Table table, List<Object[]> expected, TableOptions options, String seed) {
    RowsSink sink = new RowsSink();
    TableFigures figures = TableEngine.run(table, sink, options);
    assertThat(sink.rows())
        .as("%s, %s, %s, %s", seed, options, table.plan(), figures.stages())
        .usingElementComparator((one, other) -> java.util.Arrays.deepEquals(one, other) ? 0 : 1)
        .containsExactlyElementsOf(expected);
    return figures.stages().stream().mapToLong(StageFigures.Stage::spilledRuns).sum()
        + figures.spilledBytes();
  }

  private void leavesNothing() throws Exception {
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left).isEmpty();
    }
  }
}
