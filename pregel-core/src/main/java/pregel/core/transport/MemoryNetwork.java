package pregel.core.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the memory transports of one process share: who listens where, and one I/O thread. */
public final class MemoryNetwork implements AutoCloseable {
  record Listener(Hello self, Consumer<Link> accept, MemoryTransport transport) {}

  final Map<Integer, Listener> listeners = new ConcurrentHashMap<>();
  private final ExecutorService io =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "memory-network"));

  /** Runs the task after those before it; false if the network is closed. */
  boolean run(Runnable task) {
    try {
      io.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Delivers what is under way, then stops. */
  @Override
  public void close() {
    io.shutdown();
    try {
      if (!io.awaitTermination(10, TimeUnit.SECONDS)) {
        io.shutdownNow();
      }
    } catch (InterruptedException e) {
      io.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
