package pregel.core.coordination;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import pregel.api.FailureKind;

/** Repeats attempts until one gets an answer or the deadline has come. */
final class Calls {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** One attempt; it looks before it acts, for the one before may have been done. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws NoAnswerException, ConflictException, InterruptedException;
  }

  /** An attempt without a result. */
  @FunctionalInterface
  interface Action {
    void run() throws NoAnswerException, ConflictException, InterruptedException;
  }

  private final Tree tree;
  private final Duration deadline;
  private volatile boolean closed;

  Calls(Tree tree, Duration deadline) {
    this.tree = tree;
    this.deadline = deadline;
  }

  void close() {
    closed = true;
  }

  void act(Supplier<String> what, Action action) throws InterruptedException {
    get(
        what,
        () -> {
          action.run();
          return true;
        });
  }

  /**
   * Runs attempts.
   *
   * @param what for failures: what was asked for
   */
  <T> T get(Supplier<String> what, Attempt<T> attempt) throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    long pause = 0;
    while (true) {
      if (closed) {
        throw new IllegalStateException(what.get() + " after coordination was closed");
      }
      Exception cause;
      boolean reachable = true;
      try {
        return attempt.run();
      } catch (ConflictException e) {
        // Somebody else was quicker.
        cause = e;
      } catch (NoAnswerException e) {
        cause = e;
        reachable = tree.awaitConnection(Math.max(0, end - System.nanoTime()));
      }
      if (!reachable || System.nanoTime() + pause > end) {
        throw new CoordinationException(
            FailureKind.COORDINATION_LOST,
            "%s: no answer within %.1f s to: %s (%s); check that it runs and can be reached"
                .formatted(tree.name(), deadline.toMillis() / 1e3, what.get(), cause.getMessage()),
            cause);
      }
      TimeUnit.NANOSECONDS.sleep(pause);
      pause = pause == 0 ? FIRST_PAUSE_NANOS : Math.min(pause * 2, LONGEST_PAUSE_NANOS);
    }
  }
}
