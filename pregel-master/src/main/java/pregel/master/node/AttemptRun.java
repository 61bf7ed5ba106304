package pregel.master.node;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.core.checkpoint.CheckpointStore;
import pregel.core.checkpoint.Manifest;
import pregel.core.checkpoint.PartInfo;
import pregel.core.crash.CrashPoints;
import pregel.core.job.Aggregates;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Traffic;
import pregel.core.job.Verdict;
import pregel.core.job.WorkerReport;
import pregel.core.protocol.ControlMessage.Checkpoint;
import pregel.core.protocol.ControlMessage.Checkpointed;
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Load;
import pregel.core.protocol.ControlMessage.Loaded;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.ControlMessage.Write;
import pregel.core.protocol.ControlMessage.Written;
import pregel.core.protocol.LoadReport;
import pregel.core.protocol.Member;
import pregel.core.protocol.NetworkCounts;
import pregel.core.protocol.SavedState;
import pregel.master.CrewTimes;
import pregel.master.JobCourse;
import pregel.master.RecoveryRule.Loss;

/**
 * One attempt at a job with a crew of workers: they load, execute superstep after superstep as the
 * job's course goes, and write. For one thread.
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

    /** A checkpoint is whole, but for the last step of its commit. */
    void checkpointed(Manifest manifest) throws InterruptedException;

    /** Something went wrong and costs time only. */
    void warn(String line);
  }

  private final Crew crew;
  private final MasterJob job;
  private final MasterJob.Terms terms;
  private final int epoch;
  private final int attempt;
  private final Manifest from;
  private final Listener listener;
  private NetworkCounts network = NetworkCounts.NONE;
  private CrewTimes times;

  /**
   * @param from the checkpoint to go on from; null to begin
   */
  AttemptRun(Crew crew, MasterJob job, int epoch, int attempt, Manifest from, Listener listener) {
    this.epoch = epoch;
    this.from = from;
    this.crew = crew;
    this.job = job;
    this.terms = job.terms();
    this.attempt = attempt;
    this.listener = listener;
  }

  /** Runs to the point where all workers have written, and only the commit is left. */
  MasterJob.Outcome run(String id, byte[] definition)
      throws AttemptFailure, JobStopped, InterruptedException {
    LoadReport whole = load(id, definition);
    int supersteps = from == null ? 0 : from.superstep();
    Schema schema = job.loaded(attempt, whole, supersteps);
    JobCourse course =
        new JobCourse(schema, job.programName(), whole.partitions(), terms.maxSupersteps());
    listener.loaded();
    long began = System.nanoTime();
    JobCourse.Step step = from == null ? first(course, whole) : resumed(course);
    while (step.verdict() == Verdict.CONTINUE) {
      if (isDue(step)) {
        checkpoint(step, course);
      }
      step = superstep(step, course, began);
      supersteps++;
      listener.computed(step.report(), network, times);
    }
    long nanos = System.nanoTime() - began;
    crew.tellAll(new Write(), supersteps - 1);
    List<Written> written =
        crew.await(Written.class, supersteps - 1, "writing the result", terms.patience());
    return new MasterJob.Outcome(
        attempt,
        step.verdict(),
        supersteps,
        nanos,
        network,
        written.stream().map(Written::parts).toList());
  }

  private static JobCourse.Step first(JobCourse course, LoadReport whole) {
    return course.first(whole.vertices(), whole.directedEdges(), whole.openEdges());
  }

  private JobCourse.Step resumed(JobCourse course) throws AttemptFailure {
    try {
      Aggregates.read(
          course.schema(), new DataInputStream(new ByteArrayInputStream(from.aggregates())));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(from.masterState()));
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

  private boolean isDue(JobCourse.Step step) {
    int superstep = step.order().superstep();
    return terms.checkpointEvery() > 0
        && job.checkpoints() != null
        && superstep > 0
        && superstep % terms.checkpointEvery() == 0
        && (from == null || superstep > from.superstep());
  }

  /** One that cannot be written costs nothing but itself: the job goes on with the older one. */
  private void checkpoint(JobCourse.Step step, JobCourse course)
      throws AttemptFailure, JobStopped, InterruptedException {
    int superstep = step.order().superstep();
    CheckpointStore store = job.checkpoints();
    crew.tellAll(new Checkpoint(), superstep);
    List<Checkpointed> written =
        crew.await(
            Checkpointed.class,
            superstep,
            "checkpoint of superstep " + superstep,
            terms.patience());
    List<PartInfo> parts = new ArrayList<>();
    String trouble = "";
    for (Checkpointed one : written) {
      parts.addAll(one.parts());
      trouble = trouble.isEmpty() ? one.trouble() : trouble;
    }
    try {
      if (trouble.isEmpty()) {
        Manifest manifest =
            new Manifest(
                store.job(),
                epoch,
                attempt,
                superstep,
                parts,
                state(step),
                aggregates(course.schema()),
                new int[0]);
        store.publish(manifest);
        listener.checkpointed(manifest);
        store.keepTwo();
      } else {
        store.abandon(attempt, superstep);
      }
    } catch (IOException e) {
      trouble = e.toString();
    }
    if (!trouble.isEmpty()) {
      listener.warn(
          "checkpoint of superstep " + superstep + ": " + trouble + "; the job goes on without it");
    }
  }

  private static byte[] state(JobCourse.Step step) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    step.order().write(out);
    step.traffic().write(out);
    return bytes.toByteArray();
  }

  private LoadReport load(String id, byte[] definition)
      throws AttemptFailure, JobStopped, InterruptedException {
    List<Member> members = crew.members();
    SavedState saved =
        from == null ? null : new SavedState(from.attempt(), from.superstep(), from.parts());
    for (int worker = 0; worker < crew.size(); worker++) {
      crew.tell(worker, new Load(id, definition, worker, members, saved), -1);
    }
    List<Loaded> loaded = crew.await(Loaded.class, -1, "loading", terms.loadLimit());
    return total(loaded.stream().map(Loaded::report).toList());
  }

  /** The figures of the whole graph, and the sums of what each worker met. */
  private static LoadReport total(List<LoadReport> reports) {
    LoadReport first = reports.get(0);
    Traffic openEdges = first.openEdges();
    LoadReport.InputCounts counts = first.counts();
    Map<String, String> properties = new HashMap<>(first.properties());
    Map<String, Long> named = new HashMap<>(first.named());
    for (LoadReport other : reports.subList(1, reports.size())) {
      if (other.vertices() != first.vertices()
          || other.directedEdges() != first.directedEdges()
          || other.partitions() != first.partitions()) {
        throw new JobException(
            FailureKind.INPUT,
            "loading: one worker found "
                + first.vertices()
                + " vertices and "
                + first.directedEdges()
                + " edges, another "
                + other.vertices()
                + " and "
                + other.directedEdges()
                + "; let all machines see the same files, and change none meanwhile");
      }
      openEdges = openEdges.plus(other.openEdges());
      counts = counts.plus(other.counts());
      properties.putAll(other.properties());
      named.putAll(other.named());
    }
    return new LoadReport(
        first.vertices(),
        first.edges(),
        first.directedEdges(),
        first.undirected(),
        first.partitions(),
        openEdges,
        properties,
        first.hasNames(),
        named,
        counts);
  }

  private JobCourse.Step superstep(JobCourse.Step step, JobCourse course, long began)
      throws AttemptFailure, JobStopped, InterruptedException {
    int number = step.order().superstep();
    CrashPoints.at("master.superstep", number);
    crew.tellAll(new Superstep(step.order(), step.traffic(), aggregates(course.schema())), number);
    List<Computed> computed;
    Duration patience = patience(began, number);
    try {
      computed = crew.await(Computed.class, number, "superstep " + number, patience);
    } catch (AttemptFailure e) {
      patience(began, number); // it is not the program that is late, it is the job
      throw e;
    }
    CrashPoints.at("master.reports", number);
    List<WorkerReport> reports = new ArrayList<>();
    network = NetworkCounts.NONE;
    for (Computed one : computed) {
      reports.add(report(course.schema(), one.report()));
      network = network.plus(one.network());
    }
    JobCourse.Step next = course.after(reports);
    times = new CrewTimes(crew.ids(), computed.stream().map(Computed::nanos).toList());
    job.computed(next.report());
    return next;
  }

  private Duration patience(long began, int superstep) {
    if (terms.timeout() == null) {
      return terms.patience();
    }
    Duration left = terms.timeout().minusNanos(System.nanoTime() - began);
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

  private static byte[] aggregates(Schema schema) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Aggregates.write(schema, new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw codecFailed(e);
    }
  }

  private static WorkerReport report(Schema schema, byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      WorkerReport report = WorkerReport.read(schema, in);
      if (in.available() > 0) {
        throw new IOException(in.available() + " bytes are left");
      }
      return report;
    } catch (IOException e) {
      throw codecFailed(e);
    }
  }

  private static JobException codecFailed(IOException cause) {
    return new JobException(
        FailureKind.USER_PROGRAM,
        "the aggregators' codec failed ("
            + cause.getMessage()
            + "); let it read what it wrote, and give all machines the same program",
        cause);
  }
}
