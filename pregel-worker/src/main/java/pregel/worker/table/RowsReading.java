package pregel.worker.table;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import pregel.api.table.RowsSource;
import pregel.core.table.Batch;
import pregel.core.table.BatchReader;
import pregel.core.table.BatchSource;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Vector;

/** Rows that are in memory as objects, as a source of batches. */
final class RowsReading implements BatchSource {
  private static final int PIECE_ROWS = 1 << 10;

  private final RowsSource source;
  private final AtomicLong pieces = new AtomicLong();

  RowsReading(RowsSource source) {
    this.source = source;
  }

  @Override
  public BatchReader reader() {
    Batch batch = new Batch(source.schema());
    return new BatchReader() {
      @Override
      public long next() {
        long piece = pieces.getAndIncrement();
        long first = piece * PIECE_ROWS;
        if (first >= source.rows().size()) {
          return -1;
        }
        int end = (int) Math.min(source.rows().size(), first + PIECE_ROWS);
        fill(batch, source.rows().subList((int) first, end));
        return piece;
      }

      @Override
      public Batch batch() {
        return batch;
      }
    };
  }

  @Override
  public void close() {
    pieces.set(Integer.MAX_VALUE);
  }

  private static void fill(Batch batch, List<Object[]> rows) {
    batch.clear();
    for (Object[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        append(batch.column(i), row[i]);
      }
    }
    batch.setRows(rows.size());
  }

  private static void append(Vector column, Object value) {
    if (value == null) {
      column.appendNull();
    } else if (column instanceof LongVector longs) {
      longs.append((Long) value);
    } else if (column instanceof DoubleVector doubles) {
      doubles.append((Double) value);
    } else if (column instanceof BooleanVector booleans) {
      booleans.append((byte) ((Boolean) value ? 1 : 0));
    } else {
      ((StringVector) column).append((String) value);
    }
  }
}
