package pregel.cli.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import pregel.api.Column;
import pregel.api.Direction;
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
import pregel.core.coordination.MemoryEnsemble;
import pregel.core.coordination.TreeCoordination;
import pregel.core.files.MemoryFiles;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;
import pregel.core.protocol.LoadReport;
import pregel.core.share.CutGraph;
import pregel.core.share.GraphShare;
import pregel.core.share.Ownership;
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
  private final List<String> log = new ArrayList<>();
  private final List<WorkerNode> workers = new ArrayList<>();
  private final List<MemoryTransport> transports = new ArrayList<>();
  private final List<Coordination> sessions = new ArrayList<>();
  private final MasterNode master;
  private final Thread masterThread;
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
    private int killedAfter = -1;

    CheckpointStore checkpoints(String id) {
      return checkpointEvery == 0 ? null : new CheckpointStore(files, "/checkpoints", id);
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

  /** The worker with the highest number loses all its links and its session. */
  private void killLast() {
    int last = workers.size() - 1;
    transports.get(last).close();
    sessions.get(last).close();
  }

  MemoryCluster(int count) throws InterruptedException {
    for (int worker = 0; worker < count; worker++) {
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
                  1,
                  0,
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(10)),
              own,
              transport,
              (job, definition) -> new CutJob(job, works.get(job)));
      workers.add(node);
      transports.add(transport);
      sessions.add(own);
      open.add(0, own);
      open.add(0, transport);
      open.add(0, node);
    }
    client = connect("client");
    Coordination masters = connect("master");
    var transport = new MemoryTransport(network, TransportOptions.defaults());
    master =
        new MasterNode(
            new MasterNode.Settings("master", "test", "build", "127.0.0.1", news -> {}, log::add),
            masters,
            transport,
            (job, definition) -> new Decided(job, works.get(job), count, this::killLast));
    masterThread = new Thread(this::serve, "master");
    masterThread.start();
    open.add(0, client);
    open.add(0, masters);
    open.add(0, transport);
  }

  private Coordination connect(String name) throws InterruptedException {
    return TreeCoordination.open(
        ensemble.connect(name),
        "/pregel",
        new CoordinationDeadlines(Duration.ofSeconds(2), Duration.ofSeconds(2)));
  }

  private void serve() {
    try {
      master.serve();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A runner whose jobs this cluster runs. */
  Runner runner(int threads, Delivery delivery) {
    return runner(threads, delivery, 0, -1, new ArrayList<>());
  }

  /**
   * A runner whose jobs this cluster runs, while it loses a worker.
   *
   * @param checkpointEvery before every how many supersteps a checkpoint is taken; 0 for never
   * @param killedAfter after which superstep the last worker is lost
   * @param starts takes the supersteps with which attempts began
   */
  Runner runner(
      int threads,
      Delivery delivery,
      int checkpointEvery,
      int killedAfter,
      List<Integer> starts) {
    return (program, reference, options) -> {
      Graph graph = BuiltGraph.of(reference, options.order(), options.partitions(), 2);
      Work work = new Work(program, graph, options, threads, delivery);
      work.checkpointEvery = checkpointEvery;
      work.killedAfter = killedAfter;
      JobState end = run(work);
      if (end.exitCode() != 0) {
        throw new AssertionError(end.toString());
      }
      starts.addAll(work.starts);
      Runner.Outcome whole = Runner.Outcome.of(List.of(), List.of(), work.supersteps);
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
    Graph graph = BuiltGraph.of(reference, pregel.api.VertexOrder.ID, 4, 1);
    return run(
        new Work(
            program,
            graph,
            new ReferenceRunner.Options(pregel.api.VertexOrder.ID, 4, 60, 0),
            1,
            Delivery.AUTO));
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
    master.close();
    masterThread.join(10_000);
    for (AutoCloseable each : open) {
      each.close();
    }
    network.close();
    events.shutdown();
    if (masterThread.isAlive()) {
      throw new AssertionError("the master is still there");
    }
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
    public CheckpointStore checkpoints() {
      return work.checkpoints(id);
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
      return new Loaded(share, Map.of("name", "cut"), List.of(), LoadReport.InputCounts.NONE);
    }

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
    public Duration patience() {
      return Duration.ofSeconds(30);
    }

    @Override
    public List<OutputPart> write(int attempt, GraphShare share, List<Column> columns) {
      List<Long> ids = new ArrayList<>();
      int[] owned = new int[share.slots().count()];
      for (int slot = 0; slot < owned.length; slot++) {
        if (share.slots().isOwned(slot)) {
          owned[ids.size()] = slot;
          ids.add(share.graph().ids().id(slot));
        }
      }
      int[] kept = Arrays.copyOf(owned, ids.size());
      columns.forEach(column -> column.rearrange(kept));
      work.parts.put(share.worker(), Runner.Outcome.of(ids, columns, List.of()));
      return List.of(new OutputPart("part-" + share.worker(), ids.size()));
    }

    @Override
    public void close() {}
  }

  /** The same job for the master. */
  private static final class Decided implements MasterJob {
    private final Work work;
    private final int workers;
    private final Runnable kill;
    private final CheckpointStore checkpoints;

    Decided(String id, Work work, int workers, Runnable kill) {
      this.work = work;
      this.workers = workers;
      this.kill = kill;
      this.checkpoints = work.checkpoints(id);
    }

    @Override
    public Terms terms() {
      return new Terms(
          workers,
          Duration.ofSeconds(20),
          Duration.ZERO,
          work.options.maxSupersteps(),
          null,
          Duration.ofSeconds(30),
          3,
          work.checkpointEvery);
    }

    @Override
    public String programName() {
      return work.program.get().getClass().getName();
    }

    @Override
    public Schema loaded(int attempt, LoadReport whole, int superstep) {
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
      work.supersteps.add(
          new ReferenceResult.Superstep(
              report.computed(), report.active(), report.messages(), report.dropped()));
      if (work.starts.size() == 1 && report.superstep() == work.killedAfter) {
        kill.run();
      }
    }

    @Override
    public CheckpointStore checkpoints() {
      return checkpoints;
    }

    @Override
    public boolean resume() {
      return false;
    }

    @Override
    public void finish(Outcome outcome) throws IOException {
      long rows = outcome.parts().stream().flatMap(List::stream).mapToLong(OutputPart::bytes).sum();
      if (rows != work.graph.vertices()) {
        throw new IOException(rows + " rows of " + work.graph.vertices());
      }
    }

    @Override
    public void abandon() {}

    @Override
    public void close() {}
  }
}
