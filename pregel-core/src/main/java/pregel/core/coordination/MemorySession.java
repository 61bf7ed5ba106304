package pregel.core.coordination;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A process's session with a {@link MemoryEnsemble}, and what a test may do to it. */
public final class MemorySession implements Tree {
  private final MemoryEnsemble ensemble;
  private final String name;
  private final List<SessionListener> listeners = new ArrayList<>();
  private final Map<MemoryCandidate, String> candidates = new LinkedHashMap<>();
  private long session;
  private boolean suspended;
  private boolean closed;

  MemorySession(MemoryEnsemble ensemble, String name) {
    this.ensemble = ensemble;
    this.name = name;
    this.session = ensemble.newSession();
  }

  // ---- What a test may do

  /** Cuts the connection; the session lives. */
  public void suspend() {
    synchronized (ensemble) {
      if (!suspended) {
        suspended = true;
        tell(SessionEvent.SUSPENDED);
      }
    }
  }

  /** Restores the connection: of the same session if it lives, otherwise with a new one. */
  public void resume() {
    synchronized (ensemble) {
      if (suspended) {
        suspended = false;
        if (session != 0 && ensemble.isLive(session)) {
          tell(SessionEvent.RECONNECTED);
          enterCandidates();
        } else {
          lose();
          renew();
        }
        ensemble.notifyAll();
      }
    }
  }

  /** Ends the session, and both sides know; a process that is connected gets a new one at once. */
  public void expire() {
    synchronized (ensemble) {
      ensemble.end(session);
      lose();
      if (!suspended) {
        renew();
      }
    }
  }

  /**
   * Ends the session while the process sleeps: it finds out by its next call or {@link #resume}.
   */
  public void expireUnnoticed() {
    synchronized (ensemble) {
      ensemble.end(session);
    }
  }

  private void lose() {
    if (session != 0) {
      session = 0;
      tell(SessionEvent.LOST);
      candidates.keySet().forEach(MemoryCandidate::leave);
    }
  }

  private void renew() {
    session = ensemble.newSession();
    tell(SessionEvent.CONNECTED);
    enterCandidates();
  }

  private void enterCandidates() {
    for (Map.Entry<MemoryCandidate, String> candidate : candidates.entrySet()) {
      if (candidate.getKey().session() == 0) {
        candidate.getKey().enter(session);
        ensemble.stand(candidate.getValue(), candidate.getKey());
      }
    }
  }

  private void tell(SessionEvent event) {
    for (SessionListener listener : listeners) {
      tell(listener, event);
    }
  }

  private void tell(SessionListener listener, SessionEvent event) {
    ensemble.events().execute(() -> listener.on(event));
  }

  private void requireConnection() throws NoAnswerException {
    if (closed) {
      throw new IllegalStateException("session of " + name + " is closed");
    }
    if (suspended) {
      throw new NoAnswerException("connection of " + name + " is suspended", null);
    }
    if (!ensemble.isLive(session)) {
      lose();
      renew();
      throw new NoAnswerException("session of " + name + " has expired", null);
    }
  }

  // ---- Tree

  @Override
  public String name() {
    return "ensemble in memory";
  }

  @Override
  public Optional<TreeNode> read(String path, Runnable changed) throws NoAnswerException {
    synchronized (ensemble) {
      requireConnection();
      return ensemble.read(path, changed);
    }
  }

  @Override
  public Optional<List<String>> children(String path, Runnable changed) throws NoAnswerException {
    synchronized (ensemble) {
      requireConnection();
      return ensemble.children(path, changed);
    }
  }

  @Override
  public void apply(List<Change> changes) throws ConflictException, NoAnswerException {
    synchronized (ensemble) {
      requireConnection();
      ensemble.apply(changes, session);
    }
  }

  @Override
  public void requireOwned(String path) {
    // Nobody else is in here.
  }

  @Override
  public long session() {
    synchronized (ensemble) {
      return session;
    }
  }

  @Override
  public boolean awaitConnection(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    synchronized (ensemble) {
      while (suspended && !closed) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(ensemble, left);
      }
      return !closed;
    }
  }

  @Override
  public Watch listen(SessionListener listener) {
    synchronized (ensemble) {
      listeners.add(listener);
      tell(
          listener,
          session == 0
              ? SessionEvent.LOST
              : suspended ? SessionEvent.SUSPENDED : SessionEvent.CONNECTED);
    }
    return () -> {
      synchronized (ensemble) {
        listeners.remove(listener);
      }
    };
  }

  @Override
  public Election stand(String path, String candidate, ElectionListener listener) {
    synchronized (ensemble) {
      MemoryCandidate entry = new MemoryCandidate(ensemble.events(), listener);
      candidates.put(entry, path);
      if (!suspended && ensemble.isLive(session)) {
        entry.enter(session);
        ensemble.stand(path, entry);
      }
      return new Election() {
        @Override
        public boolean elected() {
          synchronized (ensemble) {
            return entry.elected();
          }
        }

        @Override
        public void close() {
          synchronized (ensemble) {
            candidates.remove(entry);
            ensemble.withdraw(entry);
            entry.leave();
          }
        }
      };
    }
  }

  @Override
  public Executor watches() {
    return ensemble.events();
  }

  @Override
  public void close() {
    synchronized (ensemble) {
      if (!closed) {
        closed = true;
        listeners.clear();
        for (MemoryCandidate candidate : candidates.keySet()) {
          ensemble.withdraw(candidate);
          candidate.leave();
        }
        candidates.clear();
        ensemble.end(session);
        session = 0;
        ensemble.notifyAll();
      }
    }
  }
}
