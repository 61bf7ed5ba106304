package pregel.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import pregel.api.Combiner;
import pregel.api.DoubleColumn;
import pregel.api.DoubleEdgeFunction;
import pregel.api.DoubleMessages;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.cli.local.LocalJob;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;

/**
 * Bytes allocated per message, by JMH's allocation profiler, for every way to send primitive
 * messages. A job of 10 supersteps and one of 110 are run, and the difference, which leaves out
 * what a job allocates only once, is divided by the messages of the 100 supersteps between.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MessageAllocation {
  private static final int SCALE = 14;
  private static final int SHORT = 10;
  private static final int LONG = 110;
  private static final int ADDRESSED = 16;

  /** How the program of the job sends. */
  @Param({"BROADCAST", "ALONG_EDGES", "BROADCAST_LISTED", "ADDRESSED_COMBINED", "ADDRESSED_LISTED"})
  public Kind kind;

  /** How many supersteps the job runs. */
  @Param({"10", "110"})
  public int supersteps;

  private Graph graph;

  /** Ways to send. */
  public enum Kind {
    BROADCAST,
    ALONG_EDGES,
    BROADCAST_LISTED,
    ADDRESSED_COMBINED,
    ADDRESSED_LISTED;

    VertexProgram program() {
      return switch (this) {
        case BROADCAST -> new Broadcast(false);
        case ALONG_EDGES -> new Broadcast(true);
        case BROADCAST_LISTED -> new BroadcastListed();
        case ADDRESSED_COMBINED -> new Addressed(true);
        case ADDRESSED_LISTED -> new Addressed(false);
      };
    }

    long messages(Graph graph) {
      return switch (this) {
        case BROADCAST, ALONG_EDGES, BROADCAST_LISTED -> graph.directedEdges();
        case ADDRESSED_COMBINED, ADDRESSED_LISTED -> (long) graph.vertices() * ADDRESSED;
      };
    }
  }

  @Setup
  public void build() {
    graph = graph();
  }

  @Benchmark
  public int job() {
    LocalJob.Options options = new LocalJob.Options(2, Delivery.AUTO, supersteps, null);
    return LocalJob.run(graph, kind.program(), options, report -> {}).supersteps();
  }

  public static void main(String[] args) throws RunnerException {
    Graph graph = graph();
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(MessageAllocation.class.getSimpleName())
                    .addProfiler(GCProfiler.class)
                    .forks(1)
                    .warmupIterations(5)
                    .measurementIterations(5)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    for (Kind kind : Kind.values()) {
      double bytes = allocated(results, kind, LONG) - allocated(results, kind, SHORT);
      long messages = (LONG - SHORT) * kind.messages(graph);
      System.out.printf(
          Locale.ROOT,
          "%-20s %,13d messages, %.4f bytes allocated per message%n",
          kind,
          messages,
          bytes / messages);
    }
  }

  private static double allocated(Collection<RunResult> results, Kind kind, int supersteps) {
    for (RunResult result : results) {
      if (result.getParams().getParam("kind").equals(kind.name())
          && result.getParams().getParam("supersteps").equals(Integer.toString(supersteps))) {
        return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
      }
    }
    throw new IllegalStateException("no result for " + kind + " and " + supersteps);
  }

  private static Graph graph() {
    return BenchmarkGraphs.built(BenchmarkGraphs.weighted(SCALE, 2), VertexOrder.DEGREE, 2);
  }

  private static final class Broadcast implements VertexProgram.OfDouble {
    private final boolean alongEdges;
    private DoubleColumn value;

    Broadcast(boolean alongEdges) {
      this.alongEdges = alongEdges;
    }

    @Override
    public void open(Schema schema) {
      value = schema.doubleColumn("value").initially(1);
      schema.combine(Combiner.MIN);
      if (alongEdges) {
        schema.alongEdges(DoubleEdgeFunction.PLUS_WEIGHT);
      }
    }

    @Override
    public void compute(Vertex vertex, DoubleMessages messages) {
      value.set(vertex, Math.min(value.get(vertex), messages.combined()));
      vertex.sendToNeighbors(value.get(vertex));
    }
  }

  private static final class BroadcastListed implements VertexProgram.OfLong {
    private LongColumn value;

    @Override
    public void open(Schema schema) {
      value = schema.longColumn("value").initially(1);
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      value.set(vertex, sum(messages));
      vertex.sendToNeighbors(value.get(vertex) + vertex.id());
    }
  }

  private static final class Addressed implements VertexProgram.OfLong {
    private final boolean combines;
    private LongColumn value;

    Addressed(boolean combines) {
      this.combines = combines;
    }

    @Override
    public void open(Schema schema) {
      value = schema.longColumn("value").initially(1);
      if (combines) {
        schema.combine(Combiner.SUM);
      }
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      value.set(vertex, combines ? messages.combinedOr(0) : sum(messages));
      for (int i = 0; i < ADDRESSED; i++) {
        vertex.send((vertex.id() * 31 + i * 977L) % vertex.numVertices(), i);
      }
    }
  }

  private static long sum(LongMessages messages) {
    long sum = 0;
    while (messages.hasNext()) {
      sum += messages.next();
    }
    return sum;
  }
}
