package pregel.core.coordination;

/** A worker's entry among the living; it goes when the worker's session does. */
public interface Registration extends AutoCloseable {
  /** Whether the entry belongs to the session of now. Asks nobody; from any thread. */
  boolean isCurrent();

  /** Removes the entry if it is still this one; what cannot be removed goes with the session. */
  @Override
  void close();
}
