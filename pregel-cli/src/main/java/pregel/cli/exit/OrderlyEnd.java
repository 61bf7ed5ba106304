package pregel.cli.exit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a process that serves leave its cluster before a signal ends it: the thread that serves is
 * interrupted, and waited for until this is closed.
 */
public final class OrderlyEnd implements AutoCloseable {
  private final Thread serving;
  private final Duration limit;
  private final CountDownLatch left = new CountDownLatch(1);

  private OrderlyEnd(Thread serving, Duration limit) {
    this.serving = serving;
    this.limit = limit;
  }

  /** Opened before all that is to be closed in order, so that it is closed last. */
  public static OrderlyEnd of(Thread serving, Duration limit) {
    OrderlyEnd end = new OrderlyEnd(serving, limit);
    Runtime.getRuntime().addShutdownHook(new Thread(end::leave, "leave the cluster"));
    return end;
  }

  /**
   * Whether the process is ending already, by a signal. It has that signal's exit code then; one
   * that is given to {@link System#exit} meanwhile may take its place.
   */
  public static boolean hasBegun() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true; // as the runtime says that it is too late
    }
  }

  private void leave() {
    try {
      if (left.getCount() > 0) {
        serving.interrupt();
        left.await(limit.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    left.countDown();
  }
}
