package pregel.cli.job;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import pregel.api.Parameters;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.report.ProcessMemory;
import pregel.cli.report.RunFacts;
import pregel.cli.report.Trace;
import pregel.core.commit.OutputCommit;
import pregel.core.commit.OutputPart;
import pregel.core.commit.TaskOutput;
import pregel.core.coordination.Coordination;
import pregel.core.files.FileWriter;
import pregel.core.job.SuperstepReport;
import pregel.core.protocol.LoadReport;
import pregel.core.result.WholeResult;
import pregel.loaders.write.OutputTarget;
import pregel.loaders.write.ResultWriter;
import pregel.master.node.MasterJob.Outcome;

/**
 * The output of a job that a cluster runs: the master puts the rows together as one task more, and
 * lets them appear at the job's place.
 */
public final class ClusterOutput implements CourseJob.Listener {
  /** What a single file is called until it is in its place. */
  private static final String FILE = "result";

  private static final String PART = "part-";
  private static final int BUFFER = 1 << 16;

  private static final double NANOS_PER_SECOND = 1e9;

  private final JobDefinition job;
  private final OutputTarget target;
  private final long began = System.nanoTime();
  private final List<SuperstepReport> trace = new ArrayList<>();
  private LoadReport graph;
  private Parameters parameters;
  private double loadSeconds;
  private List<OutputPart> parts;

  public ClusterOutput(JobDefinition job) {
    this.job = job;
    this.target = OutputTarget.of(job.place());
  }

  @Override
  public void loaded(LoadReport whole, Parameters resolved, int superstep) {
    graph = whole;
    parameters = resolved;
    loadSeconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
    trace.removeIf(report -> report.superstep() >= superstep);
  }

  @Override
  public void computed(SuperstepReport report) {
    trace.add(report);
  }

  @Override
  public byte[] staged(CourseJob.Result result, OutputCommit commit) throws IOException {
    long stageBegan = System.nanoTime();
    write(result.outcome(), result.rows(), commit);
    JobReport report = report(result, (System.nanoTime() - stageBegan) / NANOS_PER_SECOND);
    byte[] bytes = report.encode();
    bytes = bytes.length > Coordination.MOST_PROGRESS_BYTES ? report.withoutRows().encode() : bytes;
    return bytes.length > Coordination.MOST_PROGRESS_BYTES ? new byte[0] : bytes;
  }

  private JobReport report(CourseJob.Result result, double outputSeconds) {
    Outcome outcome = result.outcome();
    Trace told = Trace.of(trace);
    return new JobReport(
        parameters.asMap(),
        graph.counts(),
        new RunFacts.GraphSize(
            graph.vertices(), graph.edges(), graph.directedEdges(), graph.undirected()),
        new RunFacts.Course(
            outcome.supersteps(),
            outcome.verdict(),
            told.lost() + outcome.lost(),
            told,
            result.values()),
        new RunFacts.Seconds(
            loadSeconds, outcome.computeNanos() / NANOS_PER_SECOND, outputSeconds, 0),
        new RunFacts.Processes(
            0, outcome.parts().size(), outcome.network(), ProcessMemory.peakBytes()),
        result.best());
  }

  private void write(Outcome outcome, WholeResult result, OutputCommit commit) throws IOException {
    ResultWriter writer =
        new ResultWriter(
            result.ids(), result.columns(), Runtime.getRuntime().availableProcessors());
    // After the workers' tasks; by epoch, for another master may be at it and not know better.
    try (TaskOutput task =
        commit.task(outcome.attempt(), outcome.parts().size(), outcome.epoch())) {
      if (target.directory()) {
        writer.writeParts(target, name -> new ToFile(task.create(name)));
      } else {
        try (OutputStream to = new ToFile(task.create(FILE))) {
          writer.write(target, to);
        }
      }
      parts = task.commit();
    }
  }

  @Override
  public void finish(Outcome outcome, OutputCommit commit) throws IOException {
    commit(commit, outcome.attempt(), parts);
  }

  @Override
  public void resume(OutputCommit commit) throws IOException {
    int attempt = commit.begun().orElseThrow();
    commit(
        commit,
        attempt,
        target.directory()
            ? commit.begunParts(name -> name.startsWith(PART))
            : List.of(commit.begunFile(FILE)));
  }

  private void commit(OutputCommit commit, int attempt, List<OutputPart> staged)
      throws IOException {
    if (target.directory()) {
      commit.commitDirectory(attempt, staged, job.overwrite());
    } else {
      commit.commitFile(attempt, staged.get(0), job.overwrite());
    }
  }

  /** Closing ends the file. */
  private static final class ToFile extends BufferedOutputStream {
    private final FileWriter file;

    ToFile(FileWriter file) {
      super(
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
              file.write(ByteBuffer.wrap(bytes, from, length));
            }
          },
          BUFFER);
      this.file = file;
    }

    @Override
    public void close() throws IOException {
      flush();
      file.finish();
      file.close();
    }
  }
}
