package pregel.master.node;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.checkpoint.CheckpointStore;
import pregel.core.checkpoint.Manifest;
import pregel.core.coordination.CheckpointPointer;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.JobRecord;
import pregel.core.coordination.JobState;
import pregel.core.coordination.JobStatus;
import pregel.core.coordination.Leadership;
import pregel.core.coordination.PartitionAssignment;
import pregel.core.coordination.WorkerRecord;
import pregel.core.crash.CrashPoints;
import pregel.core.job.SuperstepReport;
import pregel.core.protocol.NetworkCounts;
import pregel.core.transport.Attempt;
import pregel.core.transport.Hello;
import pregel.core.transport.Purpose;
import pregel.core.transport.Transport;
import pregel.core.transport.TransportException;
import pregel.master.CrewTimes;
import pregel.master.RecoveryRule;
import pregel.master.RecoveryRule.Loss;

/**
 * A job from its first attempt to its end, by a master that leads. Every step of its state is
 * written before it is taken. For one thread; {@link #stop} for any.
 */
final class JobRun {
  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

  private static final Duration LOOK = Duration.ofMillis(50);

  /** Between two states that are written for people only. */
  private static final long STATE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Of a job that was cancelled: as for a process that was interrupted. */
  private static final int CANCELLED_EXIT_CODE = 130;

  private final JobRecord record;
  private final MasterNode.Settings settings;
  private final Coordination coordination;
  private final Leadership leadership;
  private final Transport transport;
  private final MasterFigures figures;
  private int attempt;
  private int superstep = -1;
  private Map<String, Double> values = Map.of();

  /** The checkpoints that are there are another job's: they stay as they are. */
  private boolean isForeign;

  // Guarded by this.
  private Crew crew;
  private JobStopped.Reason stopped;

  /**
   * @param attemptsBefore the highest number that an attempt of any job had; the next is higher, so
   *     that workers can tell which is newer
   */
  JobRun(
      JobRecord record,
      int attemptsBefore,
      MasterNode.Settings settings,
      Coordination coordination,
      Leadership leadership,
      Transport transport,
      MasterFigures figures) {
    this.figures = figures;
    this.record = record;
    this.attempt = attemptsBefore;
    this.settings = settings;
    this.coordination = coordination;
    this.leadership = leadership;
    this.transport = transport;
  }

  /** Makes the job end soon. */
  void stop(JobStopped.Reason reason) {
    Crew told;
    synchronized (this) {
      stopped = stopped == null ? reason : stopped;
      told = crew;
    }
    if (told != null) {
      told.stop(reason);
    }
  }

  private synchronized void requireGoing() throws JobStopped {
    if (stopped != null) {
      throw new JobStopped(stopped);
    }
  }

  private void use(Crew next) throws JobStopped {
    synchronized (this) {
      crew = next;
    }
    if (next != null) {
      requireGoing();
    }
  }

  /** The highest number of its attempts. */
  int attempts() {
    return attempt;
  }

  /**
   * Runs the job to its end, and writes that.
   *
   * @throws JobStopped with REVOKED if this master is not to go on
   */
  void run(MasterJob.Source jobs) throws JobStopped, InterruptedException {
    MasterJob job = null;
    MDC.put("job", record.id());
    MDC.put("epoch", Integer.toString(leadership.epoch()));
    LOG.info("the job begins, or goes on");
    try {
      JobState end;
      try {
        job = jobs.open(record.id(), record.definition());
        end = attempts(job);
      } catch (JobStopped stop) {
        if (stop.reason() == JobStopped.Reason.REVOKED) {
          throw stop;
        }
        end = state(JobStatus.CANCELLED, CANCELLED_EXIT_CODE, "cancelled");
      } catch (CoordinationException e) {
        throw e;
      } catch (IOException e) {
        end =
            state(
                JobStatus.FAILED,
                FailureKind.OUTPUT.exitCode(),
                "the output: " + e.getMessage() + "; look at its place");
      } catch (RuntimeException | StackOverflowError e) {
        end = failed(e);
      }
      leadership.writeState(record.id(), end);
      figures.ended(end.status());
      LOG.info("the job has {}: {}", end.status().name().toLowerCase(Locale.ROOT), end.message());
      // Not before: until that is written, what is staged may be another master's.
      if (end.status() != JobStatus.SUCCEEDED && job != null) {
        discard(job, end.status() == JobStatus.FAILED);
      }
    } finally {
      if (job != null) {
        job.close();
      }
      MDC.remove("job");
      MDC.remove("superstep");
    }
  }

  private static void removeCheckpoints(MasterJob job) throws IOException {
    if (job.checkpoints() != null) {
      job.checkpoints().removeJob();
    }
  }

  /** Checkpoints of a job that failed are kept, for it to be resumed. */
  private void discard(MasterJob job, boolean failed) {
    try {
      job.abandon();
      CheckpointStore store = job.checkpoints();
      if (store == null || isForeign) {
        return;
      }
      boolean some = store.newestValid(CheckpointStore.Check.SIZES).newest().isPresent();
      if (failed && some) {
        settings
            .log()
            .accept(
                "job "
                    + record.id()
                    + ": has failed; its checkpoints are kept, --resume "
                    + store.job()
                    + " goes on from them");
      } else if (!job.resumes()) {
        store.removeJob();
      }
    } catch (IOException e) {
      // What is staged is hidden, and nobody takes it for a result.
      return;
    }
  }

  private JobState failed(Throwable thrown) {
    if (thrown instanceof JobException job) {
      return state(JobStatus.FAILED, job.kind().exitCode(), job.getMessage());
    } else if (thrown instanceof TransportException transport) {
      return state(JobStatus.FAILED, transport.kind().exitCode(), transport.getMessage());
    }
    // The job's own fault or ours: the next job may be none of either.
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    settings.log().accept(trace.toString().strip());
    return state(
        JobStatus.FAILED,
        FailureKind.INTERNAL.exitCode(),
        "job " + record.id() + ": unexpected " + thrown + "; look at the master's messages");
  }

  private JobState attempts(MasterJob job) throws IOException, JobStopped, InterruptedException {
    JobState before = coordination.state(record.id()).orElse(JobState.SUBMITTED);
    if (job.resume(before.status() == JobStatus.COMMITTING)) {
      superstep = before.superstep();
      values = before.values();
      removeCheckpoints(job);
      return state(JobStatus.SUCCEEDED, 0, "a commit that had begun was finished");
    }
    prepareCheckpoints(job, before);
    int made = 0;
    while (true) {
      attempt++;
      made++;
      Manifest from = checkpoint(job.checkpoints(), job.resumes());
      try {
        MasterJob.Outcome outcome = attempt(job, made, from);
        values = job.values();
        leadership.writeState(record.id(), state(JobStatus.COMMITTING, 0, ""));
        CrashPoints.at("master.committing");
        job.finish(outcome);
        CrashPoints.at("master.committed");
        removeCheckpoints(job);
        return state(JobStatus.SUCCEEDED, 0, outcome.verdict().toString());
      } catch (AttemptFailure e) {
        if (from != null && isDamaged(e)) {
          settings.log().accept("job " + record.id() + ": " + e.getMessage());
          job.checkpoints().reject(from, e.getMessage());
          continue;
        }
        RecoveryRule.Decision decision =
            RecoveryRule.decide(e.losses(), made, job.terms().attempts());
        if (!decision.tryAgain()) {
          throw failure(decision.cause(), made);
        }
        figures.lost();
        settings.log().accept(again(decision.cause()));
      }
    }
  }

  /** What is there is this job's, or was left by another of its name that is not resumed. */
  private void prepareCheckpoints(MasterJob job, JobState before) throws IOException {
    CheckpointStore store = job.checkpoints();
    if (store == null) {
      return;
    }
    if (job.resumes()) {
      requireSome(store, store.newestValid(CheckpointStore.Check.SIZES));
    } else if (before.status() == JobStatus.SUBMITTED) {
      store.removeJob();
    }
    store.create();
    String there = store.identify(job.identity());
    if (!there.equals(job.identity())) {
      isForeign = true;
      throw new JobException(FailureKind.USAGE, otherJob(store.job(), there, job.identity()));
    }
  }

  private static void requireSome(CheckpointStore store, CheckpointStore.Search search) {
    if (search.newest().isEmpty()) {
      throw new JobException(
          FailureKind.NO_CHECKPOINT,
          "--resume: there is no usable checkpoint of job "
              + store.job()
              + " in --checkpoint-dir"
              + (search.skipped().isEmpty() ? "" : " (" + search.skipped().get(0) + ")")
              + "; correct them, or leave --resume out to begin anew");
    }
  }

  private static String otherJob(String name, String there, String now) {
    List<String> was = there.lines().toList();
    List<String> is = now.lines().toList();
    for (int line = 0; line < Math.min(was.size(), is.size()); line++) {
      if (!was.get(line).equals(is.get(line))) {
        return "--resume: the checkpoints of job "
            + name
            + " are of "
            + was.get(line)
            + ", not of "
            + is.get(line)
            + "; give the same, or leave --resume out to begin anew";
      }
    }
    return "--resume: the checkpoints of job "
        + name
        + " were taken by another version; leave --resume out to begin anew";
  }

  /** The newest sound checkpoint, from which the next attempt goes on; null if there is none. */
  private Manifest checkpoint(CheckpointStore store, boolean resumes) throws IOException {
    if (store == null) {
      return null;
    }
    attempt = Math.max(attempt, store.lastAttempt() + 1);
    store.removeUnpublished(attempt);
    CheckpointStore.Search search = store.newestValid(CheckpointStore.Check.SIZES);
    search.skipped().forEach(line -> settings.log().accept("job " + record.id() + ": " + line));
    if (resumes) {
      requireSome(store, search);
    }
    return search.newest().orElse(null);
  }

  private static boolean isDamaged(AttemptFailure failure) {
    return failure.losses().stream().anyMatch(loss -> loss.kind() == FailureKind.NO_CHECKPOINT);
  }

  private String again(Loss cause) {
    return "job "
        + record.id()
        + ": attempt "
        + attempt
        + " is over at superstep "
        + superstep
        + ": "
        + cause.message();
  }

  private JobException failure(Loss cause, int made) {
    String tries = made == 1 ? "" : " (attempt " + made + " of " + made + ")";
    return new JobException(cause.kind(), cause.message() + tries);
  }

  private MasterJob.Outcome attempt(MasterJob job, int made, Manifest from)
      throws AttemptFailure, JobStopped, InterruptedException {
    superstep = from == null ? -1 : from.superstep() - 1;
    if (from != null) {
      settings
          .log()
          .accept(
              "job "
                  + record.id()
                  + ": goes on from the checkpoint of superstep "
                  + from.superstep());
    }
    try (Crew dialled = assemble(job.terms(), made)) {
      leadership.beginAttempt(
          record.id(),
          state(JobStatus.STARTING, 0, ""),
          new PartitionAssignment(attempt, dialled.ids(), new int[0]));
      use(dialled);
      figures.begun(dialled.size());
      LOG.info("attempt {} begins with {}", attempt, String.join(", ", dialled.ids()));
      MasterJob.Outcome outcome =
          new AttemptRun(dialled, job, leadership.epoch(), attempt, from, new States())
              .run(record.id(), record.definition());
      dialled.release(superstep);
      return outcome;
    } finally {
      use(null);
      figures.over();
    }
  }

  /** Dials the living until there are as many as the job wants, or as there can be. */
  private Crew assemble(MasterJob.Terms terms, int made) throws JobStopped, InterruptedException {
    boolean first = made == 1;
    Hello hello =
        new Hello(
            settings.cluster(),
            settings.id(),
            settings.build(),
            Purpose.CONTROL,
            Attempt.of(record.id(), leadership.epoch(), attempt),
            -1);
    long began = System.nanoTime();
    long end = began + terms.workersDeadline().toNanos();
    long content = first ? end : began + terms.newcomerWait().toNanos();
    Crew dialled = new Crew();
    boolean assembled = false;
    try {
      while (true) {
        requireGoing();
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

  private JobException tooFew(int there, int wanted, boolean first, Duration waited) {
    return new JobException(
        first ? FailureKind.COORDINATION_LOST : FailureKind.RECOVERY_SPENT,
        "job "
            + record.id()
            + ": "
            + there
            + " of "
            + wanted
            + " workers are there after "
            + waited.toSeconds()
            + " s; start more, or ask for fewer");
  }

  private JobState state(JobStatus status, int exitCode, String message) {
    return new JobState(status, leadership.epoch(), attempt, superstep, exitCode, message, values);
  }

  /** Writes where the job stands, for people; not after every superstep of a fast job. */
  private final class States implements AttemptRun.Listener {
    private long written;

    @Override
    public void loaded() throws InterruptedException {
      LOG.info("every worker has loaded");
      write("");
    }

    @Override
    public void computed(SuperstepReport report, NetworkCounts network, CrewTimes times)
        throws InterruptedException {
      superstep = report.superstep();
      MDC.put("superstep", Integer.toString(superstep));
      figures.computed(report, times);
      LOG.debug("{}", times);
      if (System.nanoTime() - written >= STATE_NANOS) {
        write(
            String.format(
                Locale.ROOT,
                "active %,d, messages %,d, %,d bytes sent; %s",
                report.active(),
                report.messages(),
                network.bytes(),
                times));
      }
    }

    @Override
    public void checkpointed(Manifest manifest) throws InterruptedException {
      figures.checkpointed();
      LOG.info("checkpoint of superstep {} is there", manifest.superstep());
      leadership.commitCheckpoint(
          record.id(),
          new CheckpointPointer(
              manifest.attempt(), manifest.superstep(), leadership.epoch(), manifest.fileName()));
    }

    @Override
    public void warn(String line) {
      settings.log().accept("job " + record.id() + ": " + line);
    }

    private void write(String how) throws InterruptedException {
      written = System.nanoTime();
      leadership.writeState(record.id(), state(JobStatus.RUNNING, 0, how));
    }
  }
}
