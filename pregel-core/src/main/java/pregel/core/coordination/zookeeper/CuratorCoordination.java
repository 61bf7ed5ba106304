package pregel.core.coordination.zookeeper;

import pregel.core.coordination.Coordination;
import pregel.core.coordination.TreeCoordination;

/** Coordination by a ZooKeeper ensemble. */
public final class CuratorCoordination {
  private CuratorCoordination() {}

  /**
   * Connects to an ensemble, and makes the cluster's tree if there is none. Called once by a
   * process, from a thread that may block.
   *
   * @throws pregel.core.coordination.CoordinationException {@code COORDINATION_LOST} if nothing
   *     answers in time or what is there is not ours, {@code PROTOCOL} if it belongs to other
   *     credentials or another build, {@code USAGE} if the options cannot be
   */
  public static Coordination connect(CoordinationOptions options) throws InterruptedException {
    return TreeCoordination.open(CuratorTree.connect(options), options.root(), options.deadlines());
  }
}
