package pregel.core.sort;

import pregel.core.table.Batch;

/** Rows in order, batch by batch. For one thread at a time. */
public interface SortedRows extends AutoCloseable {
  /** The next rows, valid until the next call; null at the end. */
  Batch next();

  /** Gives back what it holds. */
  @Override
  void close();
}
