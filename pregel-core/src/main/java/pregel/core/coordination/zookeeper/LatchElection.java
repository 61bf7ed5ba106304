package pregel.core.coordination.zookeeper;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import pregel.api.FailureKind;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.Election;
import pregel.core.coordination.ElectionListener;

/** A candidacy by Curator's latch, which stands again by itself after a session was lost. */
final class LatchElection implements Election {
  private final LeaderLatch latch;
  private boolean closed;

  private LatchElection(LeaderLatch latch) {
    this.latch = latch;
  }

  static LatchElection start(
      CuratorFramework curator,
      String path,
      String candidate,
      ElectionListener listener,
      ExecutorService thread) {
    // A latch that is closed tells its listener, as one that loses its session does.
    LeaderLatch latch =
        new LeaderLatch(curator, path, candidate, LeaderLatch.CloseMode.NOTIFY_LEADER);
    latch.addListener(
        new LeaderLatchListener() {
          @Override
          public void isLeader() {
            listener.elected();
          }

          @Override
          public void notLeader() {
            listener.revoked();
          }
        },
        task -> CuratorTree.execute(thread, task));
    try {
      latch.start();
    } catch (Exception e) {
      throw new CoordinationException(
          FailureKind.COORDINATION_LOST,
          path + ": the election cannot be entered: " + e.getMessage() + "; see the log",
          e);
    }
    return new LatchElection(latch);
  }

  @Override
  public boolean elected() {
    return latch.hasLeadership();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      latch.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
