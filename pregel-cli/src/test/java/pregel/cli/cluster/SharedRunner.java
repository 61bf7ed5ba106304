package pregel.cli.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import pregel.api.Channel;
import pregel.api.Column;
import pregel.api.Direction;
import pregel.api.Schema;
import pregel.api.VertexProgram;
import pregel.api.contract.Runner;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;
import pregel.cli.testing.BuiltGraph;
import pregel.core.assignment.AssignmentRule;
import pregel.core.assignment.WorkerShares;
import pregel.core.graph.EdgesBetween;
import pregel.core.graph.Graph;
import pregel.core.graph.PartitionMap;
import pregel.core.job.Aggregates;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Traffic;
import pregel.core.job.Verdict;
import pregel.core.job.WorkerReport;
import pregel.core.share.CutGraph;
import pregel.core.share.GraphShare;
import pregel.core.share.Ownership;
import pregel.master.JobCourse;
import pregel.worker.engine.Outlet;
import pregel.worker.engine.SharedWorker;

/**
 * Several workers' parts of the engine, one after another on one thread, whose frames are handed
 * over as bytes: what they exchange, without how it travels.
 */
record SharedRunner(int workers, int threads, Delivery delivery, long seed) implements Runner {

  @Override
  public Outcome run(
      Supplier<? extends VertexProgram> program,
      ReferenceGraph reference,
      ReferenceRunner.Options options) {
    Graph graph = BuiltGraph.of(reference, options.order(), options.partitions(), 2);
    Ownership ownership = ownership(graph);
    Schema schema = Schema.of(program.get(), 0);
    List<GraphShare> shares = CutGraph.cut(graph, ownership, List.of(Direction.IN, Direction.OUT));
    for (Channel channel : schema.channels()) {
      CutGraph.agree(shares, channel.direction().reversed());
    }
    if (schema.needsNeighborLists()) {
      CutGraph.agree(shares, Direction.BOTH);
    }
    List<SharedWorker> opened = new ArrayList<>();
    try {
      for (GraphShare share : shares) {
        opened.add(SharedWorker.open(share, program.get(), threads, delivery, options.seed()));
      }
      return run(opened, shares, schema, program.get().getClass().getName(), graph, options);
    } finally {
      opened.forEach(SharedWorker::close);
    }
  }

  /** At random, or as one of the rules assigns partitions. */
  private Ownership ownership(Graph graph) {
    PartitionMap map = graph.partitions();
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + workers);
    AssignmentRule[] rules = AssignmentRule.values();
    int way = random.nextInt(rules.length + 1);
    int[] owners =
        way == rules.length
            ? random.ints(map.partitions(), 0, workers).toArray()
            : rules[way]
                .assignment(EdgesBetween.of(graph.adjacency(Direction.IN)))
                .owners(map.loads(graph.inDegrees()::get), WorkerShares.equal(workers));
    return new Ownership(map, owners, workers);
  }

  private Outcome run(
      List<SharedWorker> opened,
      List<GraphShare> shares,
      Schema schema,
      String name,
      Graph graph,
      ReferenceRunner.Options options) {
    var course =
        new JobCourse(schema, name, graph.partitions().partitions(), options.maxSupersteps());
    Traffic openEdges = Traffic.none(schema.channels().size());
    for (SharedWorker worker : opened) {
      openEdges = openEdges.plus(worker.worker().traffic());
    }
    JobCourse.Step step = course.first(graph.vertices(), graph.directedEdges(), openEdges);
    if (opened.stream().map(SharedWorker::begin).distinct().toList().contains(true)) {
      exchange(opened);
    }
    List<ReferenceResult.Superstep> supersteps = new ArrayList<>();
    while (step.verdict() == Verdict.CONTINUE) {
      byte[] aggregates = bytes(out -> Aggregates.write(schema, out));
      List<byte[]> reports = new ArrayList<>();
      boolean exchanges = false;
      for (SharedWorker worker : opened) {
        apply(aggregates, in -> Aggregates.read(worker.worker().schema(), in));
        exchanges |= worker.prepare(step.order(), step.traffic());
      }
      if (exchanges) {
        exchange(opened);
      }
      for (int from = 0; from < opened.size(); from++) {
        // Those who come later get what these broadcast before they compute, and while they do.
        opened.get(from).compute(step.order(), new Handover(opened, from));
      }
      exchange(opened);
      for (SharedWorker worker : opened) {
        WorkerReport report = worker.report();
        reports.add(bytes(out -> report.write(worker.worker().schema(), out)));
      }
      step =
          course.after(
              reports.stream()
                  .map(report -> read(report, in -> WorkerReport.read(schema, in)))
                  .toList());
      SuperstepReport report = step.report();
      supersteps.add(
          new ReferenceResult.Superstep(
              report.computed(),
              report.active(),
              report.messages(),
              report.dropped(),
              report.lost()));
    }
    if (opened.stream().map(SharedWorker::finish).distinct().toList().contains(true)) {
      exchange(opened);
    }
    return outcome(opened, shares, supersteps);
  }

  private static void exchange(List<SharedWorker> opened) {
    boolean goesOn = true;
    while (goesOn) {
      for (int from = 0; from < opened.size(); from++) {
        opened.get(from).send(new Handover(opened, from));
      }
      List<Boolean> more = opened.stream().map(SharedWorker::settle).distinct().toList();
      if (more.size() > 1) {
        throw new AssertionError("workers disagree on whether there is another round");
      }
      goesOn = more.get(0);
    }
  }

  /** Hands every frame to its receiver at once. */
  private record Handover(List<SharedWorker> workers, int from) implements Outlet {
    private record Bytes(int to, ByteBuffer body) implements Parcel {}

    @Override
    public Parcel open(int worker, int bytes) {
      return new Bytes(worker, ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public void send(Parcel parcel, int kind, int part, int count) {
      Bytes frame = (Bytes) parcel;
      synchronized (workers) { // of one sender one frame at a time
        if (frame.body.hasRemaining()) {
          throw new AssertionError(frame.body.remaining() + " bytes of a frame are not filled");
        }
        workers.get(frame.to).receive(from, kind, part, frame.body.flip());
      }
    }
  }

  private static Outcome outcome(
      List<SharedWorker> opened,
      List<GraphShare> shares,
      List<ReferenceResult.Superstep> supersteps) {
    Outcome whole = null;
    for (int worker = 0; worker < opened.size(); worker++) {
      List<Long> ids = new ArrayList<>();
      GraphShare share = shares.get(worker);
      int[] owned = new int[share.slots().count()];
      for (int slot = 0; slot < owned.length; slot++) {
        if (share.slots().isOwned(slot)) {
          owned[ids.size()] = slot;
          ids.add(share.graph().ids().id(slot));
        }
      }
      List<Column> columns = opened.get(worker).worker().schema().resultColumns();
      int[] kept = Arrays.copyOf(owned, ids.size());
      columns.forEach(column -> column.rearrange(kept));
      Outcome part = Outcome.of(ids, columns, supersteps, 0);
      if (whole == null) {
        whole = part;
      } else {
        Outcome sofar = whole;
        part.columns().forEach((name, values) -> sofar.columns().get(name).putAll(values));
      }
    }
    return whole;
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    try {
      var bytes = new ByteArrayOutputStream();
      writing.to(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(byte[] bytes, Reading<T> reading) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      T value = reading.from(in);
      if (in.read() >= 0) {
        throw new AssertionError("bytes are left");
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Applying {
    void from(DataInputStream in) throws IOException;
  }

  private static void apply(byte[] bytes, Applying applying) {
    read(
        bytes,
        in -> {
          applying.from(in);
          return null;
        });
  }
}
