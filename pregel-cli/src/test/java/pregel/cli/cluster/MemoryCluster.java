package pregel.cli.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import pregel.api.Column;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.api.VertexProgram;
import pregel.api.contract.Runner;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;
import pregel.cli.testing.BuiltGraph;
import pregel.core.checkpoint.CheckpointStore;
import pregel.core.commit.OutputPart;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationDeadlines;
import pregel.core.coordination.JobRecord;
import pregel.core.coordination.JobState;
import pregel.core.coordination.JobStatus;
import pregel.core.coordination.Leadership;
import pregel.core.coordination.MemoryEnsemble;
import pregel.core.coordination.MemorySession;
import pregel.core.coordination.TreeCoordination;
import pregel.core.files.MemoryFiles;
import pregel.core.graph.Graph;
import pregel.core.graph.VertexIds;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;
import pregel.core.protocol.LoadReport;
import pregel.core.protocol.ValueFiles;
import pregel.core.share.CutGraph;
import pregel.core.share.GraphShare;
import pregel.core.share.Ownership;
import pregel.core.transport.FrameLog;
import pregel.core.transport.MemoryNetwork;
import pregel.core.transport.MemoryTransport;
import pregel.core.transport.Rounds;
import pregel.core.transport.TransportOptions;
import pregel.master.node.MasterJob;
import pregel.master.node.MasterNode;
import pregel.worker.node.WorkerJob;
import pregel.worker.node.WorkerNode;

/**
 * A master and workers in one process, which talk through memory, and graphs that are cut instead
 * of loaded: everything of a cluster but its sockets, files and processes.
 */
final class MemoryCluster implements AutoCloseable {
  private final ExecutorService events = Executors.newSingleThreadExecutor();
  private final MemoryEnsemble ensemble = new MemoryEnsemble(events);
  private final MemoryNetwork network = new MemoryNetwork();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Map<String, Work> works = new ConcurrentHashMap<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<WorkerNode> workers = new ArrayList<>();
  private final List<MemoryTransport> transports = new ArrayList<>();
  private final Map<String, MemorySession> sessions = new ConcurrentHashMap<>();
  private final List<FailureKind> ends = new CopyOnWriteArrayList<>();
  private final List<MasterNode> masters = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<String> leader = new AtomicReference<>();
  private final Coordination client;
  private int jobs;

  /** What a job is, and what it left. */
  private static final class Work {
    private final Supplier<? extends VertexProgram> program;
    private final Graph graph;
    private final ReferenceRunner.Options options;
    private final int threads;
    private final Delivery delivery;
    private final List<ReferenceResult.Superstep> supersteps = new ArrayList<>();
    private final Map<Integer, Runner.Outcome> parts = new ConcurrentHashMap<>();
    private final List<Integer> starts = new ArrayList<>();
    private final MemoryFiles files = new MemoryFiles();
    private int checkpointEvery;
    private Duration timeout;
    private long recoveryLog;
    private int disturbedAfter = -1;
    private Disturbance disturbance;
    private volatile long lostAtEnd;
    private volatile Decided decidedBy;

    /** Waits for what is written in the background of the superstep after which to disturb. */
    void awaitCheckpoint() {
      int due = checkpointEvery == 0 ? 0 : disturbedAfter / checkpointEvery * checkpointEvery;
      String manifest = ".*/manifests/[0-9]+-" + due + "-[0-9]+\\.manifest";
      await(() -> due == 0 || files.files().stream().anyMatch(f -> f.path().matches(manifest)));
    }

    CheckpointStore checkpoints(String id) {
      return checkpointEvery == 0 ? null : new CheckpointStore(files, "/checkpoints", id);
    }

    ValueFiles valueFiles() {
      return new ValueFiles(files, "/values");
    }

    Work(
        Supplier<? extends VertexProgram> program,
        Graph graph,
        ReferenceRunner.Options options,
        int threads,
        Delivery delivery) {
      this.program = program;
      this.graph = graph;
      this.options = options;
      this.threads = threads;
      this.delivery = delivery;
    }
  }

  /** What happens to a cluster while a job runs. */
  interface Disturbance {
    void happen(MemoryCluster cluster, MemoryFiles checkpoints);
  }

  /** The worker with the highest number loses all its links and its session. */
  void killLast() {
    kill(workers.size() - 1);
  }

  /** A worker loses all its links and its session. */
  void kill(int worker) {
    transports.get(worker).close();
    sessions.get("worker-" + worker).expire();
  }

  /** The same worker's session is lost, its links are not; returns when it has noticed. */
  void expireLast() {
    sessions.get("worker-" + (workers.size() - 1)).expire();
    await(() -> !ends.isEmpty());
  }

  /** The session of the master that leads is lost; returns when the other leads. */
  void expireMaster() {
    String before = leader.get();
    sessions.get(before).expire();
    await(() -> !leader.get().equals(before));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not happen in time");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** How workers and masters ended, so far. */
  List<FailureKind> ends() {
    return ends;
  }

  MemoryCluster(int count) throws InterruptedException {
    this(count, 0);
  }

  /**
   * @param count workers of each job
   * @param free workers beside them
   */
  MemoryCluster(int count, int free) throws InterruptedException {
    this(count, free, true);
  }

  private MemoryCluster(int count, int free, boolean hasMasters) throws InterruptedException {
    for (int worker = 0; worker < count + free; worker++) {
      var transport = new MemoryTransport(network, TransportOptions.defaults());
      Coordination own = connect("worker-" + worker);
      WorkerNode node =
          WorkerNode.start(
              new WorkerNode.Settings(
                  "worker-" + worker,
                  "test",
                  "build",
                  "127.0.0.1",
                  0,
                  0,
                  1,
                  0,
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(20),
                  Duration.ofSeconds(10)),
              own,
              transport,
              (job, definition) -> new CutJob(job, works.get(job)));
      workers.add(node);
      transports.add(transport);
      serve("worker-" + worker, node::serve);
      open.add(0, own);
      open.add(0, transport);
      open.add(0, node);
    }
    client = connect("client");
    open.add(0, client);
    if (hasMasters) {
      startMasters(count);
    }
  }

  private void startMasters(int count) throws InterruptedException {
    for (String name : List.of("master-0", "master-1")) {
      startMaster(name, count);
    }
  }

  /**
   * Runs a job whose first attempt was lost with its master and all its workers.
   *
   * @param spent by that time
   * @param timeout of the job; null for no limit
   */
  static JobState endOfInherited(
      Supplier<? extends VertexProgram> program,
      ReferenceGraph reference,
      JobState.Spent spent,
      Duration timeout)
      throws Exception {
    try (var cluster = new MemoryCluster(2, 0, false)) {
      Work work = work(program, reference);
      work.timeout = timeout;
      cluster.works.put("job", work);
      cluster.client.submit(new JobRecord("job", 0, new byte[0]));
      try (Leadership gone = cluster.client.lead("gone", "127.0.0.1", 0)) {
        gone.writeState(
            "job", new JobState(JobStatus.RUNNING, gone.epoch(), 1, 3, 0, "", Map.of(), spent));
      }
      cluster.startMasters(2);
      return cluster.client.awaitEnd("job", Duration.ofSeconds(60)).orElseThrow();
    }
  }

  private void startMaster(String name, int count) throws InterruptedException {
    Coordination own = connect(name);
    var transport = new MemoryTransport(network, TransportOptions.defaults());
    MasterNode master =
        new MasterNode(
            new MasterNode.Settings(
                name, "test", "build", "127.0.0.1", news -> leader.set(name), log::add),
            own,
            transport,
            (job, definition) -> new Decided(job, works.get(job), count, this));
    serve(name, master::serve);
    open.add(0, own);
    open.add(0, transport);
    masters.add(master);
  }

  private interface Serving {
    void serve() throws InterruptedException;
  }

  private void serve(String name, Serving node) {
    Thread thread =
        new Thread(
            () -> {
              try {
                node.serve();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (JobException e) {
                ends.add(e.kind());
              }
            },
            name);
    thread.start();
    threads.add(thread);
  }

  private Coordination connect(String name) throws InterruptedException {
    MemorySession session = ensemble.connect(name);
    sessions.put(name, session);
    return TreeCoordination.open(
        session,
        "/pregel",
        new CoordinationDeadlines(Duration.ofSeconds(2), Duration.ofSeconds(2)));
  }

  /** A runner whose jobs this cluster runs. */
  Runner runner(int threads, Delivery delivery) {
    return runner(threads, delivery, 0, -1, null, new ArrayList<>());
  }

  /**
   * A runner whose jobs this cluster runs, while something happens to it.
   *
   * @param checkpointEvery before every how many supersteps a checkpoint is taken; 0 for never
   * @param disturbedAfter after which superstep of the first attempt something happens
   * @param starts takes the supersteps with which attempts began
   */
  Runner runner(
      int threads,
      Delivery delivery,
      int checkpointEvery,
      int disturbedAfter,
      Disturbance disturbance,
      List<Integer> starts) {
    return runner(threads, delivery, checkpointEvery, 0, disturbedAfter, disturbance, starts);
  }

  /**
   * The same, of workers that keep what they send.
   *
   * @param recoveryLog so many bytes at most; 0 for nothing
   */
  Runner runner(
      int threads,
      Delivery delivery,
      int checkpointEvery,
      long recoveryLog,
      int disturbedAfter,
      Disturbance disturbance,
      List<Integer> starts) {
    return (program, reference, options) -> {
      Graph graph = BuiltGraph.of(reference, options.order(), options.partitions(), 2);
      Work work = new Work(program, graph, options, threads, delivery);
      work.checkpointEvery = checkpointEvery;
      work.recoveryLog = recoveryLog;
      work.disturbedAfter = disturbedAfter;
      work.disturbance = disturbance;
      JobState end = run(work);
      if (end.exitCode() != 0) {
        throw new AssertionError(end.toString());
      }
      starts.addAll(work.starts);
      long lost = work.supersteps.stream().mapToLong(ReferenceResult.Superstep::lost).sum();
      Runner.Outcome whole =
          Runner.Outcome.of(List.of(), List.of(), work.supersteps, lost + work.lostAtEnd);
      for (Runner.Outcome part : work.parts.values()) {
        part.columns()
            .forEach(
                (name, values) ->
                    whole.columns().computeIfAbsent(name, n -> new TreeMap<>()).putAll(values));
      }
      return whole;
    };
  }

  /** Runs a job and tells how it ended. */
  JobState end(Supplier<? extends VertexProgram> program, ReferenceGraph reference) {
    return run(work(program, reference));
  }

  private static Work work(Supplier<? extends VertexProgram> program, ReferenceGraph reference) {
    Graph graph = BuiltGraph.of(reference, pregel.api.VertexOrder.ID, 4, 1);
    return new Work(
        program,
        graph,
        new ReferenceRunner.Options(pregel.api.VertexOrder.ID, 4, 60, 0),
        1,
        Delivery.AUTO);
  }

  private JobState run(Work work) {
    String id = "job-" + jobs++;
    works.put(id, work);
    try {
      client.submit(new JobRecord(id, 0, new byte[0]));
      return client.awaitEnd(id, Duration.ofSeconds(60)).orElseThrow();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      works.remove(id);
    }
  }

  List<String> log() {
    return log;
  }

  WorkerNode worker(int number) {
    return workers.get(number);
  }

  @Override
  public void close() throws Exception {
    masters.forEach(MasterNode::close);
    for (Thread thread : threads) {
      if (thread.getName().startsWith("worker")) {
        thread.interrupt();
      }
      thread.join(10_000);
      if (thread.isAlive()) {
        throw new AssertionError(thread.getName() + " is still there");
      }
    }
    for (AutoCloseable each : open) {
      each.close();
    }
    network.close();
    events.shutdown();
  }

  /** A job on a worker: its share is cut from the whole graph. */
  private static final class CutJob implements WorkerJob {
    private final String id;
    private final Work work;

    CutJob(String id, Work work) {
      this.id = id;
      this.work = work;
    }

    @Override
    public FrameLog openLog() {
      Path here = Path.of(System.getProperty("java.io.tmpdir"));
      return work.recoveryLog == 0 ? null : new FrameLog(here, work.recoveryLog);
    }

    @Override
    public CheckpointStore checkpoints() {
      return work.checkpoints(id);
    }

    @Override
    public ValueFiles valueFiles() {
      return work.valueFiles();
    }

    @Override
    public Loaded load(Rounds rounds) {
      Random random = new Random(work.options.seed() * 0x9E3779B97F4A7C15L);
      int[] owners = new int[work.graph.partitions().partitions()];
      for (int partition = 0; partition < owners.length; partition++) {
        owners[partition] = random.nextInt(rounds.workers());
      }
      Ownership ownership = new Ownership(work.graph.partitions(), owners, rounds.workers());
      GraphShare share =
          CutGraph.share(
              work.graph, ownership, rounds.self(), List.of(Direction.IN, Direction.OUT));
      return new Loaded(share, Map.of("name", "cut"), Map.of(), LoadReport.InputCounts.NONE);
    }

    @Override
    public boolean isWatched() {
      return false;
    }

    @Override
    public void computed(int superstep, LongPredicate exists) {}

    @Override
    public VertexProgram program() {
      return work.program.get();
    }

    @Override
    public int threads() {
      return work.threads;
    }

    @Override
    public Delivery delivery() {
      return work.delivery;
    }

    @Override
    public long seed() {
      return work.options.seed();
    }

    @Override
    public Duration loadLimit() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Duration patience() {
      return Duration.ofSeconds(30);
    }

    @Override
    public List<OutputPart> write(
        int attempt, int worker, VertexIds vertices, List<Column> columns) {
      List<Long> ids = new ArrayList<>();
      int[] slots = new int[vertices.count()];
      for (int rank = 0; rank < slots.length; rank++) {
        ids.add(vertices.idOfRank(rank));
        slots[rank] = vertices.slotOfRank(rank);
      }
      columns.forEach(column -> column.rearrange(slots));
      work.parts.put(worker, Runner.Outcome.of(ids, columns, List.of(), 0));
      return List.of(new OutputPart("part-" + worker, ids.size()));
    }

    @Override
    public void close() {}
  }

  /** The same job for the master. */
  private static final class Decided implements MasterJob {
    private final Work work;
    private final int workers;
    private final MemoryCluster cluster;
    private final CheckpointStore checkpoints;

    Decided(String id, Work work, int workers, MemoryCluster cluster) {
      this.work = work;
      this.workers = workers;
      this.cluster = cluster;
      this.checkpoints = work.checkpoints(id);
    }

    @Override
    public Terms terms() {
      return new Terms(
          workers,
          Duration.ofSeconds(20),
          Duration.ZERO,
          work.options.maxSupersteps(),
          work.timeout,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          4,
          work.checkpointEvery,
          work.recoveryLog > 0);
    }

    @Override
    public String programName() {
      return work.program.get().getClass().getName();
    }

    @Override
    public Schema loaded(int attempt, LoadReport whole, int superstep) {
      work.decidedBy = this;
      work.starts.add(superstep);
      work.supersteps.subList(superstep, work.supersteps.size()).clear();
      work.parts.clear();
      if (whole.vertices() != work.graph.vertices()
          || !whole.properties().equals(Map.of("name", "cut"))) {
        throw new AssertionError(whole.toString());
      }
      return Schema.of(work.program.get(), 0);
    }

    @Override
    public void computed(SuperstepReport report) {
      if (work.decidedBy != this) {
        return; // a master that leads no more, and does not know it yet
      }
      work.supersteps.add(
          new ReferenceResult.Superstep(
              report.computed(),
              report.active(),
              report.messages(),
              report.dropped(),
              report.lost()));
      if (work.starts.size() == 1 && report.superstep() == work.disturbedAfter) {
        work.awaitCheckpoint();
        work.disturbance.happen(cluster, work.files);
      }
    }

    @Override
    public String identity() {
      return "";
    }

    @Override
    public boolean resumes() {
      return false;
    }

    @Override
    public CheckpointStore checkpoints() {
      return checkpoints;
    }

    @Override
    public ValueFiles valueFiles() {
      return work.valueFiles();
    }

    @Override
    public boolean resume(boolean isCommitting) {
      return false;
    }

    @Override
    public Map<String, Double> values() {
      return Map.of();
    }

    @Override
    public void prepare() {}

    @Override
    public byte[] stage(Outcome outcome) {
      return new byte[0];
    }

    @Override
    public void finish(Outcome outcome) throws IOException {
      work.lostAtEnd = outcome.lost();
      long rows = outcome.parts().stream().flatMap(List::stream).mapToLong(OutputPart::bytes).sum();
      boolean isChanging = Schema.of(work.program.get(), 0).isTopologyChanging();
      if (!isChanging && rows != work.graph.vertices()) {
        throw new IOException(rows + " rows of " + work.graph.vertices());
      }
    }

    @Override
    public void abandon() {}

    @Override
    public void close() {}
  }
}
