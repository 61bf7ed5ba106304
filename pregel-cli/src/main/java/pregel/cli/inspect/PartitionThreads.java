package pregel.cli.inspect;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Runs a task for every partition on threads started for the purpose, the caller among them. Who
 * runs which and when is not to matter.
 */
final class PartitionThreads {
  private final int partitions;
  private final int threads;

  PartitionThreads(int partitions, int threads) {
    this.partitions = partitions;
    this.threads = Math.max(1, Math.min(partitions, threads));
  }

  /** Returns when all have ended; the first failure stops the handing out and is thrown. */
  void each(IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          try {
            for (int p = next.getAndIncrement();
                p < partitions && failure.get() == null;
                p = next.getAndIncrement()) {
              task.accept(p);
            }
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        };
    Thread[] helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Thread(work, "graph-inspect-" + (i + 1));
      helpers[i].setDaemon(true);
      helpers[i].start();
    }
    work.run();
    boolean interrupted = false;
    for (Thread helper : helpers) {
      interrupted |= join(helper);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure.get() instanceof Error error) {
      throw error;
    }
    if (failure.get() instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Waits for a thread in any case; true if interrupted meanwhile. */
  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
