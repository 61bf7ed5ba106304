package pregel.worker.table.flow;

import java.util.ArrayList;
import java.util.List;
import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.api.table.TableSchema;
import pregel.core.table.Batch;
import pregel.core.table.LongVector;
import pregel.core.table.Vector;

/**
 * Adds to rows that come in order a last column with their places in it. For one thread at a time.
 */
public final class PlaceColumn {
  /** The column's name, which no other has. */
  public static final String NAME = "\0place";

  private final LongVector places = new LongVector();
  private long next;

  /** A schema with the column behind the others. */
  public static TableSchema after(TableSchema schema) {
    List<Field> fields = new ArrayList<>(schema.fields());
    fields.add(new Field(NAME, ColumnType.LONG, false));
    return TableSchema.of("join", fields);
  }

  /** The same rows with the column behind the others; valid until the next call. */
  public Batch after(Batch batch) {
    places.clear();
    long[] values = places.resize(batch.rows());
    for (int i = 0; i < batch.rows(); i++) {
      values[i] = next++;
    }
    Vector[] columns = new Vector[batch.columns() + 1];
    for (int i = 0; i < batch.columns(); i++) {
      columns[i] = batch.column(i);
    }
    columns[batch.columns()] = places;
    return new Batch(columns, batch.rows());
  }
}
