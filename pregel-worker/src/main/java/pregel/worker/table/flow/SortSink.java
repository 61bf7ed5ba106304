package pregel.worker.table.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import pregel.api.table.TableSchema;
import pregel.core.sort.ExternalSort;
import pregel.core.sort.KeyEncoder;
import pregel.core.sort.SortedRows;
import pregel.core.table.Batch;
import pregel.core.table.BatchSink;
import pregel.core.table.Turnstile;

/** Sorts the rows that come, by threads that each sort a run while others fill the next. */
public final class SortSink implements BatchSink, AutoCloseable {
  private final String stage;
  private final Resources resources;
  private final PlaceColumn places;
  private final ExternalSort sort;
  private final Turnstile turnstile = new Turnstile();
  private final AtomicLong rows = new AtomicLong();

  /**
   * @param stage its name, for figures
   * @param schema of the rows as they are sorted
   * @param limit rows wanted from the start
   * @param places makes the last column of the rows as they come; null if they have all
   */
  public SortSink(
      String stage,
      TableSchema schema,
      KeyEncoder encoder,
      long limit,
      PlaceColumn places,
      Resources resources) {
    this.places = places;
    this.stage = stage;
    this.resources = resources;
    this.sort =
        new ExternalSort(
            schema,
            encoder,
            resources.sortLimits(schema),
            limit,
            resources.threads(),
            resources.budget(),
            resources.spill());
  }

  @Override
  public Port port() {
    return new OrderedPort(turnstile) {
      private final List<ExternalSort.FilledRun> filled = new ArrayList<>();

      @Override
      protected void take(Batch batch) {
        rows.addAndGet(batch.rows());
        sort.append(places == null ? batch : places.after(batch), 0, filled);
      }

      @Override
      protected void afterTurn() {
        filled.forEach(sort::sort);
        filled.clear();
      }
    };
  }

  @Override
  public void breakDown() {
    turnstile.breakDown();
  }

  /** The rows in order; valid until this is closed. */
  public SortedRows finish() {
    SortedRows sorted = sort.finish();
    resources
        .figures()
        .add(
            new StageFigures.Stage(
                stage, rows.get(), rows.get(), sort.runs(), sort.spilledRuns(), sort.passes()));
    return sorted;
  }

  @Override
  public void close() {
    sort.close();
  }
}
