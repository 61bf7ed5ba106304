package pregel.bench;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.cli.local.LocalJob;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.core.job.SuperstepReport;

/**
 * Messages sent one by one to ids, against the same values broadcast along the same edges: sums of
 * doubles, whose order counts, and least longs, which fold on arrival. Both give the same result.
 *
 * <p>Arguments: scale (20), trials (5), threads (all cores).
 */
public final class AddressedRate {
  private static final int ROUNDS = 8;
  private static final int WARM_UP = 3;

  private AddressedRate() {}

  public static void main(String[] args) {
    int scale = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int threads =
        args.length > 2 ? Integer.parseInt(args[2]) : Runtime.getRuntime().availableProcessors();
    System.out.println(
        "repeat: benchmarks/run AddressedRate " + scale + " " + trials + " " + threads);
    BuildOptions options =
        new BuildOptions(
            VertexOrder.DEGREE,
            BuildOptions.Duplicates.DROP,
            true,
            BuildOptions.UnknownVertices.FAIL,
            0,
            threads);
    Graph graph =
        GraphBuilder.build(BenchmarkGraphs.rmat(scale, threads), options, Direction.IN).graph();
    graph.adjacency(Direction.OUT);
    System.out.printf(
        Locale.ROOT,
        "R-MAT scale %d: %,d vertices, %,d directed edges, %d threads%n",
        scale,
        graph.vertices(),
        graph.directedEdges(),
        threads);
    compare("sums of doubles", graph, threads, trials, Sums::new);
    compare("least longs", graph, threads, trials, Least::new);
  }

  private interface Program {
    VertexProgram of(Neighbors addressed);
  }

  private static void compare(String what, Graph graph, int threads, int trials, Program program) {
    Neighbors neighbors = new Neighbors(graph);
    List<Double> ratios = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      LocalJob.Result broadcast = run(graph, threads, program.of(null));
      LocalJob.Result addressed = run(graph, threads, program.of(neighbors));
      verify(broadcast, addressed, graph.vertices());
      double broadcastRate = rate(graph, broadcast.trace());
      double addressedRate = rate(graph, addressed.trace());
      System.out.printf(
          Locale.ROOT,
          "  %s: broadcast %.0f M messages/s, addressed %.0f%n",
          what,
          broadcastRate,
          addressedRate);
      ratios.add(addressedRate / broadcastRate);
    }
    System.out.printf(
        Locale.ROOT,
        "%s, addressed / broadcast: median %.2f (target 0.25)%n",
        what,
        Figures.median(ratios.stream().mapToDouble(d -> d).toArray()));
  }

  private static LocalJob.Result run(Graph graph, int threads, VertexProgram program) {
    return LocalJob.run(graph, program, LocalJob.Options.withThreads(threads), report -> {});
  }

  private static double rate(Graph graph, List<SuperstepReport> trace) {
    return graph.directedEdges() / Figures.medianNanos(trace, WARM_UP) * 1000;
  }

  /** Sums may differ in their last bits: broadcasts fold by edge, addressed ones by partition. */
  private static void verify(LocalJob.Result broadcast, LocalJob.Result addressed, int vertices) {
    for (int slot = 0; slot < vertices; slot++) {
      double expected = value(broadcast, slot);
      if (Math.abs(value(addressed, slot) - expected) > 1e-9 * Math.abs(expected)) {
        throw new AssertionError(
            "slot " + slot + " has " + value(addressed, slot) + ", expected " + expected);
      }
    }
  }

  private static double value(LocalJob.Result result, int slot) {
    return result.columns().get(0) instanceof DoubleColumn doubles
        ? doubles.at(slot)
        : ((LongColumn) result.columns().get(0)).at(slot);
  }

  /** The ids at the other ends of a vertex's outgoing edges. */
  private static final class Neighbors {
    private final long[][] idsByPartition;
    private final Adjacency adjacency;
    private final int[] partitionOfSlot;

    Neighbors(Graph graph) {
      adjacency = graph.adjacency(Direction.OUT);
      int partitions = graph.partitions().partitions();
      idsByPartition = new long[partitions][];
      partitionOfSlot = new int[graph.vertices()];
      for (int partition = 0; partition < partitions; partition++) {
        int[] targets = adjacency.rows(partition).targets();
        long[] ids = new long[targets.length];
        for (int k = 0; k < ids.length; k++) {
          ids[k] = graph.ids().id(targets[k]);
        }
        idsByPartition[partition] = ids;
        for (int slot = graph.partitions().start(partition);
            slot < graph.partitions().end(partition);
            slot++) {
          partitionOfSlot[slot] = partition;
        }
      }
    }

    int partition(Vertex vertex) {
      return partitionOfSlot[(int) vertex.order()];
    }

    int from(int partition, Vertex vertex) {
      Adjacency.Rows rows = adjacency.rows(partition);
      IntBuffer offsets = rows.offsets();
      return offsets.get((int) vertex.order() - rows.firstSlot());
    }
  }

  /** Every vertex sends a part of the sum of what it received. */
  private static final class Sums implements VertexProgram.OfDouble {
    private final Neighbors addressed;
    private DoubleColumn value;

    Sums(Neighbors addressed) {
      this.addressed = addressed;
    }

    @Override
    public void open(Schema schema) {
      value = schema.doubleColumn("value").initially(1);
      schema.combine(Combiner.SUM);
    }

    @Override
    public void compute(Vertex vertex, DoubleMessages messages) {
      double now = vertex.superstep() == 0 ? 1 : 0.1 + messages.combined();
      value.set(vertex, now);
      int degree = vertex.outDegree();
      if (vertex.superstep() == ROUNDS || degree == 0) {
        vertex.voteToHalt();
        return;
      }
      double part = 0.85 * now / degree;
      if (addressed == null) {
        vertex.sendToNeighbors(part);
        return;
      }
      int partition = addressed.partition(vertex);
      long[] ids = addressed.idsByPartition[partition];
      int from = addressed.from(partition, vertex);
      for (int k = from; k < from + degree; k++) {
        vertex.send(ids[k], part);
      }
    }
  }

  /** Every vertex sends a mixture of what it received. */
  private static final class Least implements VertexProgram.OfLong {
    private final Neighbors addressed;
    private LongColumn value;

    Least(Neighbors addressed) {
      this.addressed = addressed;
    }

    @Override
    public void open(Schema schema) {
      value = schema.longColumn("value");
      schema.combine(Combiner.MIN);
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      long heard = vertex.superstep() == 0 ? 0 : messages.combinedOr(7);
      long now = (heard + vertex.id()) * 0x5851F42D4C957F2DL >>> 24;
      value.set(vertex, now);
      int degree = vertex.outDegree();
      if (vertex.superstep() == ROUNDS || degree == 0) {
        vertex.voteToHalt();
        return;
      }
      if (addressed == null) {
        vertex.sendToNeighbors(now);
        return;
      }
      int partition = addressed.partition(vertex);
      long[] ids = addressed.idsByPartition[partition];
      int from = addressed.from(partition, vertex);
      for (int k = from; k < from + degree; k++) {
        vertex.send(ids[k], now);
      }
    }
  }
}
