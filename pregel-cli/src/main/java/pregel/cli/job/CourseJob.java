package pregel.cli.job;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.program.ProgramChoice;
import pregel.cli.report.TopRows;
import pregel.core.checkpoint.CheckpointStore;
import pregel.core.commit.OutputCommit;
import pregel.core.commit.OutputPart;
import pregel.core.files.FileStores;
import pregel.core.job.SuperstepReport;
import pregel.core.protocol.LoadReport;
import pregel.core.protocol.ValueFiles;
import pregel.core.result.WholeResult;
import pregel.master.node.MasterJob;

/** A job as the master of a cluster sees it. */
public final class CourseJob implements MasterJob {
  /** How long a job waits for the workers that it wants. */
  private static final Duration WORKERS_DEADLINE = Duration.ofSeconds(60);

  /** Longer than a supervisor takes to start a worker again. */
  private static final Duration NEWCOMER_WAIT = Duration.ofSeconds(3);

  private static final int ATTEMPTS = 4;

  /** What becomes of a job that has gone well, and who hears how it goes. */
  public interface Listener {
    /**
     * Every worker has loaded; of several attempts the last one counts.
     *
     * @param superstep the first one to come
     */
    void loaded(LoadReport whole, Parameters parameters, int superstep);

    void computed(SuperstepReport report);

    /**
     * All rows are there; what is left is to let the output appear.
     *
     * @return what whoever waits for the job is told of its course; empty for nothing
     */
    byte[] staged(Result result, OutputCommit commit) throws IOException;

    /** The output is to appear; {@link #staged} was called before. */
    void finish(Outcome outcome, OutputCommit commit) throws IOException;

    /** Another master began to let the output appear. */
    void resume(OutputCommit commit) throws IOException;
  }

  /**
   * What a job has come to.
   *
   * @param values what the program reports of the job as a whole, by name
   * @param best as many of the best rows as the job's definition says; null for none
   */
  public record Result(
      Outcome outcome, WholeResult rows, Map<String, Double> values, TopRows best) {}

  private final JobDefinition job;
  private final ProgramChoice choice;
  private final OutputCommit commit;
  private final CheckpointStore checkpoints;
  private final ValueFiles valueFiles;
  private final Listener listener;
  private Parameters parameters;
  private Schema schema;

  public CourseJob(String id, JobDefinition job, Listener listener) {
    this.job = job;
    this.choice = ProgramChoice.of("master", job.program(), job.classpath());
    this.listener = listener;
    this.commit = ShareJob.commit(id, job);
    this.checkpoints = ShareJob.checkpoints(id, job);
    this.valueFiles = ShareJob.valueFiles(id, job);
  }

  @Override
  public boolean resume(boolean isCommitting) throws IOException {
    if (commit.hasBegun()) {
      listener.resume(commit);
      return true;
    } else if (isCommitting && commit.wasFinished()) {
      return true;
    }
    return false;
  }

  @Override
  public void prepare() throws IOException {
    commit.prepare(job.overwrite());
  }

  @Override
  public Terms terms() {
    return new Terms(
        job.workers(),
        WORKERS_DEADLINE,
        NEWCOMER_WAIT,
        job.maxSupersteps(),
        job.timeout(),
        ShareJob.LOAD_LIMIT,
        job.stallTimeout(),
        ATTEMPTS,
        job.checkpointEvery(),
        job.recoveryLog() > 0);
  }

  @Override
  public String programName() {
    return ShareJob.program(choice, parameters).getClass().getName();
  }

  @Override
  public Schema loaded(int attempt, LoadReport whole, int superstep) {
    parameters =
        ShareJob.parameters(
            choice,
            job,
            whole.properties(),
            whole.hasNames() ? ShareJob.idsIn(whole.named()) : null);
    for (ProgramChoice.NamedVertex named : choice.namedVertices(parameters)) {
      if (!whole.named().containsValue(named.id())) {
        throw named.missing(named.id());
      }
    }
    listener.loaded(whole, parameters, superstep);
    schema = ShareJob.schema(choice, parameters);
    return schema;
  }

  @Override
  public ValueFiles valueFiles() {
    return valueFiles;
  }

  @Override
  public CheckpointStore checkpoints() {
    return checkpoints;
  }

  @Override
  public String identity() {
    return job.identity();
  }

  @Override
  public boolean resumes() {
    return !job.resumed().isEmpty();
  }

  @Override
  public void computed(SuperstepReport report) {
    listener.computed(report);
  }

  @Override
  public byte[] stage(Outcome outcome) throws IOException {
    FileStores.Place place = FileStores.of(job.place());
    List<OutputPart> parts = new ArrayList<>();
    outcome.parts().forEach(parts::addAll);
    WholeResult result =
        WholeResult.read(
            place.store(),
            commit.staged(outcome.attempt()),
            parts,
            vertices -> Schema.of(ShareJob.program(choice, parameters), vertices).resultColumns());
    TopRows best = TopRows.of(result.ids(), result.columns(), choice.ranking(), job.top());
    return listener.staged(new Result(outcome, result, values(), best), commit);
  }

  @Override
  public void finish(Outcome outcome) throws IOException {
    listener.finish(outcome, commit);
  }

  @Override
  public Map<String, Double> values() {
    try {
      return schema.reports();
    } catch (RuntimeException e) {
      throw new JobException(
          FailureKind.USER_PROGRAM,
          programName() + ": a value that it reports at its end: " + e + "; correct the program",
          e);
    }
  }

  @Override
  public void abandon() throws IOException {
    commit.abort();
  }

  @Override
  public void close() {}
}
