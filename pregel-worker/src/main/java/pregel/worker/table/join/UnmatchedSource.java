package pregel.worker.table.join;

import java.util.Arrays;
import pregel.core.table.Batch;
import pregel.core.table.BatchReader;
import pregel.core.table.BatchSource;

/** The rows of a table that nothing has matched, in their order; for after all has been probed. */
final class UnmatchedSource implements BatchSource {
  private static final int BATCH_ROWS = 1 << 12;

  private final JoinPlan plan;
  private final BuildTable table;
  private int at;
  private long pieces;

  UnmatchedSource(JoinPlan plan, BuildTable table) {
    this.plan = plan;
    this.table = table;
  }

  @Override
  public BatchReader reader() {
    return new BatchReader() {
      private final Batch noLeft = new Batch(plan.left());
      private final PairRows pairs = new PairRows(plan);
      private final int[] leftRows = new int[BATCH_ROWS];
      private final int[] rightRows = new int[BATCH_ROWS];
      private Batch batch;

      @Override
      public long next() {
        Arrays.fill(leftRows, -1);
        long piece;
        int count;
        synchronized (UnmatchedSource.this) {
          count = take(rightRows);
          piece = pieces++;
        }
        if (count == 0) {
          return -1;
        }
        batch = pairs.withRightKeys(noLeft, leftRows, table.rows(), rightRows, count);
        return piece;
      }

      @Override
      public Batch batch() {
        return batch;
      }
    };
  }

  private int take(int[] rows) {
    int count = 0;
    while (count < rows.length && at < table.rows().rows()) {
      if (!table.hasMatched(at)) {
        rows[count++] = at;
      }
      at++;
    }
    return count;
  }

  @Override
  public void close() {
    at = table.rows().rows();
  }
}
