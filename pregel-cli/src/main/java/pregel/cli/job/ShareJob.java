package pregel.cli.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
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
import pregel.core.graph.VertexNames;
import pregel.core.job.Delivery;
import pregel.core.protocol.ValueFiles;
import pregel.core.result.NamesPart;
import pregel.core.result.ResultPart;
import pregel.core.share.GraphShare;
import pregel.core.transport.Collective;
import pregel.core.transport.FrameLog;
import pregel.core.transport.Rounds;
import pregel.loaders.share.NameLookup;
import pregel.loaders.share.ReadableNames;
import pregel.loaders.share.ShareLoader;
import pregel.loaders.write.OutputTarget;
import pregel.worker.node.WorkerJob;

/** A job on one worker of a cluster: loads a share, writes the rows of its vertices as a part. */
public final class ShareJob implements WorkerJob {
  /** Large inputs take long, and tell nobody how far they are. */
  static final Duration LOAD_LIMIT = Duration.ofHours(6);

  private static final Long NONE = -1L;

  private final String id;
  private final JobDefinition job;
  private final ProgramChoice choice;
  private final int threads;
  private Parameters parameters;
  private ShareWatch watch;

  /** What the ids stand for; null if they are numbers. */
  private VertexNames names;

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
    ShareLoading loading = new ShareLoading(job, choice, threads);
    ShareLoader.Loaded loaded =
        loading.load(
            rounds,
            properties -> {
              parameters = parameters(choice, job, properties, loading.unresolved());
              return schema(choice, parameters);
            });
    GraphShare share = loaded.share();
    names = share.graph().ids().names();
    if (names != null && !job.output().isEmpty()) {
      ReadableNames.require(names, OutputTarget.of(job.output()), new Collective(rounds));
    }
    if (!job.watched().isEmpty()) {
      watch = ShareWatch.of(id, job, share, loaded.names(), new Collective(rounds));
    }
    Map<String, Long> named = loaded.names() == null ? named(share) : named(loaded.names());
    if (loaded.names() != null) {
      parameters = parameters(choice, job, loaded.properties(), idsIn(named));
    }
    return new Loaded(share, loaded.properties(), named, loaded.counts());
  }

  /**
   * What the program is given: what was submitted, and for the rest what the input says.
   *
   * @param ids of the vertices that have names; null if ids are numbers
   */
  static Parameters parameters(
      ProgramChoice choice,
      JobDefinition job,
      Map<String, String> properties,
      ToLongFunction<String> ids) {
    return choice.parameters(
        BenchmarkParameters.merged(choice.name(), job.parameters(), properties), ids);
  }

  /** The ids of named vertices; negative where there is none. */
  static ToLongFunction<String> idsIn(Map<String, Long> named) {
    return name -> named.getOrDefault(name, NONE);
  }

  private Map<String, Long> named(GraphShare share) {
    Map<String, Long> found = new HashMap<>();
    for (ProgramChoice.NamedVertex named : choice.namedVertices(parameters)) {
      int slot = share.graph().ids().slot(named.id());
      if (slot >= 0 && share.slots().isOwned(slot)) {
        found.put(Long.toString(named.id()), named.id());
      }
    }
    return found;
  }

  /** Whatever parameters could mean by a vertex: all their texts, and the parts of lists. */
  private Map<String, Long> named(NameLookup names) throws InterruptedException {
    Set<String> texts = new TreeSet<>();
    for (String text : parameters.asMap().values()) {
      texts.add(text);
      for (String part : text.split(",", -1)) {
        texts.add(part.strip());
      }
    }
    Map<String, Long> found = new HashMap<>();
    long[] ids = names.ids(List.copyOf(texts));
    int at = 0;
    for (String text : texts) {
      if (ids[at] >= 0) {
        found.put(text, ids[at]);
      }
      at++;
    }
    return found;
  }

  @Override
  public VertexProgram program() {
    VertexProgram program = program(choice, parameters);
    return watch == null ? program : watch.over(program);
  }

  @Override
  public boolean isWatched() {
    return watch != null;
  }

  @Override
  public void computed(int superstep, LongPredicate exists) {
    if (watch != null) {
      watch.endSuperstep(superstep, exists);
    }
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
  public List<OutputPart> write(int attempt, int worker, VertexIds vertices, List<Column> columns)
      throws IOException {
    long[] ids = new long[vertices.count()];
    int[] slots = new int[ids.length];
    for (int rank = 0; rank < ids.length; rank++) {
      ids[rank] = vertices.idOfRank(rank);
      slots[rank] = vertices.slotOfRank(rank);
    }
    try (TaskOutput task = commit(id, job).task(attempt, worker, 0)) {
      try (FileWriter writer = task.create("rows-" + worker)) {
        ResultPart.write(writer, ids, slots, columns);
        writer.finish();
      }
      if (names != null) {
        long[] named = Arrays.stream(ids).filter(names::has).toArray(); // added ones have none
        try (FileWriter writer = task.create(NamesPart.PREFIX + worker)) {
          NamesPart.write(writer, named, names);
          writer.finish();
        }
      }
      return task.commit();
    }
  }

  @Override
  public FrameLog openLog() {
    Path here = Path.of(System.getProperty("java.io.tmpdir"));
    return job.recoveryLog() == 0 ? null : new FrameLog(here, job.recoveryLog());
  }

  @Override
  public CheckpointStore checkpoints() {
    return checkpoints(id, job);
  }

  @Override
  public ValueFiles valueFiles() {
    return valueFiles(id, job);
  }

  /** Where values of a job go that are too long for a verdict. */
  static ValueFiles valueFiles(String id, JobDefinition job) {
    FileStores.Place place = FileStores.of(job.place());
    return new ValueFiles(place.store(), commit(id, job).beside("values"));
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
