package pregel.core.graph;

import java.nio.LongBuffer;
import java.util.Arrays;
import pregel.core.transport.Collective;
import pregel.core.transport.Exchange;
import pregel.core.transport.OutFrame;

/**
 * Merges the sorted ids of all workers. Ids are divided into ranges with about as many of them
 * each; a worker merges those of one range, and all get the outcome.
 */
final class IdMerge {
  private static final int SAMPLES = 1 << 10;
  private static final int PER_FRAME = 1 << 16;

  private final Collective together;

  private IdMerge(Collective together) {
    this.together = together;
  }

  /** All distinct ids of all workers, ascending. */
  static LongBuffer merge(LongBuffer mine, Collective together) throws InterruptedException {
    return together.workers() == 1 ? mine : new IdMerge(together).merge(mine);
  }

  private LongBuffer merge(LongBuffer mine) throws InterruptedException {
    int[] cuts = cuts(mine);
    long[][] counts = together.gather(counts(cuts));
    int self = together.self();
    long[][] parts = new long[together.workers()][];
    for (int peer = 0; peer < parts.length; peer++) {
      parts[peer] = new long[(int) counts[peer][self]];
    }
    mine.get(cuts[self], parts[self]);
    exchange(mine, cuts, (sender, at, ids) -> ids.get(parts[sender], at, ids.remaining()));
    long[] merged = distinct(parts);

    long[][] sizes = together.gather((long) merged.length);
    long[] starts = new long[sizes.length + 1];
    for (int worker = 0; worker < sizes.length; worker++) {
      starts[worker + 1] = starts[worker] + sizes[worker][0];
    }
    GraphLimits.checkVertices(starts[sizes.length]);
    LongBuffer all = OffHeap.longs((int) starts[sizes.length]);
    all.put((int) starts[self], merged);
    exchange(
        LongBuffer.wrap(merged),
        null,
        (sender, at, ids) -> all.put((int) starts[sender] + at, ids, 0, ids.remaining()));
    return all;
  }

  private interface Receiver {
    void take(int sender, int at, LongBuffer ids);
  }

  /** Sends each worker its range, or all of it to everyone. */
  private void exchange(LongBuffer ids, int[] cuts, Receiver receiver) throws InterruptedException {
    Exchange exchange =
        together.open(
            frame -> receiver.take(frame.sender(), frame.partition(), frame.body().asLongBuffer()));
    long[] some = new long[PER_FRAME];
    for (int peer = 0; peer < together.workers(); peer++) {
      int from = cuts == null ? 0 : cuts[peer];
      int to = cuts == null ? ids.capacity() : cuts[peer + 1];
      for (int at = from; at < to && peer != together.self(); at += PER_FRAME) {
        int count = Math.min(PER_FRAME, to - at);
        ids.get(at, some, 0, count);
        OutFrame frame = exchange.allocate(peer, count * Long.BYTES);
        frame.body().asLongBuffer().put(some, 0, count);
        frame.body().position(count * Long.BYTES);
        exchange.send(peer, frame, 0, at - from, count);
      }
    }
    together.finish(exchange);
  }

  /** Where in this worker's ids the range of each worker starts, and where the last one ends. */
  private int[] cuts(LongBuffer mine) throws InterruptedException {
    int count = mine.capacity();
    long[] sample = new long[Math.min(SAMPLES, count)];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = mine.get((int) ((long) count * i / sample.length));
    }
    long[] samples =
        Arrays.stream(together.gather(sample)).flatMapToLong(Arrays::stream).sorted().toArray();
    int workers = together.workers();
    int[] cuts = new int[workers + 1];
    cuts[workers] = count;
    for (int worker = 1; worker < workers; worker++) {
      long bound = samples[(int) ((long) samples.length * worker / workers)];
      cuts[worker] = firstNotBelow(mine, bound);
    }
    return cuts;
  }

  private static long[] counts(int[] cuts) {
    long[] counts = new long[cuts.length - 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (long) cuts[i + 1] - cuts[i];
    }
    return counts;
  }

  private static int firstNotBelow(LongBuffer sorted, long bound) {
    int low = 0;
    int high = sorted.capacity();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle) < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static long[] distinct(long[][] parts) {
    long[] all = Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
    Arrays.sort(all);
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[count++] = all[i];
      }
    }
    return Arrays.copyOf(all, count);
  }
}
