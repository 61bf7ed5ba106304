package pregel.cli.local;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Program;

/**
 * Waits for a job, but no longer than it may take: ends it when its time is up, and when it stands
 * still. What a vertex computes pays nothing for that; the guard looks at a counter now and then.
 */
final class JobGuard {
  private static final int LOOKS_PER_LIMIT = 20;
  private static final long LONGEST_LOOK = TimeUnit.SECONDS.toNanos(1);

  private final Supervised job;
  private final Program program;
  private final LocalJob.Options options;
  private final ThreadGroup threads = new JobThreads();
  private final FutureTask<LocalJob.Result> task;
  private Thread thread;

  JobGuard(Supervised job, Program program, LocalJob.Options options) {
    this.job = job;
    this.program = program;
    this.options = options;
    this.task = new FutureTask<>(job);
  }

  /** The job's threads. One that dies for want of memory says nothing: the guard does. */
  private static final class JobThreads extends ThreadGroup {
    JobThreads() {
      super("pregel-job");
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      if (thrown instanceof OutOfMemoryError) {
        Exhaustion.note();
      } else {
        super.uncaughtException(thread, thrown);
      }
    }
  }

  /** Starts the job and returns its result. */
  LocalJob.Result await() {
    thread = new Thread(threads, task, "pregel-job");
    thread.setDaemon(true); // a program that hangs must not keep the process alive
    thread.setContextClassLoader(program.getClass().getClassLoader());
    thread.start();
    try {
      return supervise();
    } catch (InterruptedException e) {
      giveUp();
      Thread.currentThread().interrupt();
      throw new JobException(
          FailureKind.INTERNAL, where() + ": the job was interrupted; start it again", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // a job throws no others
    }
  }

  private LocalJob.Result supervise() throws InterruptedException, ExecutionException {
    long limit = options.stallLimit().toNanos();
    long look = Math.max(1, Math.min(LONGEST_LOOK, limit / LOOKS_PER_LIMIT));
    Duration timeout = options.timeout();
    long began = System.nanoTime();
    long looked = began;
    long seen = job.progress();
    long still = 0;
    while (true) {
      long left = timeout == null ? Long.MAX_VALUE : timeout.toNanos() - (looked - began);
      try {
        return task.get(Math.max(0, Math.min(look, left)), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        long now = System.nanoTime();
        if (timeout != null && now - began >= timeout.toNanos()) {
          giveUp();
          throw outOfTime(timeout);
        }
        // A process that was stopped for a while has not been hanging.
        still = job.progress() == seen ? still + Math.min(now - looked, 2 * look) : 0;
        seen = job.progress();
        looked = now;
        if (still >= limit) {
          throw hanging();
        }
        if (!thread.isAlive() && !task.isDone()) {
          throw new OutOfMemoryError("no room was left to end the job in order");
        }
      }
    }
  }

  private JobException outOfTime(Duration timeout) {
    return new JobException(
        FailureKind.NO_PROGRESS,
        "--timeout: superstep "
            + job.superstep()
            + " was running when the limit of "
            + timeout.toMillis()
            + " ms ended; raise it or lower --max-supersteps");
  }

  private JobException hanging() {
    ThreadDump dump = ThreadDump.of(threads);
    String stuck = dump.stuckIn(program.getClass(), job);
    String kept = dump.keep(where() + ", hanging");
    giveUp();
    return new JobException(
        FailureKind.NO_PROGRESS,
        where()
            + ": no block of vertices was finished for "
            + readable(options.stallLimit())
            + stuck
            + "; see "
            + kept
            + ", and correct the program or raise --stall-timeout");
  }

  /** Makes every thread leave as soon as it notices. */
  private void giveUp() {
    job.abandon();
    threads.interrupt();
  }

  private String where() {
    return program.getClass().getName() + ": superstep " + job.superstep();
  }

  /** As {@code --stall-timeout} takes it. */
  private static String readable(Duration limit) {
    return limit.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
