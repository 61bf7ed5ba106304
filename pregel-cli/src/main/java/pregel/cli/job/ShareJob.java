package pregel.cli.job;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import pregel.api.Column;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.VertexProgram;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.program.BenchmarkParameters;
import pregel.cli.program.ProgramChoice;
import pregel.cli.program.ProgramClass;
import pregel.core.checkpoint.CheckpointStore;
import pregel.core.commit.OutputCommit;
import pregel.core.commit.OutputPart;
import pregel.core.commit.TaskOutput;
import pregel.core.files.FileStores;
import pregel.core.files.FileWriter;
import pregel.core.graph.VertexIds;
import pregel.core.job.Delivery;
import pregel.core.result.ResultPart;
import pregel.core.share.GraphShare;
import pregel.core.transport.Rounds;
import pregel.loaders.share.ShareLoader;
import pregel.worker.node.WorkerJob;

/** A job on one worker of a cluster: loads a share, writes the rows of its vertices as a part. */
public final class ShareJob implements WorkerJob {
  /** Large inputs take long, and tell nobody how far they are. */
  static final Duration LOAD_LIMIT = Duration.ofHours(6);

  private final String id;
  private final JobDefinition job;
  private final ProgramChoice choice;
  private final int threads;
  private Parameters parameters;

  /**
   * @param id of the job
   * @param cores threads of this worker, where the job names none
   */
  public ShareJob(String id, JobDefinition job, int cores) {
    this.id = id;
    this.job = job;
    this.choice = ProgramChoice.of("worker", job.program(), job.classpath());
    this.threads = job.threads() > 0 ? job.threads() : cores;
  }

  @Override
  public Loaded load(Rounds rounds) throws IOException, InterruptedException {
    ShareLoader.Loaded loaded =
        new ShareLoading(job, choice.refusesNegativeWeights(), threads)
            .load(
                rounds,
                properties -> {
                  parameters = parameters(choice, job, properties);
                  return schema(choice, parameters);
                });
    GraphShare share = loaded.share();
    return new Loaded(share, loaded.properties(), named(share), loaded.counts());
  }

  /** What the program is given: what was submitted, and for the rest what the input says. */
  static Parameters parameters(
      ProgramChoice choice, JobDefinition job, Map<String, String> properties) {
    return choice.parameters(
        BenchmarkParameters.merged(choice.name(), job.parameters(), properties), null);
  }

  private List<Long> named(GraphShare share) {
    List<Long> found = new ArrayList<>();
    for (ProgramChoice.NamedVertex named : choice.namedVertices(parameters)) {
      int slot = share.graph().ids().slot(named.id());
      if (slot >= 0 && share.slots().isOwned(slot)) {
        found.add(named.id());
      }
    }
    return found;
  }

  @Override
  public VertexProgram program() {
    return program(choice, parameters);
  }

  static VertexProgram program(ProgramChoice choice, Parameters parameters) {
    if (choice.create(parameters) instanceof VertexProgram program) {
      return program;
    }
    throw new JobException(
        FailureKind.USAGE,
        choice.name() + ": runs in stages, which one process does; leave --workers out");
  }

  /** What the program declares, told without any graph. */
  public static Schema schema(ProgramChoice choice, Parameters parameters) {
    return ProgramClass.schema(program(choice, parameters));
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public Delivery delivery() {
    return job.delivery();
  }

  @Override
  public long seed() {
    return job.seed();
  }

  @Override
  public Duration loadLimit() {
    return LOAD_LIMIT;
  }

  @Override
  public Duration patience() {
    return job.stallTimeout();
  }

  @Override
  public List<OutputPart> write(int attempt, GraphShare share, List<Column> columns)
      throws IOException {
    VertexIds ids = share.graph().ids();
    long[] owned = new long[ids.count()];
    int[] slots = new int[owned.length];
    int count = 0;
    for (int rank = 0; rank < owned.length; rank++) {
      int slot = ids.slotOfRank(rank);
      if (share.slots().isOwned(slot)) {
        owned[count] = ids.idOfRank(rank);
        slots[count++] = slot;
      }
    }
    try (TaskOutput task = commit(id, job).task(attempt, share.worker(), 0)) {
      try (FileWriter writer = task.create("rows-" + share.worker())) {
        ResultPart.write(writer, Arrays.copyOf(owned, count), Arrays.copyOf(slots, count), columns);
        writer.finish();
      }
      return task.commit();
    }
  }

  @Override
  public CheckpointStore checkpoints() {
    return checkpoints(id, job);
  }

  /** Where a job's checkpoints are; null if it has none. */
  public static CheckpointStore checkpoints(String id, JobDefinition job) {
    if (!job.hasCheckpoints()) {
      return null;
    }
    FileStores.Place place = FileStores.of(job.checkpointPlace());
    return new CheckpointStore(
        place.store(), place.path(), job.resumed().isEmpty() ? id : job.resumed());
  }

  /** Where the job's output is staged and will appear. */
  static OutputCommit commit(String id, JobDefinition job) {
    FileStores.Place place = FileStores.of(job.place());
    return new OutputCommit(place.store(), place.path(), id);
  }

  @Override
  public void close() {}
}
