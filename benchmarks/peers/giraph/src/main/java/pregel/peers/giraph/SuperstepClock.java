package pregel.peers.giraph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.giraph.worker.WorkerContext;

/** Notes when the supersteps of the only worker begin, which is in this process. */
public final class SuperstepClock extends WorkerContext {
  private static final List<Long> BEGUN = Collections.synchronizedList(new ArrayList<>());

  /** When the supersteps since the last call began. */
  static List<Long> take() {
    synchronized (BEGUN) {
      List<Long> taken = List.copyOf(BEGUN);
      BEGUN.clear();
      return taken;
    }
  }

  @Override
  public void preApplication() {}

  @Override
  public void postApplication() {}

  @Override
  public void preSuperstep() {
    BEGUN.add(System.nanoTime());
  }

  @Override
  public void postSuperstep() {}
}
