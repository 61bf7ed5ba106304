package pregel.core.coordination;

/**
 * Hears of the session. Called on the session's own thread, one event at a time and in order; it
 * hands over and returns, and never waits for coordination.
 */
@FunctionalInterface
public interface SessionListener {
  void on(SessionEvent event);
}
