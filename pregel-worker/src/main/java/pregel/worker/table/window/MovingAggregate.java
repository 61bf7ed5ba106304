package pregel.worker.table.window;

import pregel.api.table.TableSchema;
import pregel.api.table.WindowColumn;
import pregel.core.table.Batch;
import pregel.core.table.Vector;
import pregel.worker.table.group.Accumulator;

/**
 * An aggregate of the rows around each row. A frame that begins with the partition grows with the
 * rows; any other is added up for each row anew.
 */
final class MovingAggregate extends WindowFunction {
  private final WindowColumn column;
  private final boolean unbounded;
  private final Accumulator accumulator;
  private final Batch frame;
  private int[] groups = {};

  /** Rows of the partition that the growing frame has already. */
  private long taken;

  MovingAggregate(WindowColumn column, TableSchema schema) {
    this.column = column;
    this.unbounded = column.from() == WindowColumn.UNBOUNDED;
    this.accumulator = Accumulator.of(column.asAggregate(), schema);
    this.frame = new Batch(schema);
  }

  @Override
  int rowsBefore() {
    return unbounded ? Math.max(0, -column.to()) : Math.max(0, -column.from());
  }

  @Override
  int rowsAfter() {
    return Math.max(0, column.to());
  }

  @Override
  void append(Batch held, WindowPlaces places, int from, int end, Vector to) {
    for (int row = from; row < end; row++) {
      long before = places.before(row);
      long last = Math.min(places.after(row), column.to());
      if (unbounded) {
        grow(held, row, before, last);
      } else {
        accumulator.clear();
        long first = Math.max(-before, column.from());
        add(held, row + first, last - first + 1);
      }
      accumulator.reserve(1);
      accumulator.finish(0, to);
    }
  }

  /** Takes in the rows of the partition up to {@code last} places behind a row. */
  private void grow(Batch held, int row, long before, long last) {
    if (before == 0) {
      accumulator.clear();
      taken = 0;
    }
    long wanted = before + last + 1;
    if (wanted > taken) {
      add(held, row - before + taken, wanted - taken);
      taken = wanted;
    }
  }

  private void add(Batch held, long first, long count) {
    if (count <= 0) {
      return;
    }
    frame.clear();
    frame.append(held, (int) first, (int) count);
    if (groups.length < count) {
      groups = new int[(int) count];
    }
    accumulator.reserve(1);
    accumulator.add(frame, groups);
  }
}
