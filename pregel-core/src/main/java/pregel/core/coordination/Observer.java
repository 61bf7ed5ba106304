package pregel.core.coordination;

/**
 * Receives the values of something that changes. Called on the watches' own thread, one call at a
 * time; it hands over and returns. Values may be skipped when they change quickly, never the last
 * one; no value comes twice in a row.
 */
@FunctionalInterface
public interface Observer<T> {
  /** The first value, and then every one that differs from the one before. */
  void changed(T value);

  /**
   * What was read is not ours, or may not be read; no value follows. The default passes it to the
   * thread's handler of uncaught exceptions.
   */
  default void failed(CoordinationException failure) {
    throw failure;
  }
}
