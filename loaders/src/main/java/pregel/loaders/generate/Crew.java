package pregel.loaders.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** Runs numbered tasks on a few threads. Their outcome must not depend on who runs them or when. */
final class Crew {
  private final int threads;

  Crew(int threads) {
    this.threads = Math.max(1, threads);
  }

  /** Runs {@code task} for 0 to {@code tasks} - 1 and returns when all have ended. */
  void each(int tasks, IntConsumer task) {
    if (threads == 1 || tasks <= 1) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, tasks), Crew::worker);
    try {
      List<Future<?>> results = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        int number = i;
        results.add(workers.submit(() -> task.accept(number)));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobException(
          FailureKind.INTERNAL, "generate: interrupted while generating; start it again", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } finally {
      workers.shutdownNow();
    }
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "generate");
    thread.setDaemon(true);
    return thread;
  }
}
