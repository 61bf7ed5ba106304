package pregel.cli.job;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import pregel.api.Parameters;
import pregel.cli.cluster.JobDefinition;
import pregel.core.commit.OutputCommit;
import pregel.core.commit.OutputPart;
import pregel.core.commit.TaskOutput;
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

  private final JobDefinition job;
  private final OutputTarget target;

  public ClusterOutput(JobDefinition job) {
    this.job = job;
    this.target = OutputTarget.of(job.place());
  }

  @Override
  public void loaded(LoadReport whole, Parameters parameters, int superstep) {}

  @Override
  public void computed(SuperstepReport report) {}

  @Override
  public void finished(
      Outcome outcome, WholeResult result, Map<String, Double> values, OutputCommit commit)
      throws IOException {
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
      commit(commit, outcome.attempt(), task.commit());
    }
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

  private void commit(OutputCommit commit, int attempt, List<OutputPart> parts) throws IOException {
    if (target.directory()) {
      commit.commitDirectory(attempt, parts, job.overwrite());
    } else {
      commit.commitFile(attempt, parts.get(0), job.overwrite());
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
