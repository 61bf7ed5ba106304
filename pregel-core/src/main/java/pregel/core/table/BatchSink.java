package pregel.core.table;

/** Takes the rows of a table from several threads. */
public interface BatchSink {
  /** One thread's way in. */
  Port port();

  /** Whether it needs no more rows. */
  default boolean isSatisfied() {
    return false;
  }

  /** Lets out who waits, because somebody has failed. Called by any thread, perhaps again. */
  default void breakDown() {}

  /**
   * One thread's way to hand over rows. For each piece of the input it calls {@code begin}, {@code
   * push} any number of times, {@code end}.
   */
  interface Port {
    /** Begins a piece. */
    default void begin(long piece) throws InterruptedException {}

    /** Takes rows, which are the caller's again when this returns. */
    void push(Batch batch) throws InterruptedException;

    /** Ends a piece. */
    default void end() throws InterruptedException {}

    /** After the last piece that this thread has; not called after a failure. */
    default void finish() throws InterruptedException {}
  }
}
