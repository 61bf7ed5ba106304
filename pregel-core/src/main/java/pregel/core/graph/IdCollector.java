package pregel.core.graph;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.LongConsumer;
import pregel.core.transport.Collective;

/**
 * Finds all distinct ids of edges and vertex list. Ids in a range of a few times their number are
 * collected in a bitmap, others in hash sets.
 */
final class IdCollector {
  private static final int LIST_STEP = 1 << 17;
  private static final long DENSE_PER_ID = 4;
  private static final long DENSE_ANYWAY = 1 << 20;
  private static final int SORT_BUCKETS_LOG = 10;

  /**
   * Whether ids are marked in a bitmap.
   *
   * @param span from the least to the greatest
   * @param ids how many are listed, each as often as it is
   */
  static boolean isDense(long span, long ids) {
    return span < DENSE_PER_ID * ids + DENSE_ANYWAY;
  }

  /** Receives runs of ids. */
  interface Visitor {
    void visit(int[] ids, int from, int to);

    void visit(long[] ids, int from, int to);
  }

  private final EdgeChunk[] chunks;
  private final long[] listed;
  private final BuildThreads threads;

  /**
   * @param chunks edges whose ends count; none if only listed vertices do
   * @param listed the vertex list, or null
   */
  IdCollector(EdgeChunk[] chunks, long[] listed, BuildThreads threads) {
    this.chunks = chunks;
    this.listed = listed == null ? new long[0] : listed;
    this.threads = threads;
  }

  /** The ids of all workers together, each of whom has a collector of what it has read. */
  IdRanks collect(Collective together) throws InterruptedException {
    LongAccumulator least = new LongAccumulator(Math::min, Long.MAX_VALUE);
    LongAccumulator greatest = new LongAccumulator(Math::max, -1);
    visitAll(new Extent(least, greatest));
    long first = Long.MAX_VALUE;
    long last = -1;
    long ids = 0;
    for (long[] found : together.gather(least.get(), greatest.get(), listed())) {
      first = Math.min(first, found[0]);
      last = Math.max(last, found[1]);
      ids += found[2];
    }
    if (last < 0) {
      return new NoIds();
    }
    if (isDense(last - first, ids)) {
      DenseRanks dense = new DenseRanks(first, last);
      visitAll(new Marker(dense));
      together.unite(dense.words());
      dense.seal();
      return dense;
    }
    return new SparseRanks(IdMerge.merge(sort(shards(), first, last), together), threads);
  }

  /** Ids met, repeated ones included. */
  private long listed() {
    long ids = listed.length;
    for (EdgeChunk chunk : chunks) {
      ids += 2L * chunk.listed();
    }
    return ids;
  }

  IdRanks collect() {
    LongAccumulator least = new LongAccumulator(Math::min, Long.MAX_VALUE);
    LongAccumulator greatest = new LongAccumulator(Math::max, -1);
    visitAll(new Extent(least, greatest));
    long first = least.get();
    long last = greatest.get();
    if (last < 0) {
      return new NoIds();
    }
    if (isDense(last - first, listed())) {
      DenseRanks dense = new DenseRanks(first, last);
      visitAll(new Marker(dense));
      dense.seal();
      return dense;
    }
    return new SparseRanks(sort(shards(), first, last), threads);
  }

  private void visitAll(Visitor visitor) {
    int listSteps = (listed.length + LIST_STEP - 1) / LIST_STEP;
    threads.each(
        chunks.length + listSteps,
        task -> {
          if (task < chunks.length) {
            chunks[task].visitIds(visitor);
          } else {
            int from = (task - chunks.length) * LIST_STEP;
            visitor.visit(listed, from, Math.min(listed.length - from, LIST_STEP) + from);
          }
        });
  }

  /** One set per thread: each looks at all ids and keeps those whose hash is its own. */
  private IdSet[] shards() {
    IdSet[] shards = new IdSet[threads.threads()];
    threads.each(
        shards.length,
        shard -> {
          Picker picker = new Picker(shard, shards.length);
          for (EdgeChunk chunk : chunks) {
            chunk.visitIds(picker);
          }
          picker.visit(listed, 0, listed.length);
          shards[shard] = picker.kept;
        });
    return shards;
  }

  /** All ids ascending: dealt into buckets by their leading bits, then sorted by bucket. */
  private LongBuffer sort(IdSet[] shards, long first, long last) {
    long total = 0;
    for (IdSet shard : shards) {
      total += shard.size();
    }
    GraphLimits.checkVertices(total);
    int count = (int) total;
    int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(last - first) - SORT_BUCKETS_LOG);
    AtomicIntegerArray cursors = new AtomicIntegerArray((1 << SORT_BUCKETS_LOG) + 1);
    threads.each(
        shards.length,
        shard ->
            shards[shard].forEach(
                id -> cursors.getAndIncrement((int) ((id - first) >>> shift) + 1)));
    int[] starts = new int[cursors.length()];
    for (int bucket = 1; bucket < starts.length; bucket++) {
      starts[bucket] = starts[bucket - 1] + cursors.get(bucket);
      cursors.set(bucket, starts[bucket]);
    }
    long[] sorted = new long[count];
    threads.each(
        shards.length,
        shard ->
            shards[shard].forEach(
                id -> sorted[cursors.getAndIncrement((int) ((id - first) >>> shift))] = id));
    LongBuffer buffer = OffHeap.longs(count);
    threads.each(
        starts.length - 1,
        bucket -> {
          int from = starts[bucket];
          int length = starts[bucket + 1] - from;
          Arrays.sort(sorted, from, from + length);
          buffer.put(from, sorted, from, length);
        });
    return buffer;
  }

  private record Extent(LongAccumulator least, LongAccumulator greatest) implements Visitor {
    @Override
    public void visit(int[] ids, int from, int to) {
      int low = Integer.MAX_VALUE;
      int high = -1;
      for (int i = from; i < to; i++) {
        low = Math.min(low, ids[i]);
        high = Math.max(high, ids[i]);
      }
      report(low, high);
    }

    @Override
    public void visit(long[] ids, int from, int to) {
      long low = Long.MAX_VALUE;
      long high = -1;
      for (int i = from; i < to; i++) {
        low = Math.min(low, ids[i]);
        high = Math.max(high, ids[i]);
      }
      report(low, high);
    }

    private void report(long low, long high) {
      if (high >= 0) {
        least.accumulate(low);
        greatest.accumulate(high);
      }
    }
  }

  private record Marker(DenseRanks ranks) implements Visitor {
    @Override
    public void visit(int[] ids, int from, int to) {
      for (int i = from; i < to; i++) {
        ranks.add(ids[i]);
      }
    }

    @Override
    public void visit(long[] ids, int from, int to) {
      for (int i = from; i < to; i++) {
        ranks.add(ids[i]);
      }
    }
  }

  private static final class Picker implements Visitor {
    private final int shard;
    private final int shards;
    private final IdSet kept = new IdSet();

    Picker(int shard, int shards) {
      this.shard = shard;
      this.shards = shards;
    }

    @Override
    public void visit(int[] ids, int from, int to) {
      for (int i = from; i < to; i++) {
        pick(ids[i]);
      }
    }

    @Override
    public void visit(long[] ids, int from, int to) {
      for (int i = from; i < to; i++) {
        pick(ids[i]);
      }
    }

    private void pick(long id) {
      long hash = IdSet.hash(id);
      if ((int) ((hash >>> 32) * shards >>> 32) == shard) {
        kept.add(id, hash);
      }
    }
  }

  /** An empty graph's. */
  private static final class NoIds implements IdRanks {
    @Override
    public int count() {
      return 0;
    }

    @Override
    public int rank(long id) {
      return -1;
    }

    @Override
    public long firstId() {
      return 0;
    }

    @Override
    public LongBuffer sorted() {
      return null;
    }

    @Override
    public void forEach(LongConsumer visitor) {}
  }
}
