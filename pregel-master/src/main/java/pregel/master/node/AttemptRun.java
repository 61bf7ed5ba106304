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
import pregel.core.crash.CrashPoints;
import pregel.core.job.Aggregates;
import pregel.core.job.Traffic;
import pregel.core.job.Verdict;
import pregel.core.job.WorkerReport;
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Load;
import pregel.core.protocol.ControlMessage.Loaded;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.ControlMessage.Write;
import pregel.core.protocol.ControlMessage.Written;
import pregel.core.protocol.LoadReport;
import pregel.core.protocol.Member;
import pregel.core.protocol.NetworkCounts;
import pregel.master.JobCourse;

/**
 * One attempt at a job with a crew of workers: they load, execute superstep after superstep as the
 * job's course goes, and write. For one thread.
 */
final class AttemptRun {
  /** Hears how far an attempt is. */
  interface Listener {
    void loaded() throws InterruptedException;

    void computed(int superstep) throws InterruptedException;
  }

  private final Crew crew;
  private final MasterJob job;
  private final MasterJob.Terms terms;
  private final int attempt;
  private final Listener listener;
  private NetworkCounts network = NetworkCounts.NONE;

  AttemptRun(Crew crew, MasterJob job, int attempt, Listener listener) {
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
    Schema schema = job.loaded(attempt, whole);
    JobCourse course =
        new JobCourse(schema, job.programName(), whole.partitions(), terms.maxSupersteps());
    listener.loaded();
    long began = System.nanoTime();
    JobCourse.Step step = course.first(whole.vertices(), whole.directedEdges(), whole.openEdges());
    int supersteps = 0;
    while (step.verdict() == Verdict.CONTINUE) {
      step = superstep(step, course, began);
      supersteps++;
      listener.computed(step.report().superstep());
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

  private LoadReport load(String id, byte[] definition)
      throws AttemptFailure, JobStopped, InterruptedException {
    List<Member> members = crew.members();
    for (int worker = 0; worker < crew.size(); worker++) {
      crew.tell(worker, new Load(id, definition, worker, members), -1);
    }
    List<Loaded> loaded = crew.await(Loaded.class, -1, "loading", terms.patience());
    return total(loaded.stream().map(Loaded::report).toList());
  }

  /** The figures of the whole graph, and the sums of what each worker met. */
  private static LoadReport total(List<LoadReport> reports) {
    LoadReport first = reports.get(0);
    Traffic openEdges = first.openEdges();
    LoadReport.InputCounts counts = first.counts();
    Map<String, String> properties = new HashMap<>(first.properties());
    List<Long> named = new ArrayList<>(first.named());
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
      named.addAll(other.named());
    }
    return new LoadReport(
        first.vertices(),
        first.edges(),
        first.directedEdges(),
        first.undirected(),
        first.partitions(),
        openEdges,
        properties,
        named,
        counts);
  }

  private JobCourse.Step superstep(JobCourse.Step step, JobCourse course, long began)
      throws AttemptFailure, JobStopped, InterruptedException {
    int number = step.order().superstep();
    CrashPoints.at("master.superstep", number);
    crew.tellAll(new Superstep(step.order(), step.traffic(), aggregates(course.schema())), number);
    List<Computed> computed =
        crew.await(Computed.class, number, "superstep " + number, patience(began, number));
    CrashPoints.at("master.reports", number);
    List<WorkerReport> reports = new ArrayList<>();
    network = NetworkCounts.NONE;
    for (Computed one : computed) {
      reports.add(report(course.schema(), one.report()));
      network = network.plus(one.network());
    }
    JobCourse.Step next = course.after(reports);
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
