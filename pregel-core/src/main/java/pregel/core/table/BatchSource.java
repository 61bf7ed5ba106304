package pregel.core.table;

/** A table's rows in pieces, taken by several threads. Closed once, when all have ended. */
public interface BatchSource extends AutoCloseable {
  /** A reader for one thread. */
  BatchReader reader();

  @Override
  void close();
}
