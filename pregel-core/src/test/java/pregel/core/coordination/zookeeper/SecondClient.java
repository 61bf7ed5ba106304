package pregel.core.coordination.zookeeper;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/** Ends other processes' sessions: takes one over, by its number and password, and closes it. */
public final class SecondClient {
  /** From which, and a session's number, servers make its password. */
  private static final long SERVERS_SEED = 0xB3415C00L;

  private SecondClient() {}

  /** Ends a session of which the number is known, as processes log it. */
  public static void expire(String hosts, long session) throws Exception {
    byte[] password = new byte[16];
    new Random(session ^ SERVERS_SEED).nextBytes(password);
    expire(hosts, session, password);
  }

  static void expire(String hosts, long session, byte[] password) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    try (ZooKeeper second =
        new ZooKeeper(
            hosts,
            10_000,
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
              }
            },
            session,
            password)) {
      if (!connected.await(10, TimeUnit.SECONDS) || second.getSessionId() != session) {
        throw new AssertionError("session 0x" + Long.toHexString(session) + " is not taken over");
      }
    }
  }
}
