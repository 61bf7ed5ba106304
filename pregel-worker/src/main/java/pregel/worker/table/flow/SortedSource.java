package pregel.worker.table.flow;

import pregel.api.table.TableSchema;
import pregel.core.sort.SortedRows;
import pregel.core.table.Batch;
import pregel.core.table.BatchReader;
import pregel.core.table.BatchSource;

/** Rows in order as a source: made by one thread at a time, used by all. */
public final class SortedSource implements BatchSource {
  private final TableSchema schema;
  private final SortedRows rows;
  private final Runnable owner;
  private long pieces;

  /**
   * @param owner gives back what else is held, after the rows
   */
  public SortedSource(TableSchema schema, SortedRows rows, Runnable owner) {
    this.schema = schema;
    this.rows = rows;
    this.owner = owner;
  }

  @Override
  public BatchReader reader() {
    Batch own = new Batch(schema);
    return new BatchReader() {
      @Override
      public long next() {
        return take(own);
      }

      @Override
      public Batch batch() {
        return own;
      }
    };
  }

  private synchronized long take(Batch to) {
    Batch next = rows.next();
    if (next == null) {
      return -1;
    }
    to.clear();
    to.append(next, 0, next.rows());
    return pieces++;
  }

  @Override
  public void close() {
    rows.close();
    owner.run();
  }
}
