package pregel.core.sort;

import pregel.core.table.Batch;

/** Sorted rows, in memory or on disk, to be read once. */
public interface SortedRun extends AutoCloseable {
  long rows();

  /** Starts to read; what is read is in the batch of the cursor. */
  Cursor open();

  /** Gives back memory or disk; at once or again. */
  @Override
  void close();

  /** One reader of a run. */
  interface Cursor extends AutoCloseable {
    /** The rows read last. */
    Batch batch();

    /** Reads the next rows in place of the last; false at the end. */
    boolean next();

    @Override
    void close();
  }
}
