package pregel.core.table;

import java.util.List;

/** Rows chosen from several batches of one schema. For one thread. */
public final class BatchGather {
  private final Vector[][] columns;

  /**
   * @param sources whose vectors may change what they hold, but not be exchanged
   */
  public BatchGather(List<Batch> sources) {
    columns = new Vector[sources.isEmpty() ? 0 : sources.get(0).columns()][sources.size()];
    for (int source = 0; source < sources.size(); source++) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][source] = sources.get(source).column(column);
      }
    }
  }

  /** Appends the rows {@code rows[i]} of batches {@code source[i]}. */
  public void append(int[] source, int[] rows, int count, Batch to) {
    for (int column = 0; column < columns.length; column++) {
      to.column(column).gather(columns[column], source, rows, count);
    }
    to.setRows(to.rows() + count);
  }
}
