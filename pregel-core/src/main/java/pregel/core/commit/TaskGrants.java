package pregel.core.commit;

import java.util.HashMap;
import java.util.Map;

/**
 * Which try of each task may commit what it wrote. Decided by the master, for one attempt of the
 * job; for one thread.
 */
public final class TaskGrants {
  private final Map<Integer, Integer> granted = new HashMap<>();

  /** Whether a try may commit: the first that asks, however often it asks. */
  public boolean grant(int task, int tryNumber) {
    return granted.computeIfAbsent(task, first -> tryNumber) == tryNumber;
  }

  /** Takes a grant back, as the worker that had it is lost; another try may have it then. */
  public void lost(int task, int tryNumber) {
    granted.remove(task, tryNumber);
  }
}
