package pregel.core.table;

import java.util.List;
import pregel.api.table.Field;
import pregel.api.table.TableSchema;

/** Some rows of a table, column by column. For one thread. */
public final class Batch {
  private final Vector[] columns;
  private int rows;

  /** An empty batch for rows of a schema. */
  public Batch(TableSchema schema) {
    List<Field> fields = schema.fields();
    columns = new Vector[fields.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Vector.of(fields.get(i).type());
    }
  }

  /** A batch of vectors that are someone else's. */
  public Batch(Vector[] columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  public int columns() {
    return columns.length;
  }

  public Vector column(int place) {
    return columns[place];
  }

  /** Puts another vector in the place of a column. */
  public void setColumn(int place, Vector column) {
    columns[place] = column;
  }

  public int rows() {
    return rows;
  }

  /** Says how many rows the columns have, after values were appended one by one. */
  public void setRows(int rows) {
    this.rows = rows;
  }

  public void clear() {
    for (Vector column : columns) {
      column.clear();
    }
    rows = 0;
  }

  /** Appends a run of another batch's rows. */
  public void append(Batch from, int first, int count) {
    for (int i = 0; i < columns.length; i++) {
      columns[i].append(from.columns[i], first, count);
    }
    rows += count;
  }

  /** Appends chosen rows of another batch; missing values for a row of -1. */
  public void gather(Batch from, int[] chosen, int count) {
    for (int i = 0; i < columns.length; i++) {
      columns[i].gather(from.columns[i], chosen, count);
    }
    rows += count;
  }

  /** Makes room for so many rows in all. */
  public void reserve(int most) {
    for (Vector column : columns) {
      column.reserve(most);
    }
  }

  /** Bytes of its arrays. */
  public long bytes() {
    long bytes = 0;
    for (Vector column : columns) {
      bytes += column.bytes();
    }
    return bytes;
  }
}
