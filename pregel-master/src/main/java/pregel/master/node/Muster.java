package pregel.master.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.WorkerRecord;
import pregel.core.transport.Hello;
import pregel.core.transport.Transport;

/** Calls the workers of an attempt together. */
final class Muster {
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Fails when the job is not to go on. */
  @FunctionalInterface
  interface Condition {
    void require() throws JobStopped;
  }

  private final String job;
  private final Coordination coordination;
  private final Transport transport;
  private final Condition going;

  Muster(String job, Coordination coordination, Transport transport, Condition going) {
    this.job = job;
    this.coordination = coordination;
    this.transport = transport;
    this.going = going;
  }

  /**
   * Dials the living until there are as many as the job wants, or as there can be.
   *
   * @param first whether it is for the first attempt, which all wanted workers must be there for
   * @param wait how long somebody in the place of a lost worker is waited for, if it is not
   * @throws JobException if there are too few in time
   */
  Crew assemble(MasterJob.Terms terms, boolean first, Duration wait, Hello hello)
      throws JobStopped, InterruptedException {
    long began = System.nanoTime();
    long end = began + terms.workersDeadline().toNanos();
    long content = first ? end : began + wait.toNanos();
    Crew dialled = new Crew();
    boolean assembled = false;
    try {
      while (true) {
        going.require();
        List<WorkerRecord> living = coordination.workers();
        int wanted = terms.workers() == 0 ? Math.max(1, living.size()) : terms.workers();
        long now = System.nanoTime();
        boolean few = !first && now >= content;
        if (living.size() >= wanted || few) {
          dialled.dial(transport, hello, living, wanted);
        }
        if (dialled.size() >= wanted || (dialled.size() > 0 && few)) {
          assembled = true;
          return dialled;
        }
        if (now >= end) {
          throw tooFew(dialled.size(), wanted, first, terms.workersDeadline());
        }
        Thread.sleep(LOOK.toMillis());
      }
    } finally {
      if (!assembled) {
        dialled.close();
      }
    }
  }

  /**
   * Dials the workers of an attempt that stands still, and one that was free in the place of the
   * one that is lost.
   *
   * @return null if nobody is free in time; with fewer workers if one could not be reached
   */
  Crew replace(Standstill standstill, MasterJob.Terms terms, Hello hello)
      throws JobStopped, InterruptedException {
    long end = System.nanoTime() + terms.newcomerWait().toNanos();
    WorkerRecord free = null;
    while (free == null) {
      going.require();
      for (WorkerRecord living : coordination.workers()) {
        free = standstill.workers().contains(living) ? free : living;
      }
      if (free == null && System.nanoTime() - end >= 0) {
        return null;
      } else if (free == null) {
        Thread.sleep(LOOK.toMillis());
      }
    }
    List<WorkerRecord> wanted = new ArrayList<>(standstill.workers());
    wanted.set(standstill.lost(), free);
    Crew dialled = new Crew();
    dialled.dial(transport, hello, wanted, wanted.size());
    return dialled;
  }

  /**
   * Dials the workers of an attempt that another master led; as far as they are there.
   *
   * @param ids by number
   */
  Crew recall(List<String> ids, Hello hello) throws InterruptedException {
    List<WorkerRecord> living = coordination.workers();
    List<WorkerRecord> wanted = new ArrayList<>();
    for (String id : ids) {
      living.stream().filter(worker -> worker.id().equals(id)).forEach(wanted::add);
    }
    Crew dialled = new Crew();
    dialled.dial(transport, hello, wanted, wanted.size());
    return dialled;
  }

  private JobException tooFew(int there, int wanted, boolean first, Duration waited) {
    return new JobException(
        first ? FailureKind.COORDINATION_LOST : FailureKind.RECOVERY_SPENT,
        "job "
            + job
            + ": "
            + there
            + " of "
            + wanted
            + " workers are there after "
            + waited.toSeconds()
            + " s; start more, or ask for fewer");
  }
}
