package pregel.core.graph;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import pregel.core.transport.Collective;
import pregel.core.transport.Exchange;
import pregel.core.transport.InFrame;
import pregel.core.transport.OutFrame;

/**
 * Hands edges, whose ends are ranks or slots, to the workers that need them. What was sent is let
 * go chunk by chunk, so that a worker holds little more than what it had or what it gets.
 *
 * <pre>
 *  a frame: 8 order of the chunk, then for each edge 4 source, 4 target, then 8 weight for each,
 *  then 8 for each edge for every column
 * </pre>
 */
final class EdgeExchange {
  /** Edges of a frame, and of what is received: arrays that are no burden to the collector. */
  private static final int MOST = 1 << 15;

  private static final int FIRST = 1 << 8;

  /** Which workers need an edge. */
  interface Route {
    int worker(int source, int target);

    /** Another one; -1 if there is none. */
    default int secondWorker(int source, int target) {
      return -1;
    }
  }

  private final Collective together;
  private final boolean weighted;
  private final NumberedEdges numbered;
  private final NumberedEdges received;
  private final int valueBytes;
  private final boolean ordered;
  private final BuildThreads threads;

  /**
   * @param weighted whether chunks have weights, or numbers in their place
   * @param numbered the values of the edges that have numbers; null if none have
   * @param ordered whether what is received keeps the order of chunks and of edges in them
   */
  EdgeExchange(
      Collective together,
      boolean weighted,
      NumberedEdges numbered,
      boolean ordered,
      BuildThreads threads) {
    this.together = together;
    this.weighted = weighted;
    this.numbered = numbered;
    this.received = numbered == null ? null : numbered.forReceived();
    this.valueBytes = numbered != null ? numbered.bytesOfEdge() : weighted ? Double.BYTES : 0;
    this.ordered = ordered;
    this.threads = threads;
  }

  /**
   * Exchanges edges.
   *
   * @param chunks this worker's; consumed
   * @return those that this worker needs, in input order if asked for
   */
  EdgeChunk[] run(EdgeChunk[] chunks, Route route) throws InterruptedException {
    Receiver[] receivers = new Receiver[together.workers()];
    for (int peer = 0; peer < receivers.length; peer++) {
      receivers[peer] = new Receiver();
    }
    Exchange exchange = together.open(frame -> receivers[frame.sender()].take(frame));
    int crew = Math.max(1, Math.min(threads.threads(), chunks.length));
    Sender[] senders = new Sender[crew];
    AtomicInteger next = new AtomicInteger();
    try {
      threads.each(
          crew,
          thread -> {
            senders[thread] = new Sender(exchange);
            for (int i = next.getAndIncrement(); i < chunks.length; i = next.getAndIncrement()) {
              senders[thread].send(chunks[i], route);
              chunks[i] = null;
            }
            senders[thread].flushAll();
          });
    } catch (Interrupted e) {
      throw (InterruptedException) e.getCause();
    }
    together.finish(exchange);
    List<EdgeChunk> needed = new ArrayList<>();
    for (Sender sender : senders) {
      needed.addAll(sender.kept.chunks());
    }
    for (Receiver receiver : receivers) {
      needed.addAll(receiver.chunks());
    }
    if (ordered) {
      needed.sort(Comparator.comparingLong(EdgeChunk::order));
    }
    return needed.toArray(new EdgeChunk[0]);
  }

  /** The values of the edges that this worker now has; null if edges have no numbers. */
  NumberedEdges received() {
    return received;
  }

  /** One thread's edges on their way. */
  private final class Sender {
    private final Exchange exchange;
    private final int[][] ends = new int[together.workers()][];
    private final double[][] weights = new double[together.workers()][];
    private final int[] counts = new int[together.workers()];
    private final Receiver kept = new Receiver();
    private final int self = together.self();
    private long order;

    Sender(Exchange exchange) {
      this.exchange = exchange;
    }

    void send(EdgeChunk chunk, Route route) {
      order = chunk.order();
      int[] listed = chunk.ends();
      double[] given = chunk.weights();
      for (int edge = chunk.from(); edge < chunk.end(); edge++) {
        int source = listed[2 * edge];
        int target = listed[2 * edge + 1];
        double weight = weighted ? given[edge] : 1;
        put(route.worker(source, target), source, target, weight);
        int second = route.secondWorker(source, target);
        if (second >= 0) {
          put(second, source, target, weight);
        }
      }
      if (ordered) {
        flushAll();
      }
    }

    private void put(int peer, int source, int target, double weight) {
      int at = counts[peer];
      int[] into = ends[peer];
      if (into == null || 2 * at == into.length) {
        grow(peer);
        at = counts[peer];
        into = ends[peer];
      }
      into[2 * at] = source;
      into[2 * at + 1] = target;
      if (weighted) {
        weights[peer][at] = weight;
      }
      counts[peer] = at + 1;
    }

    private void grow(int peer) {
      int count = counts[peer];
      if (count == MOST) {
        flush(peer);
        return;
      }
      int capacity = count == 0 ? FIRST : Math.min(MOST, 4 * count);
      int[] wider = new int[2 * capacity];
      double[] widerWeights = weighted ? new double[capacity] : null;
      if (count > 0) {
        System.arraycopy(ends[peer], 0, wider, 0, 2 * count);
        if (weighted) {
          System.arraycopy(weights[peer], 0, widerWeights, 0, count);
        }
      }
      ends[peer] = wider;
      weights[peer] = widerWeights;
    }

    void flushAll() {
      for (int peer = 0; peer < counts.length; peer++) {
        if (counts[peer] > 0) {
          flush(peer);
        }
      }
    }

    private void flush(int peer) {
      int count = counts[peer];
      counts[peer] = 0;
      if (peer == self) {
        double[] own = weights[peer];
        kept.take(
            order, ends[peer], numbered == null ? own : received.copy(numbered, own, count), count);
        return;
      }
      OutFrame frame = exchange.allocate(peer, Long.BYTES + count * (8 + valueBytes));
      frame.body().putLong(order);
      frame.body().asIntBuffer().put(ends[peer], 0, 2 * count);
      frame.body().position(Long.BYTES + count * 8);
      if (numbered != null) {
        numbered.write(weights[peer], count, frame.body());
      } else if (weighted) {
        frame.body().asDoubleBuffer().put(weights[peer], 0, count);
        frame.body().position(Long.BYTES + count * 16);
      }
      try {
        exchange.send(peer, frame, 0, 0, count);
      } catch (InterruptedException e) {
        throw new Interrupted(e);
      }
    }
  }

  /** What came from one worker, on one thread at a time. */
  private final class Receiver {
    private final List<EdgeChunk> full = new ArrayList<>();
    private int[] ends;
    private double[] weights;
    private int count;
    private long current;

    void take(InFrame frame) {
      int arrived = frame.count();
      var body = frame.body();
      int[] ints = new int[2 * arrived];
      double[] doubles = null;
      long order = body.getLong();
      body.asIntBuffer().get(ints);
      body.position(Long.BYTES + arrived * 8);
      if (numbered != null) {
        doubles = received.read(arrived, body);
      } else if (weighted) {
        doubles = new double[arrived];
        body.asDoubleBuffer().get(doubles);
      }
      take(order, ints, doubles, arrived);
    }

    /** Copies edges; small runs of one chunk, or of any if order does not matter, are gathered. */
    void take(long order, int[] from, double[] fromWeights, int arrived) {
      if (count > 0 && ordered && order != current) {
        close();
      }
      current = order;
      for (int taken = 0; taken < arrived; ) {
        if (ends == null) {
          int capacity = ordered ? arrived - taken : Math.max(arrived - taken, MOST);
          ends = new int[2 * capacity];
          weights = weighted ? new double[capacity] : null;
        }
        int some = Math.min(arrived - taken, ends.length / 2 - count);
        System.arraycopy(from, 2 * taken, ends, 2 * count, 2 * some);
        if (weighted) {
          System.arraycopy(fromWeights, taken, weights, count, some);
        }
        count += some;
        taken += some;
        if (2 * count == ends.length) {
          close();
        }
      }
    }

    private void close() {
      full.add(EdgeChunk.of(ends, weights, count, current));
      ends = null;
      weights = null;
      count = 0;
    }

    List<EdgeChunk> chunks() {
      if (count > 0) {
        close();
      }
      return full;
    }
  }

  /** Carries an interrupt out of a task. */
  private static final class Interrupted extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Interrupted(InterruptedException cause) {
      super(cause);
    }
  }
}
