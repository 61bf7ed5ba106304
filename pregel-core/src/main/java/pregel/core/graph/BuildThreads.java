package pregel.core.graph;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Runs numbered tasks on threads started for the purpose, the caller among them. Tasks are handed
 * out one by one, so their outcome must not depend on who runs them or when.
 */
public final class BuildThreads {
  private static final long ALONE_BELOW = 1 << 16;

  private final int threads;

  private BuildThreads(int threads) {
    this.threads = threads;
  }

  /** As many threads as asked for, or only the caller if there is little to do. */
  public static BuildThreads of(int threads, long edges) {
    return new BuildThreads(edges < ALONE_BELOW ? 1 : Math.max(1, threads));
  }

  int threads() {
    return threads;
  }

  /** Runs {@code task} for 0 to {@code tasks} - 1; for tasks that need no scratch space. */
  public void each(int tasks, IntConsumer task) {
    each(tasks, () -> task);
  }

  /**
   * Runs tasks 0 to {@code tasks} - 1 and returns when all have ended. The first failure stops the
   * handing out and is thrown.
   *
   * @param perThread called once by each thread, for a task with scratch space of its own
   */
  void each(int tasks, Supplier<IntConsumer> perThread) {
    int crew = Math.min(threads, tasks);
    if (crew <= 1) {
      IntConsumer task = perThread.get();
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          try {
            IntConsumer task = perThread.get();
            int i = next.getAndIncrement();
            while (i < tasks && failure.get() == null) {
              task.accept(i);
              i = next.getAndIncrement();
            }
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        };
    Thread[] helpers = new Thread[crew - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Thread(work, "graph-build-" + (i + 1));
      helpers[i].setDaemon(true);
      helpers[i].start();
    }
    work.run();
    join(helpers);
    if (failure.get() instanceof Error error) {
      throw error;
    }
    if (failure.get() instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Waits for all, interrupted or not: the tasks write to buffers the caller goes on to use. */
  private static void join(Thread[] helpers) {
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (true) {
        try {
          helper.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
