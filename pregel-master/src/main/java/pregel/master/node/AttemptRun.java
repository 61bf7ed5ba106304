package pregel.master.node;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.core.checkpoint.Manifest;
import pregel.core.crash.CrashPoints;
import pregel.core.job.Aggregates;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Traffic;
import pregel.core.job.Verdict;
import pregel.core.job.WorkerReport;
import pregel.core.protocol.ControlMessage.Answer;
import pregel.core.protocol.ControlMessage.BarrierVerdict;
import pregel.core.protocol.ControlMessage.Checkpoint;
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Load;
import pregel.core.protocol.ControlMessage.Loaded;
import pregel.core.protocol.ControlMessage.Standing;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.ControlMessage.Write;
import pregel.core.protocol.ControlMessage.Written;
import pregel.core.protocol.LoadReport;
import pregel.core.protocol.MasterValues;
import pregel.core.protocol.Member;
import pregel.core.protocol.NetworkCounts;
import pregel.core.protocol.SavedState;
import pregel.master.CrewTimes;
import pregel.master.JobCourse;
import pregel.master.RecoveryRule.Loss;
import pregel.master.TakeoverRule;
import pregel.master.TakeoverRule.GoOn;
import pregel.master.WholeGraph;

/**
 * One attempt at a job with a crew of workers: they load, execute superstep after superstep as the
 * job's course goes, and write; from its beginning, or from where another master left it. For one
 * thread.
 */
final class AttemptRun {
  /** Hears how far an attempt is. */
  interface Listener {
    void loaded() throws InterruptedException;

    /**
     * A superstep is over.
     *
     * @param network what the workers have sent to each other so far
     */
    void computed(SuperstepReport report, NetworkCounts network, CrewTimes times)
        throws InterruptedException;

    /** The last superstep is over, and nobody has been told so yet. */
    void ending() throws InterruptedException;

    /** A checkpoint is whole, but for the last step of its commit; on a thread of its own. */
    void checkpointed(Manifest manifest) throws InterruptedException;

    /** Something went wrong and costs time only; on any thread. */
    void warn(String line);
  }

  private final Crew crew;
  private final MasterJob job;
  private final MasterJob.Terms terms;
  private final int epoch;
  private final int attempt;
  private final Manifest from;

  /** The superstep that it goes on from, or begins with. */
  private final int first;

  private final Duration spent;
  private final Listener listener;
  private final CheckpointCommits commits;
  private final CourseValues values;
  private NetworkCounts network = NetworkCounts.NONE;

  /** Null if workers do not keep what they send. */
  private VerdictLog verdicts;

  /** When the superstep began that runs: its exchange and its barrier belong to it. */
  private long stepBegan;

  /** The superstep of the last one that was taken or is not to be taken any more. */
  private int lastCheckpoint;

  /** Whether another master may have left one out, which is made up for as soon as can be. */
  private boolean owesCheckpoint;

  /**
   * @param from the checkpoint to go on from; null to begin
   * @param spent of the job's time, before this
   */
  AttemptRun(
      Crew crew,
      MasterJob job,
      int epoch,
      int attempt,
      Manifest from,
      Duration spent,
      Listener listener) {
    this.spent = spent;
    this.epoch = epoch;
    this.from = from;
    this.crew = crew;
    this.job = job;
    this.terms = job.terms();
    this.attempt = attempt;
    this.listener = listener;
    this.first = from == null ? 0 : from.superstep();
    this.lastCheckpoint = first;
    this.values = new CourseValues(job.valueFiles(), epoch, attempt, listener::warn);
    this.verdicts = terms.keepsSent() ? new VerdictLog() : null;
    this.commits = new CheckpointCommits(job.checkpoints(), listener, crew::wake);
    crew.hearOfCheckpoints(commits::written);
  }

  /** Runs to the point where all workers have written, and only the commit is left. */
  MasterJob.Outcome run(String id, byte[] definition)
      throws AttemptFailure, JobStopped, InterruptedException {
    try (commits) {
      orderLoading(id, definition);
      return fromLoaded(crew.await(Loaded.class, -1, "loading", terms.loadLimit()));
    }
  }

  /**
   * Goes on to the same point from where another master has left the workers.
   *
   * @param standings of all workers
   * @param plan what {@link TakeoverRule} makes of them
   * @param saved the superstep of the newest checkpoint; 0 if there is none
   */
  MasterJob.Outcome goOn(List<Standing> standings, GoOn plan, int saved)
      throws AttemptFailure, JobStopped, InterruptedException {
    try (commits) {
      return from(standings, plan, saved);
    }
  }

  /**
   * Goes on to the same point from where an attempt before this one stands still: only the worker
   * in the lost one's place loads, and executes what is past.
   */
  MasterJob.Outcome repeat(String id, byte[] definition, Standstill standstill)
      throws AttemptFailure, JobStopped, InterruptedException {
    try (commits) {
      verdicts = standstill.verdicts();
      LostPart part = new LostPart(crew, standstill, values);
      part.order(id, definition, saved());
      part.requireSame(crew.await(Loaded.class, -1, "loading", terms.loadLimit()));
      listener.loaded();
      long began = System.nanoTime();
      for (int past = first; past < standstill.superstep(); past++) {
        part.execute(past, patience(began, past));
      }
      leaveOut(standstill.superstep(), first);
      return rest(standstill.step(), standstill.course(), began);
    }
  }

  private SavedState saved() {
    return from == null ? null : new SavedState(from.attempt(), from.superstep(), from.parts());
  }

  private MasterJob.Outcome from(List<Standing> standings, GoOn plan, int saved)
      throws AttemptFailure, JobStopped, InterruptedException {
    List<Loaded> known = new ArrayList<>();
    for (Standing standing : standings) {
      known.add(standing.loaded() == null ? null : new Loaded(standing.loaded()));
    }
    List<Loaded> loaded = crew.await(known, Loaded.class, -1, "loading", terms.loadLimit());
    BarrierVerdict verdict = plan.verdict();
    if (verdict == null) {
      return fromLoaded(loaded);
    }
    int next = verdict.next();
    JobCourse course = course(whole(loaded), next);
    values.read(course.schema(), verdict);
    listener.loaded();
    leaveOut(next + 1, saved);
    long began = System.nanoTime();
    if (verdict instanceof Superstep open) {
      tell(plan.missing(), open, next);
      JobCourse.Step step = course.resume(open.order(), open.traffic());
      List<Computed> answers = answers(standings, plan, Computed.class);
      stepBegan = began;
      return rest(reported(step, course, began, answers), course, began);
    }
    Write end = (Write) verdict;
    tell(plan.missing(), end, next - 1);
    return written(end, System.nanoTime() - began, answers(standings, plan, Written.class));
  }

  private void tell(List<Integer> workers, BarrierVerdict verdict, int superstep)
      throws AttemptFailure, InterruptedException {
    for (int worker : workers) {
      crew.tell(worker, verdict, superstep);
    }
  }

  /** The answers to the open verdict that are there, by worker; null where one is awaited. */
  private static <T extends Answer> List<T> answers(
      List<Standing> standings, GoOn plan, Class<T> type) {
    List<T> answers = new ArrayList<>();
    for (int worker = 0; worker < standings.size(); worker++) {
      Answer answer = plan.missing().contains(worker) ? null : standings.get(worker).answer();
      answers.add(type.cast(answer));
    }
    return answers;
  }

  private MasterJob.Outcome fromLoaded(List<Loaded> loaded)
      throws AttemptFailure, JobStopped, InterruptedException {
    LoadReport whole = whole(loaded);
    JobCourse course = course(whole, first);
    listener.loaded();
    long began = System.nanoTime();
    return rest(from == null ? first(course, whole) : resumed(course), course, began);
  }

  private static LoadReport whole(List<Loaded> loaded) {
    return WholeGraph.of(loaded.stream().map(Loaded::report).toList());
  }

  private JobCourse course(LoadReport whole, int superstep) {
    Schema schema = job.loaded(attempt, whole, superstep);
    return new JobCourse(schema, job.programName(), whole.partitions(), terms.maxSupersteps());
  }

  /** From a superstep that is decided to the end. */
  private MasterJob.Outcome rest(JobCourse.Step decided, JobCourse course, long began)
      throws AttemptFailure, JobStopped, InterruptedException {
    JobCourse.Step step = decided;
    stepBegan = System.nanoTime();
    while (step.verdict() == Verdict.CONTINUE) {
      try {
        if (isDue(step)) {
          checkpoint(step, course);
        }
        step = superstep(step, course, began);
      } catch (AttemptFailure e) {
        throw standing(e, step, course);
      }
    }
    int supersteps = step.report() == null ? 0 : step.report().superstep() + 1;
    listener.ending();
    Write end = new Write(supersteps, step.verdict(), values.write(course.schema(), supersteps));
    crew.tellAll(end, supersteps - 1, "master.toldWrite");
    return written(end, System.nanoTime() - began, crew.none());
  }

  /** The failure with where the attempt stands, if only one worker is lost. */
  private AttemptFailure standing(AttemptFailure failure, JobCourse.Step step, JobCourse course)
      throws InterruptedException {
    boolean isLoss =
        failure.losses().stream().allMatch(loss -> loss.kind() == FailureKind.RECOVERY_SPENT);
    if (verdicts == null || !isLoss || crew.size() == 1) {
      return failure;
    }
    int lost = crew.awaitStandstill(terms.patience());
    return lost < 0
        ? failure
        : new AttemptFailure(
            failure.losses(), new Standstill(crew.workers(), lost, course, step, verdicts));
  }

  private MasterJob.Outcome written(Write end, long nanos, List<Written> known)
      throws AttemptFailure, JobStopped, InterruptedException {
    List<Written> written =
        crew.await(known, Written.class, end.next() - 1, "writing the result", terms.patience());
    return new MasterJob.Outcome(
        attempt,
        epoch,
        end.verdict(),
        end.next(),
        nanos,
        network,
        written.stream().map(Written::parts).toList(),
        written.stream().mapToLong(Written::lost).sum());
  }

  private static JobCourse.Step first(JobCourse course, LoadReport whole) {
    return course.first(whole.vertices(), whole.directedEdges(), whole.openEdges());
  }

  private JobCourse.Step resumed(JobCourse course) throws AttemptFailure {
    try {
      Aggregates.read(course.schema(), in(from.aggregates()));
      DataInputStream in = in(from.masterState());
      return course.resume(SuperstepOrder.read(in), Traffic.read(in));
    } catch (IOException | IllegalArgumentException e) {
      throw new AttemptFailure(
          List.of(
              new Loss(
                  "master",
                  FailureKind.NO_CHECKPOINT,
                  "checkpoint of superstep " + from.superstep() + ": " + e.getMessage())));
    }
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private boolean isDue(JobCourse.Step step) {
    int superstep = step.order().superstep();
    return terms.checkpointEvery() > 0
        && job.checkpoints() != null
        && (superstep % terms.checkpointEvery() == 0 || owesCheckpoint)
        && superstep > lastCheckpoint;
  }

  /**
   * Leaves out the checkpoints up to a superstep, which another master may have ordered and whose
   * parts nobody awaits. If one of them was due, the first that nobody has ordered stands for it.
   *
   * @param saved the superstep of the newest that is there
   */
  private void leaveOut(int superstep, int saved) {
    lastCheckpoint = superstep;
    owesCheckpoint =
        terms.checkpointEvery() > 0 && saved < superstep - superstep % terms.checkpointEvery();
  }

  /**
   * Orders a checkpoint, which is written while the superstep runs. While the one before it still
   * is, it waits: so the newest is never older than was asked for by more than it takes to write.
   */
  private void checkpoint(JobCourse.Step step, JobCourse course)
      throws AttemptFailure, JobStopped, InterruptedException {
    int superstep = step.order().superstep();
    owesCheckpoint = false;
    crew.awaitCheckpoint(
        commits::isIdle, "checkpoint before that of superstep " + superstep, terms.patience());
    if (verdicts != null) {
      verdicts.dropBefore(lastCheckpoint); // it is there, or has failed
    }
    lastCheckpoint = superstep;
    commits.begin(
        new Manifest(
            job.checkpoints().job(),
            epoch,
            attempt,
            superstep,
            List.of(),
            state(step),
            CourseValues.bytes(course.schema()),
            new int[0]),
        crew.size());
    crew.tellAll(new Checkpoint(), superstep, "master.toldCheckpoint");
  }

  private static byte[] state(JobCourse.Step step) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      step.order().write(out);
      step.traffic().write(out);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a stream into memory
    }
  }

  private void orderLoading(String id, byte[] definition)
      throws AttemptFailure, InterruptedException {
    List<Member> members = crew.members();
    for (int worker = 0; worker < crew.size(); worker++) {
      crew.tell(worker, new Load(id, definition, worker, members, saved()), -1);
    }
  }

  private JobCourse.Step superstep(JobCourse.Step step, JobCourse course, long began)
      throws AttemptFailure, JobStopped, InterruptedException {
    int number = step.order().superstep();
    commits.requireSound();
    CrashPoints.at("master.superstep", number);
    byte[] bytes = CourseValues.bytes(course.schema());
    MasterValues held = values.write(bytes, number);
    if (verdicts != null) {
      verdicts.put(new VerdictLog.Past(step.order(), step.traffic(), bytes));
    }
    crew.tellAll(new Superstep(step.order(), step.traffic(), held), number, "master.toldSuperstep");
    return reported(step, course, began, crew.none());
  }

  /**
   * The step after one that all have been told.
   *
   * @param known the reports that are there, by worker; null where one is awaited
   */
  private JobCourse.Step reported(
      JobCourse.Step step, JobCourse course, long began, List<Computed> known)
      throws AttemptFailure, JobStopped, InterruptedException {
    int number = step.order().superstep();
    List<Computed> computed;
    Duration patience = patience(began, number);
    try {
      computed = crew.await(known, Computed.class, number, "superstep " + number, patience);
    } catch (AttemptFailure e) {
      patience(began, number); // it is not the program that is late, it is the job
      throw e;
    }
    CrashPoints.at("master.reports", number);
    values.answered();
    List<WorkerReport> reports = new ArrayList<>();
    network = NetworkCounts.NONE;
    for (Computed one : computed) {
      reports.add(CourseValues.report(course.schema(), one.report()));
      network = network.plus(one.network());
    }
    if (verdicts != null) {
      verdicts.reported(number, course.schema(), reports);
    }
    JobCourse.Step next = course.after(reports);
    CrewTimes times = new CrewTimes(crew.ids(), computed.stream().map(Computed::nanos).toList());
    long now = System.nanoTime();
    SuperstepReport report = next.report().lasting(now - stepBegan);
    stepBegan = now;
    job.computed(report);
    listener.computed(report, network, times);
    return next;
  }

  private Duration patience(long began, int superstep) {
    if (terms.timeout() == null) {
      return terms.patience();
    }
    Duration left = terms.timeout().minus(spent).minusNanos(System.nanoTime() - began);
    if (left.isNegative() || left.isZero()) {
      throw new JobException(
          FailureKind.NO_PROGRESS,
          "--timeout: superstep "
              + superstep
              + " was running when the limit of "
              + terms.timeout().toMillis()
              + " ms ended; raise it or lower --max-supersteps");
    }
    return left.compareTo(terms.patience()) < 0 ? left : terms.patience();
  }
}
