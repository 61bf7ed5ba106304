package pregel.core.sort;

import java.util.List;
import pregel.api.table.TableSchema;
import pregel.core.memory.MemoryBudget;
import pregel.core.table.Batch;
import pregel.core.table.BatchGather;

/** A run in memory: the rows as they came, and their order. */
final class MemoryRun implements SortedRun {
  /**
   * Rows of all chunks but the last: a power of two, so that a row's place is found by shifting.
   */
  static final int CHUNK_SHIFT = 12;

  static final int CHUNK_ROWS = 1 << CHUNK_SHIFT;

  private final TableSchema schema;
  private final int blockRows;
  private final MemoryBudget budget;
  private final long leased;
  private List<Batch> chunks;
  private int[] order;
  private final int rows;

  /**
   * @param chunks all rows; each but the last has {@link #CHUNK_ROWS}
   * @param order their order
   * @param rows how many rows of the order are the run
   * @param leased what the run has leased, released when it is closed
   */
  MemoryRun(
      TableSchema schema,
      int blockRows,
      MemoryBudget budget,
      long leased,
      List<Batch> chunks,
      int[] order,
      int rows) {
    this.schema = schema;
    this.blockRows = blockRows;
    this.budget = budget;
    this.leased = leased;
    this.chunks = chunks;
    this.order = order;
    this.rows = rows;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public Cursor open() {
    return new ChunkCursor();
  }

  @Override
  public void close() {
    if (chunks != null) {
      chunks = null;
      order = null;
      budget.release(leased);
    }
  }

  private final class ChunkCursor implements Cursor {
    private final BatchGather gather = new BatchGather(chunks);
    private final Batch batch = new Batch(schema);
    private final int[] source = new int[Math.min(rows, blockRows)];
    private final int[] row = new int[source.length];
    private int at;

    @Override
    public Batch batch() {
      return batch;
    }

    @Override
    public boolean next() {
      batch.clear();
      int count = Math.min(rows - at, source.length);
      for (int i = 0; i < count; i++) {
        int place = order[at + i];
        source[i] = place >>> CHUNK_SHIFT;
        row[i] = place & CHUNK_ROWS - 1;
      }
      gather.append(source, row, count, batch);
      at += count;
      return count > 0;
    }

    @Override
    public void close() {
      batch.clear();
    }
  }
}
