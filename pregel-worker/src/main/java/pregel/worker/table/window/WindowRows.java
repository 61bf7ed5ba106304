package pregel.worker.table.window;

import java.util.ArrayList;
import java.util.List;
import pregel.api.table.Plan;
import pregel.api.table.SortKey;
import pregel.api.table.TableSchema;
import pregel.core.sort.KeyEncoder;
import pregel.core.sort.Keys;
import pregel.core.sort.SortedRows;
import pregel.core.table.Batch;

/**
 * Adds the columns of windows to rows that come sorted. It holds as many rows as the columns look
 * back and ahead, and a batch more, however long a partition is. For one thread.
 */
public final class WindowRows implements SortedRows {
  private final SortedRows sorted;
  private final KeyEncoder partitionEncoder;
  private final KeyEncoder orderEncoder;
  private final List<WindowFunction> functions = new ArrayList<>();
  private final int back;
  private final int ahead;
  private final Batch output;
  private Batch held;
  private Batch spare;
  private final Keys partitionKeys = new Keys();
  private final Keys orderKeys = new Keys();

  /** Places of the partition in which each held row is, and of the rows that it is equal to. */
  private final WindowPlaces places = new WindowPlaces();

  /** Held rows before this have been given. */
  private int next;

  private boolean ended;

  /**
   * @param sorted by the window's keys; closed with this
   */
  public WindowRows(Plan.Window window, SortedRows sorted) {
    TableSchema schema = window.input().schema();
    this.sorted = sorted;
    this.partitionEncoder =
        KeyEncoder.of(schema, window.partition().stream().map(SortKey::ascending).toList());
    this.orderEncoder = KeyEncoder.of(schema, window.order());
    int most = 0;
    int furthest = 0;
    for (var column : window.columns()) {
      WindowFunction function = WindowFunction.of(column, schema);
      functions.add(function);
      most = Math.max(most, function.rowsBefore());
      furthest = Math.max(furthest, function.rowsAfter());
    }
    this.back = most;
    this.ahead = furthest;
    this.output = new Batch(window.schema());
    this.held = new Batch(schema);
    this.spare = new Batch(schema);
  }

  @Override
  public Batch next() {
    while (true) {
      int ready = ready();
      if (ready > next) {
        return give(ready);
      }
      if (ended) {
        return null;
      }
      dropOld();
      Batch batch = sorted.next();
      if (batch == null) {
        ended = true;
      } else {
        held.append(batch, 0, batch.rows());
        partitionEncoder.encode(held, partitionKeys);
        orderEncoder.encode(held, orderKeys);
        places.extend(partitionKeys, orderKeys);
      }
    }
  }

  /** Behind the last row that can be given: all that it looks at is there. */
  private int ready() {
    return ended ? held.rows() : Math.max(next, (int) ((long) held.rows() - ahead - 1));
  }

  private Batch give(int end) {
    output.clear();
    int columns = held.columns();
    for (int i = 0; i < columns; i++) {
      output.column(i).append(held.column(i), next, end - next);
    }
    for (int i = 0; i < functions.size(); i++) {
      functions.get(i).append(held, places, next, end, output.column(columns + i));
    }
    output.setRows(end - next);
    next = end;
    return output;
  }

  /** Forgets rows that no row to come looks back at. */
  private void dropOld() {
    int from = Math.max(0, next - back - 1);
    if (from == 0) {
      return;
    }
    spare.clear();
    spare.append(held, from, held.rows() - from);
    Batch swapped = held;
    held = spare;
    spare = swapped;
    places.drop(from);
    next -= from;
  }

  @Override
  public void close() {
    sorted.close();
  }
}
