package pregel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.Edges;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.cli.local.LocalJob;
import pregel.core.graph.Graph;
import pregel.core.job.SuperstepReport;

/**
 * Messages sent one by one, along edges and to ids, against the same values broadcast along the
 * same edges: sums of doubles, whose order counts, and least longs, which fold on arrival. All give
 * the same result.
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
    Graph graph =
        BenchmarkGraphs.built(BenchmarkGraphs.rmat(scale, threads), VertexOrder.DEGREE, threads);
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
    VertexProgram of(Way way);
  }

  private static void compare(String what, Graph graph, int threads, int trials, Program program) {
    List<Double> alongEdges = new ArrayList<>();
    List<Double> byId = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      LocalJob.Result broadcast = run(graph, threads, program.of(Way.BROADCAST));
      LocalJob.Result sent = run(graph, threads, program.of(Way.ALONG_EDGES));
      LocalJob.Result named = run(graph, threads, program.of(Way.BY_ID));
      verify(broadcast, sent, graph.vertices());
      verify(broadcast, named, graph.vertices());
      double broadcastRate = rate(graph, broadcast.trace());
      double sentRate = rate(graph, sent.trace());
      double namedRate = rate(graph, named.trace());
      System.out.printf(
          Locale.ROOT,
          "  %s: broadcast %.0f M messages/s, sent along edges %.0f, sent to ids %.0f%n",
          what,
          broadcastRate,
          sentRate,
          namedRate);
      alongEdges.add(sentRate / broadcastRate);
      byId.add(namedRate / broadcastRate);
    }
    System.out.printf(
        Locale.ROOT,
        "%s, addressed / broadcast: along edges median %.2f (target 0.25), to ids median %.2f%n",
        what,
        median(alongEdges),
        median(byId));
  }

  private static double median(List<Double> ratios) {
    return Figures.median(ratios.stream().mapToDouble(d -> d).toArray());
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

  /** How a vertex sends to its neighbours. */
  private enum Way {
    BROADCAST,
    ALONG_EDGES,
    BY_ID
  }

  /** Every vertex sends a part of the sum of what it received. */
  private static final class Sums implements VertexProgram.OfDouble {
    private final Way way;
    private DoubleColumn value;

    Sums(Way way) {
      this.way = way;
    }

    @Override
    public void open(Schema schema) {
      value = schema.doubleColumn("value").initially(1);
      schema.combine(Combiner.SUM).readsEdges(Direction.OUT);
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
      if (way == Way.BROADCAST) {
        vertex.sendToNeighbors(part);
        return;
      }
      Edges edges = vertex.outEdges();
      while (edges.next()) {
        if (way == Way.BY_ID) {
          vertex.send(edges.otherId(), part);
        } else {
          edges.send(part);
        }
      }
    }
  }

  /** Every vertex sends a mixture of what it received. */
  private static final class Least implements VertexProgram.OfLong {
    private final Way way;
    private LongColumn value;

    Least(Way way) {
      this.way = way;
    }

    @Override
    public void open(Schema schema) {
      value = schema.longColumn("value");
      schema.combine(Combiner.MIN).readsEdges(Direction.OUT);
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
      if (way == Way.BROADCAST) {
        vertex.sendToNeighbors(now);
        return;
      }
      Edges edges = vertex.outEdges();
      while (edges.next()) {
        if (way == Way.BY_ID) {
          vertex.send(edges.otherId(), now);
        } else {
          edges.send(now);
        }
      }
    }
  }
}
