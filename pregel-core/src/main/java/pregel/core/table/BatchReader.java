package pregel.core.table;

/** One thread's way to take pieces of a table. */
public interface BatchReader {
  /**
   * Takes the next piece that nobody has taken, and returns its number; -1 when there are no more.
   * Pieces have numbers from 0 on, in the order of the rows, and each is taken once.
   */
  long next() throws InterruptedException;

  /** The rows of the piece taken last; valid until the next call, and the reader's. */
  Batch batch();
}
