package pregel.worker.table.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.table.BatchReader;
import pregel.core.table.BatchSink;
import pregel.core.table.BatchSource;

/**
 * Lets a flow run into a sink on several threads, of which the caller's is one. The first failure
 * ends all of them and is thrown when they have ended.
 */
public final class FlowRun {
  private final BatchSink sink;
  private final int threads;
  private final List<BatchSink.Port> ports = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private FlowRun(BatchSink sink, int threads) {
    this.sink = sink;
    this.threads = threads;
    for (int i = 0; i < threads; i++) {
      ports.add(sink.port());
    }
  }

  /** Runs to the end, and gives back what the flow has held. */
  public static void run(Flow flow, BatchSink sink, int threads) {
    FlowRun run = new FlowRun(sink, threads);
    long first = 0;
    try {
      for (Flow.Part part : flow.parts()) {
        if (!sink.isSatisfied()) {
          first += run.run(part, first);
        }
      }
      run.onAll(thread -> run.ports.get(thread).finish());
    } finally {
      flow.owners().forEach(Runnable::run);
    }
  }

  /** Does something once on each thread. */
  private interface Work {
    void on(int thread) throws InterruptedException;
  }

  /** Runs one part and returns how many pieces it had. */
  private long run(Flow.Part part, long first) {
    AtomicLong pieces = new AtomicLong();
    try (BatchSource source = part.source().get()) {
      onAll(
          thread -> {
            BatchSink.Port port = ports.get(thread);
            for (int step = part.steps().size() - 1; step >= 0; step--) {
              port = part.steps().get(step).apply(port);
            }
            pieces.accumulateAndGet(push(source.reader(), port, first), Math::max);
          });
    }
    return pieces.get();
  }

  /** Pushes pieces until there are no more; returns the number behind the last. */
  private long push(BatchReader reader, BatchSink.Port port, long first)
      throws InterruptedException {
    long behind = 0;
    while (failure.get() == null && !sink.isSatisfied()) {
      long piece = reader.next();
      if (piece < 0) {
        break;
      }
      behind = piece + 1;
      port.begin(first + piece);
      port.push(reader.batch());
      port.end();
    }
    return behind;
  }

  private void onAll(Work work) {
    Thread[] others = new Thread[threads - 1];
    for (int i = 0; i < others.length; i++) {
      int thread = i + 1;
      others[i] = new Thread(() -> attempt(work, thread), "table-" + thread);
      others[i].setDaemon(true);
      others[i].start();
    }
    attempt(work, 0);
    join(others);
    rethrow();
  }

  private void attempt(Work work, int thread) {
    try {
      work.on(thread);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(new JobException(FailureKind.INTERNAL, "table: work was interrupted; run again", e));
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void fail(Throwable cause) {
    if (!failure.compareAndSet(null, cause) && failure.get() != cause) {
      failure.get().addSuppressed(cause);
    }
    sink.breakDown();
  }

  private static void join(Thread[] others) {
    boolean interrupted = false;
    for (Thread thread : others) {
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException e) {
          // They end soon; leaving them behind would leave the source in use.
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rethrow() {
    if (failure.get() instanceof RuntimeException e) {
      throw e;
    }
    if (failure.get() instanceof Error e) {
      throw e;
    }
  }
}
