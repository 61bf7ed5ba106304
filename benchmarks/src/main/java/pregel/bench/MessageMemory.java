package pregel.bench;

import java.util.Locale;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.Edges;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.cli.local.LocalJob;
import pregel.core.graph.Graph;

/**
 * Bytes of the heap for each addressed double in flight without a combiner, where every message
 * must be kept: what the heap grew by between a superstep that sends one along every edge and the
 * next one, before and after these were read. Every vertex checks the sum of what it received.
 *
 * <p>Arguments: scale (20), threads (all cores).
 */
public final class MessageMemory {
  private MessageMemory() {}

  public static void main(String[] args) {
    int scale = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int threads =
        args.length > 1 ? Integer.parseInt(args[1]) : Runtime.getRuntime().availableProcessors();
    System.out.println("repeat: benchmarks/run MessageMemory " + scale + " " + threads);
    Graph graph =
        BenchmarkGraphs.built(BenchmarkGraphs.rmat(scale, threads), VertexOrder.DEGREE, threads);
    var program = new Listed();
    LocalJob.Result result =
        LocalJob.run(graph, program, LocalJob.Options.withThreads(threads), report -> {});
    verify(result, graph);
    System.out.printf(
        Locale.ROOT,
        "%,d messages in flight: %.2f bytes each while they wait (target 12), %.2f once linked to"
            + " their %,d receivers%n",
        graph.directedEdges(),
        (double) (program.waiting - program.before) / graph.directedEdges(),
        (double) (program.linked - program.before) / graph.directedEdges(),
        graph.vertices());
  }

  private static void verify(LocalJob.Result result, Graph graph) {
    DoubleColumn sums = (DoubleColumn) result.columns().get(0);
    for (int slot = 0; slot < graph.vertices(); slot++) {
      double expected = 0;
      var rows = graph.adjacency(Direction.IN).rows(graph.partitions().partitionOf(slot));
      for (int k = rows.start(slot); k < rows.end(slot); k++) {
        expected += graph.ids().id(rows.targets()[k]);
      }
      if (sums.at(slot) != expected) {
        throw new AssertionError(
            "slot " + slot + " received " + sums.at(slot) + ", expected " + expected);
      }
    }
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Every vertex sends its id along all its edges, once. */
  private static final class Listed implements VertexProgram.OfDouble {
    private DoubleColumn sum;
    private int started;
    private long before;
    private long waiting;
    private long linked;

    @Override
    public void open(Schema schema) {
      sum = schema.doubleColumn("sum");
      schema
          .readsEdges(Direction.OUT)
          .beforeSuperstep(context -> started())
          .afterSuperstep(context -> ended());
    }

    private void started() {
      if (started == 0) {
        before = usedHeap();
      } else if (started == 1) {
        waiting = usedHeap();
      }
      started++;
    }

    private void ended() {
      if (started == 2) {
        linked = usedHeap();
      }
    }

    @Override
    public void compute(Vertex vertex, DoubleMessages messages) {
      if (vertex.superstep() == 0) {
        Edges edges = vertex.outEdges();
        while (edges.next()) {
          edges.send((double) vertex.id());
        }
      } else {
        double total = 0;
        while (messages.hasNext()) {
          total += messages.next();
        }
        sum.set(vertex, total);
      }
      vertex.voteToHalt();
    }
  }
}
