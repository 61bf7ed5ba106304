package pregel.core.coordination;

/**
 * Something that is being listened to, until it is closed. May be closed from any thread, twice.
 */
public interface Watch extends AutoCloseable {
  /** Stops; a call that has begun may still end afterwards. */
  @Override
  void close();
}
