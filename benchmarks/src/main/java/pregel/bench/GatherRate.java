package pregel.bench;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import pregel.core.graph.Adjacency;

/**
 * What this machine takes to read doubles from all over an array: the inner loop of pulling without
 * rows, degrees and everything else. Four sums at a time, so that additions do not wait for each
 * other, on threads that take runs of places in turn.
 */
final class GatherRate {
  private static final int RUN = 1 << 16;
  private static final long WARM_UP_NANOS = 500_000_000L;

  private final double[] values;
  private final int threads;

  /**
   * @param vertices the length of the array
   */
  GatherRate(int vertices, int threads) {
    this.values = new double[vertices];
    this.threads = threads;
    for (int i = 0; i < vertices; i++) {
      // Small integers, whose sums are exact in any order.
      values[i] = i & 1023;
    }
  }

  /** Places drawn evenly. */
  static int[][] drawn(int vertices, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = random.nextInt(vertices);
    }
    return new int[][] {places};
  }

  /** The places that pulling reads, in its order. */
  static int[][] targets(Adjacency rows) {
    int[][] places = new int[rows.partitions().partitions()][];
    for (int partition = 0; partition < places.length; partition++) {
      places[partition] = rows.rows(partition).targets();
    }
    return places;
  }

  /** Nanoseconds for each place read, the median of some passes over all; checks every sum. */
  double nanos(int[][] places, int passes) throws InterruptedException {
    long count = 0;
    double expected = 0;
    for (int[] some : places) {
      count += some.length;
      for (int place : some) {
        expected += place & 1023;
      }
    }
    double[] nanos = new double[passes];
    long start = System.nanoTime();
    do {
      pass(places);
    } while (System.nanoTime() - start < WARM_UP_NANOS);
    for (int pass = 0; pass < passes; pass++) {
      long began = System.nanoTime();
      double sum = pass(places);
      nanos[pass] = (double) (System.nanoTime() - began) / count;
      if (sum != expected) {
        throw new AssertionError("gathered " + sum + " instead of " + expected);
      }
    }
    return Figures.median(nanos);
  }

  private double pass(int[][] places) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    double[] sums = new double[threads];
    Thread[] helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      int number = i + 1;
      helpers[i] = new Thread(() -> sums[number] = work(places, next));
      helpers[i].start();
    }
    sums[0] = work(places, next);
    double all = sums[0];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i].join();
      all += sums[i + 1];
    }
    return all;
  }

  /** Takes runs of an array of places, and array after array. */
  private double work(int[][] places, AtomicInteger next) {
    double sum = 0;
    int before = 0;
    int mine = next.getAndIncrement();
    for (int[] some : places) {
      int runs = (some.length + RUN - 1) / RUN;
      while (mine < before + runs) {
        int from = (mine - before) * RUN;
        sum += gather(some, from, Math.min(some.length, from + RUN));
        mine = next.getAndIncrement();
      }
      before += runs;
    }
    return sum;
  }

  private double gather(int[] places, int from, int end) {
    double[] in = values;
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int at = from;
    for (; at < end - 3; at += 4) {
      first += in[places[at]];
      second += in[places[at + 1]];
      third += in[places[at + 2]];
      fourth += in[places[at + 3]];
    }
    for (; at < end; at++) {
      first += in[places[at]];
    }
    return first + second + (third + fourth);
  }
}
