package pregel.worker.table.join;

import java.util.ArrayList;
import java.util.List;
import pregel.core.sort.ExternalSort;
import pregel.core.table.Batch;
import pregel.core.table.BatchSink;
import pregel.core.table.Turnstile;
import pregel.worker.table.flow.OrderedPort;
import pregel.worker.table.flow.PlaceColumn;
import pregel.worker.table.flow.Resources;

/**
 * Takes the right side of a join: into memory as long as it fits, and when it turns out not to, all
 * of it into a sort.
 */
final class BuildSink implements BatchSink, AutoCloseable {
  /** Rows that a table is worth looking at its size for. */
  private static final int LOOK_ROWS = 1 << 10;

  private final Resources resources;
  private final ExternalSort sort;
  private final PlaceColumn places = new PlaceColumn();
  private final Turnstile turnstile = new Turnstile();
  private final List<ExternalSort.FilledRun> filled = new ArrayList<>();
  private Batch rows;
  private long looked;
  private long leased;
  private boolean fits = true;
  private volatile long count;

  /**
   * @param empty where rows go
   * @param sort where they go, with their places, when they are too many
   */
  BuildSink(Batch empty, ExternalSort sort, Resources resources) {
    this.rows = empty;
    this.sort = sort;
    this.resources = resources;
  }

  @Override
  public Port port() {
    return new OrderedPort(turnstile) {
      private final List<ExternalSort.FilledRun> mine = new ArrayList<>();

      @Override
      protected void take(Batch batch) {
        append(batch);
        mine.addAll(filled);
        filled.clear();
      }

      @Override
      protected void afterTurn() {
        mine.forEach(sort::sort);
        mine.clear();
      }
    };
  }

  private void append(Batch batch) {
    count += batch.rows();
    if (!fits) {
      sort.append(places.after(batch), 0, filled);
      return;
    }
    rows.append(batch, 0, batch.rows());
    if (rows.rows() - looked < LOOK_ROWS && rows.rows() < Integer.MAX_VALUE / 2) {
      return;
    }
    looked = rows.rows();
    long bytes = heldBytes();
    if (bytes > resources.shareBytes() / 2) {
      fits = false;
      release();
      sort.append(places.after(rows), 0, filled);
      rows = null;
    } else if (bytes > leased) {
      resources.budget().lease(bytes - leased);
      leased = bytes;
    }
  }

  /** Bytes of the rows, and of the table to be made of them: keys, slots, chains. */
  private long heldBytes() {
    return rows.bytes() + 40L * rows.rows();
  }

  @Override
  public void breakDown() {
    turnstile.breakDown();
  }

  /** All rows; null if they did not fit. */
  Batch rows() {
    return fits && heldBytes() <= resources.shareBytes() ? rows : null;
  }

  /** How many rows came. */
  long count() {
    return count;
  }

  /** Gives all rows to the sort, which were held. */
  void moveToSort() {
    if (fits) {
      fits = false;
      release();
      sort.append(places.after(rows), 0, filled);
      filled.forEach(sort::sort);
      filled.clear();
      rows = null;
    }
  }

  private void release() {
    resources.budget().release(leased);
    leased = 0;
  }

  @Override
  public void close() {
    release();
    rows = null;
  }
}
