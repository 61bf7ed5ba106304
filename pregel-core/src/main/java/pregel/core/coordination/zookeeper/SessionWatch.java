package pregel.core.coordination.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pregel.core.coordination.SessionEvent;
import pregel.core.coordination.SessionListener;
import pregel.core.coordination.Watch;

/**
 * Turns Curator's states into events of a session. Curator says RECONNECTED for an old session and
 * for a new one; here the session's number tells them apart. It says LOST when a connection has
 * been gone for as long as a session lives, whether or not a server is there to confirm it.
 */
final class SessionWatch implements ConnectionStateListener {
  private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);

  private final String hosts;
  private final ExecutorService thread;
  private final LongSupplier clientsSession;
  private final List<SessionListener> listeners = new ArrayList<>();
  private SessionEvent state = SessionEvent.SUSPENDED;
  private long session;

  SessionWatch(String hosts, ExecutorService thread, LongSupplier clientsSession) {
    this.hosts = hosts;
    this.thread = thread;
    this.clientsSession = clientsSession;
  }

  /** The session of now, or 0. It lags behind the client by the time that an event takes. */
  synchronized long current() {
    return state == SessionEvent.LOST ? 0 : session;
  }

  synchronized Watch add(SessionListener listener) {
    listeners.add(listener);
    SessionEvent now = state == SessionEvent.RECONNECTED ? SessionEvent.CONNECTED : state;
    CuratorTree.execute(thread, () -> listener.on(now));
    return () -> remove(listener);
  }

  private synchronized void remove(SessionListener listener) {
    listeners.remove(listener);
  }

  @Override
  public synchronized void stateChanged(CuratorFramework curator, ConnectionState changed) {
    switch (changed) {
      case CONNECTED, RECONNECTED -> connected();
      case SUSPENDED -> {
        LOG.warn("connection to ZooKeeper {} is suspended", hosts);
        tell(SessionEvent.SUSPENDED);
      }
      case LOST -> lost();
      case READ_ONLY -> throw new IllegalStateException("a read-only session was not asked for");
    }
  }

  private void connected() {
    boolean wasLost = state == SessionEvent.LOST;
    long now = clientsSession.getAsLong();
    if (session != 0 && now == session && !wasLost) {
      LOG.info("connection to ZooKeeper {} is back", hosts);
      tell(SessionEvent.RECONNECTED);
      return;
    }
    if (session != 0 && !wasLost) {
      lost();
    }
    session = now;
    LOG.info("session 0x{} with ZooKeeper {}", Long.toHexString(now), hosts);
    tell(SessionEvent.CONNECTED);
  }

  private void lost() {
    LOG.warn("session 0x{} with ZooKeeper {} is lost", Long.toHexString(session), hosts);
    tell(SessionEvent.LOST);
  }

  private void tell(SessionEvent event) {
    state = event;
    for (SessionListener listener : listeners) {
      CuratorTree.execute(thread, () -> listener.on(event));
    }
  }
}
