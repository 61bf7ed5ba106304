package pregel.master.node;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.checkpoint.Manifest;
import pregel.core.coordination.CheckpointPointer;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.JobRecord;
import pregel.core.coordination.JobState;
import pregel.core.coordination.JobStatus;
import pregel.core.coordination.Leadership;
import pregel.core.coordination.PartitionAssignment;
import pregel.core.crash.CrashPoints;
import pregel.core.job.SuperstepReport;
import pregel.core.protocol.ControlMessage.BarrierVerdict;
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

  /** Between two states that are written for people only. */
  private static final long STATE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Of a job that was cancelled: as for a process that was interrupted. */
  private static final int CANCELLED_EXIT_CODE = 130;

  private final JobRecord record;
  private final MasterNode.Settings settings;
  private final Coordination coordination;
  private final Leadership leadership;
  private final Muster muster;
  private final MasterFigures figures;
  private int attempt;
  private int superstep = -1;

  /** Attempts that were begun, under all masters. */
  private int made;

  /** For how long supersteps have run, in all attempts under all masters. */
  private Duration computed = Duration.ZERO;

  private Map<String, Double> values = Map.of();

  /** How far any master has come in this attempt. */
  private JobStatus reached = JobStatus.STARTING;

  private JobCheckpoints checkpoints;

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
    this.muster = new Muster(record.id(), coordination, transport, this::requireGoing);
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
        checkpoints = new JobCheckpoints(job, this::log);
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

  private void discard(MasterJob job, boolean failed) {
    try {
      job.abandon();
      checkpoints.discard(failed);
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
      checkpoints.remove();
      return state(JobStatus.SUCCEEDED, 0, "a commit that had begun was finished");
    }
    boolean isNew = before.attempt() == 0;
    made = before.spent().attempts();
    computed = Duration.ofMillis(before.spent().computeMillis());
    if (isNew) {
      job.prepare();
    }
    checkpoints.prepare(before.status() == JobStatus.SUBMITTED);
    Takeover takeover = isNew ? null : takeover(before);
    if (takeover == null && !isNew) {
      requireAttempt(job);
      job.prepare();
    }
    Standstill standstill = null;
    while (true) {
      made += takeover == null ? 1 : 0;
      Manifest from = takeover == null ? next() : takeover.from();
      boolean isRepeatable = takeover == null && isRepeatable(standstill, from);
      Crew repeaters = isRepeatable ? muster.replace(standstill, job.terms(), hello()) : null;
      try {
        if (repeaters != null) {
          return repeat(job, repeaters, standstill, from);
        } else if (takeover != null) {
          return goOn(job, takeover);
        }
        Duration wait = isRepeatable ? Duration.ZERO : job.terms().newcomerWait(); // once is enough
        return begin(job, isNew && made == 1, wait, from);
      } catch (AttemptFailure e) {
        takeover = null;
        standstill = e.standstill();
        if (from != null && isDamaged(e)) {
          checkpoints.reject(from, e.getMessage());
          continue;
        }
        RecoveryRule.Decision decision = decide(job, e);
        if (!decision.tryAgain()) {
          throw failure(decision.cause(), made);
        }
        figures.lost();
        log(again(decision.cause()));
      }
    }
  }

  private RecoveryRule.Decision decide(MasterJob job, AttemptFailure failure) {
    return RecoveryRule.decide(failure.losses(), made, job.terms().attempts());
  }

  /** Fails if another master has begun the last attempt that there may be. */
  private void requireAttempt(MasterJob job) {
    int most = job.terms().attempts();
    if (made >= most) {
      throw new JobException(
          FailureKind.RECOVERY_SPENT,
          "attempt "
              + made
              + " of "
              + most
              + " was lost with its master; look at the messages of masters and workers, run again");
    }
  }

  /** Takes the number of the next attempt, and finds what it goes on from; null for nothing. */
  private Manifest next() throws IOException {
    attempt = checkpoints.number(attempt + 1);
    reached = JobStatus.STARTING;
    return checkpoints.newest(attempt);
  }

  /** Finds out whether the attempt that another master led can go on; null if not. */
  private Takeover takeover(JobState before) throws IOException, JobStopped, InterruptedException {
    attempt = Math.max(attempt, before.attempt());
    Optional<PartitionAssignment> assignment = coordination.assignment(record.id());
    if (assignment.isEmpty() || assignment.get().attempt() != attempt) {
      return null;
    }
    superstep = before.superstep();
    Crew crew = muster.recall(assignment.get().workers(), hello());
    Takeover found = null;
    try {
      use(crew);
      found = Takeover.of(crew, assignment.get().workers().size(), checkpoints);
      reached = before.status();
      return found;
    } catch (Takeover.Refused e) {
      log("attempt " + attempt + " cannot go on: " + e.getMessage());
      dismiss(crew);
      return null;
    } catch (JobStopped e) {
      dismissIfCancelled(crew, e);
      throw e;
    } finally {
      use(null);
      if (found == null) {
        crew.close();
      }
    }
  }

  private JobState goOn(MasterJob job, Takeover takeover)
      throws AttemptFailure, IOException, JobStopped, InterruptedException {
    BarrierVerdict open = takeover.plan().verdict();
    log(
        "attempt "
            + attempt
            + " goes on "
            + (open == null ? "with loading" : "at superstep " + open.next())
            + ", epoch "
            + leadership.epoch());
    figures.tookOver();
    Crew crew = takeover.crew();
    return end(
        job,
        crew,
        () ->
            run(crew, job, takeover.from())
                .goOn(takeover.standings(), takeover.plan(), takeover.saved()));
  }

  private static boolean isDamaged(AttemptFailure failure) {
    return failure.losses().stream().anyMatch(loss -> loss.kind() == FailureKind.NO_CHECKPOINT);
  }

  private String again(Loss cause) {
    return "attempt " + attempt + " is over at superstep " + superstep + ": " + cause.message();
  }

  private void log(String what) {
    settings.log().accept("job " + record.id() + ": " + what);
  }

  private JobException failure(Loss cause, int made) {
    String tries = made == 1 ? "" : " (attempt " + made + " of " + made + ")";
    return new JobException(cause.kind(), cause.message() + tries);
  }

  /**
   * @param first whether it is the job's first attempt, for which all workers must be there
   * @param wait for somebody in the place of a lost worker, if it is not
   */
  private JobState begin(MasterJob job, boolean first, Duration wait, Manifest from)
      throws AttemptFailure, IOException, JobStopped, InterruptedException {
    superstep = from == null ? -1 : from.superstep() - 1;
    if (from != null) {
      log("goes on from the checkpoint of superstep " + from.superstep());
    }
    Crew crew = muster.assemble(job.terms(), first, wait, hello());
    return end(
        job,
        crew,
        () -> {
          beginAttempt(crew);
          LOG.info("attempt {} begins with {}", attempt, String.join(", ", crew.ids()));
          return run(crew, job, from).run(record.id(), record.definition());
        });
  }

  private void beginAttempt(Crew crew) throws InterruptedException {
    leadership.beginAttempt(
        record.id(),
        state(JobStatus.STARTING, 0, ""),
        new PartitionAssignment(attempt, crew.ids(), new int[0]));
    figures.begun();
  }

  /** The first superstep of an attempt that goes on from a checkpoint, or from none. */
  private static int first(Manifest from) {
    return from == null ? 0 : from.superstep();
  }

  /** Whether everything is here from which only a lost worker's part could be computed again. */
  private static boolean isRepeatable(Standstill standstill, Manifest from) {
    int first = first(from);
    return standstill != null
        && first <= standstill.superstep()
        && standstill.verdicts().has(first, standstill.superstep());
  }

  private JobState repeat(MasterJob job, Crew crew, Standstill standstill, Manifest from)
      throws AttemptFailure, IOException, JobStopped, InterruptedException {
    return end(
        job,
        crew,
        () -> {
          requireAll(crew, standstill);
          beginAttempt(crew);
          log(
              crew.ids().get(standstill.lost())
                  + " takes the place of "
                  + standstill.workers().get(standstill.lost()).id()
                  + " from superstep "
                  + first(from)
                  + " on, the others wait for it at superstep "
                  + standstill.superstep());
          figures.repeated();
          return run(crew, job, from).repeat(record.id(), record.definition(), standstill);
        });
  }

  private static void requireAll(Crew crew, Standstill standstill) throws AttemptFailure {
    if (crew.size() < standstill.workers().size()) {
      String what = "a worker cannot be reached that was there before";
      throw new AttemptFailure(List.of(new Loss("master", FailureKind.RECOVERY_SPENT, what)));
    }
  }

  private AttemptRun run(Crew crew, MasterJob job, Manifest from) {
    figures.works(crew.size());
    return new AttemptRun(
        crew, job, leadership.epoch(), attempt, from, computed, new States(computed));
  }

  private Hello hello() {
    return new Hello(
        settings.cluster(),
        settings.id(),
        settings.build(),
        Purpose.CONTROL,
        Attempt.of(record.id(), leadership.epoch(), attempt),
        -1);
  }

  /** What is done with a crew until all of it have written. */
  @FunctionalInterface
  private interface Work {
    MasterJob.Outcome run() throws AttemptFailure, JobStopped, InterruptedException;
  }

  /** Works with a crew, lets the output appear, and parts with the crew. */
  private JobState end(MasterJob job, Crew crew, Work work)
      throws AttemptFailure, IOException, JobStopped, InterruptedException {
    try (crew) {
      try {
        use(crew);
        return commit(job, crew, work.run());
      } catch (AttemptFailure e) {
        if (e.standstill() == null || !decide(job, e).tryAgain()) {
          dismiss(crew);
        }
        throw e;
      } catch (IOException | RuntimeException e) {
        if (!(e instanceof CoordinationException)) {
          dismiss(crew);
        }
        throw e;
      } catch (JobStopped e) {
        dismissIfCancelled(crew, e);
        throw e;
      }
    } finally {
      use(null);
      figures.over();
    }
  }

  private JobState commit(MasterJob job, Crew crew, MasterJob.Outcome outcome)
      throws IOException, InterruptedException {
    values = job.values();
    reach(JobStatus.COMMITTING, "");
    CrashPoints.at("master.committing");
    leadership.require();
    // Before the output is there: whoever sees that the job has succeeded finds this.
    leadership.writeProgress(record.id(), job.stage(outcome));
    job.finish(outcome);
    CrashPoints.at("master.committed");
    checkpoints.remove();
    // Not before: until the output is there, another master needs what they have written.
    crew.release(superstep);
    return state(JobStatus.SUCCEEDED, 0, outcome.verdict().toString());
  }

  /** Unless another master leads: then the workers are its own. */
  private void dismiss(Crew crew) throws InterruptedException {
    leadership.require();
    crew.dismiss(superstep);
  }

  /** Otherwise another master goes on with them. */
  private void dismissIfCancelled(Crew crew, JobStopped stop) throws InterruptedException {
    if (stop.reason() == JobStopped.Reason.CANCELLED) {
      dismiss(crew);
    }
  }

  /** Writes how far the attempt is; nothing if another master had come further. */
  private void reach(JobStatus status, String how) throws InterruptedException {
    if (status.compareTo(reached) >= 0) {
      reached = status;
      leadership.writeState(record.id(), state(status, 0, how));
    }
  }

  private JobState state(JobStatus status, int exitCode, String message) {
    return new JobState(
        status,
        leadership.epoch(),
        attempt,
        superstep,
        exitCode,
        message,
        values,
        new JobState.Spent(made, computed.toMillis()));
  }

  /** Writes where the job stands, for people; not after every superstep of a fast job. */
  private final class States implements AttemptRun.Listener {
    private final Duration before;
    private long began;
    private long written;

    /**
     * @param before for how long supersteps had run before this
     */
    States(Duration before) {
      this.before = before;
    }

    @Override
    public void loaded() throws InterruptedException {
      LOG.info("every worker has loaded");
      began = System.nanoTime();
      write("");
    }

    @Override
    public void computed(SuperstepReport report, NetworkCounts network, CrewTimes times)
        throws InterruptedException {
      superstep = report.superstep();
      computed = before.plusNanos(System.nanoTime() - began);
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
    public void ending() throws InterruptedException {
      reach(JobStatus.WRITING, "");
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
      log(line);
    }

    private void write(String how) throws InterruptedException {
      written = System.nanoTime();
      reach(JobStatus.RUNNING, how);
    }
  }
}
