package pregel.core.assignment;

import java.util.Arrays;

/**
 * Which part of the whole load each worker takes.
 *
 * @param parts by worker; positive, in sum 1; not copied, nobody writes to it
 */
@SuppressWarnings("ArrayRecordComponent")
public record WorkerShares(double[] parts) {
  /** Of a worker's memory half is for the rows of its own; the rest for halo, columns, messages. */
  private static final double FOR_ROWS = 0.5;

  public WorkerShares {
    for (double part : parts) {
      if (!(part > 0)) {
        throw new IllegalArgumentException("a part of " + part);
      }
    }
  }

  /** The same part for all. */
  public static WorkerShares equal(int workers) {
    double[] parts = new double[workers];
    Arrays.fill(parts, 1.0 / workers);
    return new WorkerShares(parts);
  }

  /**
   * A part for each of its threads, but to nobody more than its memory holds; what it cannot take
   * is divided among the others. If all of them together do not hold the graph, parts go by memory.
   *
   * @param threads by worker
   * @param memoryBytes by worker
   * @param graphBytes what the rows of the whole graph take
   */
  public static WorkerShares of(long[] threads, long[] memoryBytes, long graphBytes) {
    int workers = threads.length;
    double[] most = new double[workers];
    double room = 0;
    for (int worker = 0; worker < workers; worker++) {
      most[worker] = FOR_ROWS * Math.max(1, memoryBytes[worker]) / Math.max(1, graphBytes);
      room += most[worker];
    }
    double[] parts = new double[workers];
    if (room <= 1) {
      for (int worker = 0; worker < workers; worker++) {
        parts[worker] = most[worker] / room;
      }
      return new WorkerShares(parts);
    }
    boolean[] full = new boolean[workers];
    double left = 1;
    for (boolean anyFilled = true; anyFilled; ) {
      anyFilled = false;
      long open = 0;
      for (int worker = 0; worker < workers; worker++) {
        open += full[worker] ? 0 : threads[worker];
      }
      double given = left;
      for (int worker = 0; worker < workers; worker++) {
        if (full[worker]) {
          continue;
        }
        parts[worker] = given * threads[worker] / open;
        if (parts[worker] > most[worker]) {
          parts[worker] = most[worker];
          full[worker] = true;
          left -= most[worker];
          anyFilled = true;
        }
      }
    }
    return new WorkerShares(parts);
  }

  public int workers() {
    return parts.length;
  }

  /**
   * How full the fullest worker is: what all would have, if every one had as much for its part. The
   * whole load, if it is divided evenly.
   */
  public double fullest(int[] owners, long[] loads) {
    long[] has = new long[parts.length];
    for (int i = 0; i < owners.length; i++) {
      has[owners[i]] += loads[i];
    }
    double fullest = 0;
    for (int worker = 0; worker < parts.length; worker++) {
      fullest = Math.max(fullest, has[worker] / parts[worker]);
    }
    return fullest;
  }
}
