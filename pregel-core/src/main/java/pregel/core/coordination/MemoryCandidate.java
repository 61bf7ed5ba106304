package pregel.core.coordination;

import java.util.concurrent.Executor;

/** A candidate in a {@link MemoryEnsemble}, which guards it. */
final class MemoryCandidate {
  private final Executor events;
  private final ElectionListener listener;
  private long session;
  private boolean elected;

  MemoryCandidate(Executor events, ElectionListener listener) {
    this.events = events;
    this.listener = listener;
  }

  /** The session in which it stands, or 0. */
  long session() {
    return session;
  }

  boolean elected() {
    return elected;
  }

  void enter(long newSession) {
    session = newSession;
  }

  void elect() {
    if (!elected) {
      elected = true;
      events.execute(listener::elected);
    }
  }

  /** Its process finds out that it does not stand any more. */
  void leave() {
    session = 0;
    if (elected) {
      elected = false;
      events.execute(listener::revoked);
    }
  }
}
