package pregel.bench;

import java.util.concurrent.atomic.AtomicInteger;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/**
 * PageRank as one would write it by hand for one graph: plain arrays, a loop over rows, threads
 * that take 1,024 rows at a time. The yardstick for what the interface costs.
 */
final class HandWrittenPageRank {
  private static final int CHUNK = 1024;

  private final int vertices;
  private final int threads;
  private final long[] offsets;
  private final int[] targets;
  private final double[] inverseDegree;
  private double[] rank;
  private double[] share;
  private double[] nextShare;

  /**
   * Copies a graph's rows, in their order, into arrays of its own. The graph has no vertex without
   * outgoing edges.
   */
  HandWrittenPageRank(Graph graph, int threads) {
    this.vertices = graph.vertices();
    this.threads = threads;
    Adjacency in = graph.adjacency(Direction.IN);
    this.offsets = new long[vertices + 1];
    this.targets = new int[Math.toIntExact(in.edges())];
    int filled = 0;
    for (int partition = 0; partition < graph.partitions().partitions(); partition++) {
      Adjacency.Rows rows = in.rows(partition);
      for (int row = 0; row < rows.rowCount(); row++) {
        offsets[rows.firstSlot() + row] = (long) filled + rows.offsets().get(row);
      }
      System.arraycopy(rows.targets(), 0, targets, filled, rows.targets().length);
      filled += rows.targets().length;
    }
    offsets[vertices] = filled;
    this.inverseDegree = new double[vertices];
    for (int v = 0; v < vertices; v++) {
      int degree = graph.outDegrees().get(v);
      inverseDegree[v] = degree == 0 ? 0 : 1.0 / degree;
    }
  }

  /** Runs and returns the nanoseconds of each round. */
  long[] run(int rounds, double damping) throws InterruptedException {
    rank = new double[vertices];
    share = new double[vertices];
    nextShare = new double[vertices];
    double dangling = 0;
    for (int v = 0; v < vertices; v++) {
      rank[v] = 1.0 / vertices;
      share[v] = rank[v] * inverseDegree[v];
      dangling += inverseDegree[v] == 0 ? rank[v] : 0;
    }
    long[] nanos = new long[rounds];
    for (int round = 0; round < rounds; round++) {
      long began = System.nanoTime();
      dangling = round(damping, dangling);
      double[] swap = share;
      share = nextShare;
      nextShare = swap;
      nanos[round] = System.nanoTime() - began;
    }
    return nanos;
  }

  double[] ranks() {
    return rank;
  }

  private double round(double damping, double dangling) throws InterruptedException {
    double base = (1 - damping) / vertices + damping * dangling / vertices;
    AtomicInteger next = new AtomicInteger();
    double[] sums = new double[threads];
    Thread[] helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      int number = i + 1;
      helpers[i] = new Thread(() -> sums[number] = work(next, base, damping));
      helpers[i].start();
    }
    sums[0] = work(next, base, damping);
    double all = sums[0];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i].join();
      all += sums[i + 1];
    }
    return all;
  }

  private double work(AtomicInteger next, double base, double damping) {
    double dangling = 0;
    for (int from = next.getAndAdd(CHUNK); from < vertices; from = next.getAndAdd(CHUNK)) {
      dangling += rows(from, Math.min(vertices, from + CHUNK), base, damping);
    }
    return dangling;
  }

  private double rows(int from, int end, double base, double damping) {
    double[] in = share;
    double[] out = nextShare;
    int[] ends = targets;
    double dangling = 0;
    for (int v = from; v < end; v++) {
      double sum = 0;
      int stop = (int) offsets[v + 1];
      for (int k = (int) offsets[v]; k < stop; k++) {
        sum += in[ends[k]];
      }
      double now = base + damping * sum;
      rank[v] = now;
      out[v] = now * inverseDegree[v];
      if (inverseDegree[v] == 0) {
        dangling += now;
      }
    }
    return dangling;
  }
}
