package pregel.worker.table;

import java.util.ArrayList;
import java.util.List;
import pregel.core.table.Batch;
import pregel.core.table.BatchSink;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Turnstile;
import pregel.core.table.Vector;
import pregel.worker.table.flow.OrderedPort;

/** Takes rows as objects, in order. For small results. */
public final class RowsSink implements BatchSink {
  private final Turnstile turnstile = new Turnstile();
  private final List<Object[]> rows = new ArrayList<>();

  /** The rows; Long, Double, Boolean, String, or null for a missing value. */
  public List<Object[]> rows() {
    return rows;
  }

  @Override
  public Port port() {
    return new OrderedPort(turnstile) {
      @Override
      protected void take(Batch batch) {
        for (int row = 0; row < batch.rows(); row++) {
          Object[] values = new Object[batch.columns()];
          for (int i = 0; i < values.length; i++) {
            values[i] = value(batch.column(i), row);
          }
          rows.add(values);
        }
      }
    };
  }

  @Override
  public void breakDown() {
    turnstile.breakDown();
  }

  private static Object value(Vector column, int row) {
    if (column.isNull(row)) {
      return null;
    } else if (column instanceof LongVector longs) {
      return longs.get(row);
    } else if (column instanceof DoubleVector doubles) {
      return doubles.get(row);
    } else if (column instanceof BooleanVector booleans) {
      return booleans.get(row) != 0;
    }
    return ((StringVector) column).get(row);
  }
}
