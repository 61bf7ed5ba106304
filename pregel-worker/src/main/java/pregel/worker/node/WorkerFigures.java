package pregel.worker.node;

import java.util.concurrent.atomic.LongAdder;
import pregel.core.transport.LinkCounters;

/**
 * What a worker's process has done since it started, for whoever watches it. Written by attempts,
 * read by any thread.
 */
public final class WorkerFigures {
  private final LongAdder attempts = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder supersteps = new LongAdder();
  private final LongAdder computeNanos = new LongAdder();
  private final LongAdder exchangeNanos = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final LongAdder checkpoints = new LongAdder();
  private final LongAdder checkpointNanos = new LongAdder();
  private volatile int superstep = -1;
  private volatile int vertices;

  // Guarded by this.
  private LinkCounters ended = LinkCounters.NONE;
  private LinkCounters current = LinkCounters.NONE;

  WorkerFigures() {}

  void begun() {
    attempts.increment();
  }

  void loaded(int owned) {
    vertices = owned;
  }

  void computed(int number, long compute, long exchange, long sent, LinkCounters links) {
    superstep = number;
    supersteps.increment();
    computeNanos.add(compute);
    exchangeNanos.add(exchange);
    messages.add(sent);
    passed(links);
  }

  /** What the links of the attempt that runs have carried so far. */
  synchronized void passed(LinkCounters links) {
    current = links;
  }

  void checkpointed(long nanos) {
    checkpoints.increment();
    checkpointNanos.add(nanos);
  }

  void over(boolean failed) {
    if (failed) {
      failures.increment();
    }
    superstep = -1;
    vertices = 0;
    synchronized (this) {
      ended = ended.plus(current);
      current = LinkCounters.NONE;
    }
  }

  /** Attempts at jobs that were begun. */
  public long attempts() {
    return attempts.sum();
  }

  /** Attempts that ended with a failure here, or were given up because of one elsewhere. */
  public long failures() {
    return failures.sum();
  }

  /** Supersteps that were executed. */
  public long supersteps() {
    return supersteps.sum();
  }

  /** Time spent computing. */
  public long computeNanos() {
    return computeNanos.sum();
  }

  /** Time spent sending what crosses the border and waiting for others, between computing. */
  public long exchangeNanos() {
    return exchangeNanos.sum();
  }

  /** Values and messages sent to other workers. */
  public long messages() {
    return messages.sum();
  }

  /** Parts of checkpoints that were written. */
  public long checkpoints() {
    return checkpoints.sum();
  }

  /** Time spent writing them. */
  public long checkpointNanos() {
    return checkpointNanos.sum();
  }

  /** The last superstep of the attempt that runs; -1 if there is none. */
  public int superstep() {
    return superstep;
  }

  /** Vertices that the worker owns in the attempt that runs. */
  public int vertices() {
    return vertices;
  }

  /** What links to other workers carried, as of the last superstep. */
  public synchronized LinkCounters links() {
    return ended.plus(current);
  }
}
