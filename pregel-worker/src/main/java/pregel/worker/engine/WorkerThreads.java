package pregel.worker.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of a worker: the one that calls, and helpers that wait for the next task by spinning
 * a while, then parked. A barrier costs about a microsecond while they spin.
 */
final class WorkerThreads implements AutoCloseable {
  private static final int SPINS = 1 << 14;

  /** What every thread does, told its number from 0. */
  @FunctionalInterface
  interface Task {
    void run(int thread);
  }

  private final Thread[] helpers;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile int round;
  private volatile boolean closed;
  private Task task; // published by round

  WorkerThreads(int threads) {
    helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      int number = i + 1;
      helpers[i] = new Thread(() -> serve(number), "pregel-worker-" + number);
      helpers[i].setDaemon(true);
      helpers[i].start();
    }
  }

  int count() {
    return helpers.length + 1;
  }

  /**
   * Runs a task on every thread and returns when all are done; the first failure is thrown.
   *
   * @throws CancellationException if {@link #close} is called meanwhile; helpers may be at work yet
   */
  void run(Task next) {
    if (helpers.length == 0) {
      next.run(0);
      return;
    }
    task = next;
    running.set(helpers.length);
    round++; // only this thread writes it
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    runCaught(next, 0);
    int spins = 0;
    while (running.get() > 0) {
      if (++spins > SPINS) {
        if (closed) {
          throw new CancellationException("given up while a thread was still at work");
        }
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
    Throwable thrown = failure.getAndSet(null);
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    } else if (thrown instanceof Error error) {
      throw error;
    }
  }

  private void runCaught(Task next, int thread) {
    try {
      next.run(thread);
    } catch (Throwable t) { // rethrown by run()
      failure.compareAndSet(null, t);
    }
  }

  private void serve(int number) {
    int done = 0;
    while (true) {
      int spins = 0;
      while (round == done) {
        if (closed) {
          return;
        }
        if (++spins > SPINS) {
          LockSupport.park(this);
        } else {
          Thread.onSpinWait();
        }
      }
      done++;
      runCaught(task, number);
      running.decrementAndGet();
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
