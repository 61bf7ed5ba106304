package pregel.worker.table.window;

import pregel.api.table.TableSchema;
import pregel.api.table.WindowColumn;
import pregel.core.table.Batch;
import pregel.core.table.LongVector;
import pregel.core.table.Vector;

/** Calculates one column of a window. For one thread. */
abstract class WindowFunction {
  /** The function of a column over rows of a schema. */
  static WindowFunction of(WindowColumn column, TableSchema schema) {
    int place = column.column() == null ? -1 : schema.place(column.column(), "window");
    return switch (column.kind()) {
      case ROW_NUMBER, RANK, DENSE_RANK -> new Rank(column.kind());
      case LAG -> new Neighbour(place, -column.to());
      case LEAD -> new Neighbour(place, column.to());
      case MOVING -> new MovingAggregate(column, schema);
    };
  }

  /** How many rows before a row it looks at. */
  int rowsBefore() {
    return 0;
  }

  /** How many rows after a row it looks at. */
  int rowsAfter() {
    return 0;
  }

  /** Appends the values of held rows {@code from} to {@code end} - 1. */
  abstract void append(Batch held, WindowPlaces places, int from, int end, Vector to);

  private static final class Rank extends WindowFunction {
    private final WindowColumn.Kind kind;

    Rank(WindowColumn.Kind kind) {
      this.kind = kind;
    }

    @Override
    void append(Batch held, WindowPlaces places, int from, int end, Vector to) {
      for (int row = from; row < end; row++) {
        ((LongVector) to)
            .append(
                switch (kind) {
                  case ROW_NUMBER -> places.number(row);
                  case RANK -> places.rank(row);
                  case DENSE_RANK -> places.denseRank(row);
                  default -> throw new IllegalStateException(kind + " is no rank");
                });
      }
    }
  }

  /** The value of a row some places away. */
  private static final class Neighbour extends WindowFunction {
    private final int place;
    private final int distance;

    Neighbour(int place, int distance) {
      this.place = place;
      this.distance = distance;
    }

    @Override
    int rowsBefore() {
      return Math.max(0, -distance);
    }

    @Override
    int rowsAfter() {
      return Math.max(0, distance);
    }

    @Override
    void append(Batch held, WindowPlaces places, int from, int end, Vector to) {
      for (int row = from; row < end; row++) {
        boolean there =
            distance < 0 ? -distance <= places.before(row) : distance <= places.after(row);
        if (there) {
          to.append(held.column(place), row + distance, 1);
        } else {
          to.appendNull();
        }
      }
    }
  }
}
