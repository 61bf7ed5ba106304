package pregel.loaders.generate;

import java.util.Arrays;
import pregel.core.graph.BuildThreads;
import pregel.core.graph.EdgeBlock;

/**
 * Leaves out self-loops and edges seen before; what stays keeps its order.
 *
 * <p>Edges as numbers are dealt to buckets by their hash, each bucket in the order of edges, and
 * every bucket marks what it has seen before. Then each block is gone through again with a cursor
 * into every bucket.
 */
final class SimpleEdges {
  private static final int BUCKET_LOG = 16;
  private static final int MOST_BUCKETS_LOG = 12;
  private static final long NONE = -1;

  private final EdgeBlock[] blocks;
  private final boolean unordered;
  private final boolean mirrored;
  private final BuildThreads crew;
  private final int bucketShift;
  private final int[][] starts;
  private final long[][] buckets;

  private SimpleEdges(EdgeBlock[] blocks, boolean unordered, boolean mirrored, BuildThreads crew) {
    this.blocks = blocks;
    this.unordered = unordered;
    this.mirrored = mirrored;
    this.crew = crew;
    long edges = 0;
    for (EdgeBlock block : blocks) {
      edges += block.size();
    }
    int log = 1;
    while (log < MOST_BUCKETS_LOG && edges >>> log > 1 << BUCKET_LOG) {
      log++;
    }
    this.bucketShift = 64 - log;
    this.starts = new int[blocks.length][1 << log];
    this.buckets = new long[1 << log][];
  }

  /**
   * Replaces each block by one without its superfluous edges. Ids are below 2^31.
   *
   * @param unordered whether u-v and v-u are the same
   * @param mirrored whether an edge that stays is listed from both ends
   */
  static void reduce(EdgeBlock[] blocks, boolean unordered, boolean mirrored, BuildThreads crew) {
    SimpleEdges edges = new SimpleEdges(blocks, unordered, mirrored, crew);
    edges.count();
    edges.deal();
    crew.each(edges.buckets.length, edges::markSeen);
    crew.each(blocks.length, edges::compact);
  }

  private void count() {
    crew.each(
        blocks.length,
        i -> {
          for (int edge = 0; edge < blocks[i].size(); edge++) {
            long number = number(blocks[i], edge);
            if (number != NONE) {
              starts[i][bucket(number)]++;
            }
          }
        });
    for (int bucket = 0; bucket < buckets.length; bucket++) {
      int sum = 0;
      for (int[] start : starts) {
        int size = start[bucket];
        start[bucket] = sum;
        sum = Math.addExact(sum, size);
      }
      buckets[bucket] = new long[sum];
    }
  }

  private void deal() {
    crew.each(
        blocks.length,
        i -> {
          int[] cursors = starts[i].clone();
          for (int edge = 0; edge < blocks[i].size(); edge++) {
            long number = number(blocks[i], edge);
            if (number != NONE) {
              int bucket = bucket(number);
              buckets[bucket][cursors[bucket]++] = number;
            }
          }
        });
  }

  /** Replaces a bucket's numbers by a bit for each: whether it was there before. */
  private void markSeen(int bucket) {
    long[] numbers = buckets[bucket];
    long[] seen = new long[(numbers.length >>> 6) + 1];
    long[] table = new long[Integer.highestOneBit(Math.max(1, numbers.length)) * 4];
    Arrays.fill(table, NONE);
    int mask = table.length - 1;
    for (int i = 0; i < numbers.length; i++) {
      int at = (int) Draws.mix(numbers[i]) & mask;
      while (table[at] != NONE && table[at] != numbers[i]) {
        at = at + 1 & mask;
      }
      if (table[at] == NONE) {
        table[at] = numbers[i];
      } else {
        seen[i >>> 6] |= 1L << i;
      }
    }
    buckets[bucket] = seen;
  }

  private void compact(int i) {
    EdgeBlock block = blocks[i];
    long[] stays = new long[(block.size() >>> 6) + 1];
    int[] cursors = starts[i];
    int kept = 0;
    for (int edge = 0; edge < block.size(); edge++) {
      long number = number(block, edge);
      if (number != NONE) {
        int bucket = bucket(number);
        int at = cursors[bucket]++;
        if ((buckets[bucket][at >>> 6] & 1L << at) == 0) {
          stays[edge >>> 6] |= 1L << edge;
          kept++;
        }
      }
    }
    boolean weighted = block.weights() != null;
    EdgeBlock simple = new EdgeBlock(mirrored ? 2 * kept : kept, weighted);
    for (int edge = 0; edge < block.size(); edge++) {
      if ((stays[edge >>> 6] & 1L << edge) != 0) {
        add(block.source(edge), block.target(edge), block, edge, simple);
        if (mirrored) {
          add(block.target(edge), block.source(edge), block, edge, simple);
        }
      }
    }
    blocks[i] = simple;
  }

  private static void add(long source, long target, EdgeBlock from, int edge, EdgeBlock to) {
    if (from.weights() == null) {
      to.add(source, target);
    } else {
      to.add(source, target, from.weight(edge));
    }
  }

  /** An edge as a number, or NONE for a self-loop. */
  private long number(EdgeBlock block, int edge) {
    long source = block.source(edge);
    long target = block.target(edge);
    if (source == target) {
      return NONE;
    }
    return unordered && source > target
        ? EdgeRule.pair(target, source)
        : EdgeRule.pair(source, target);
  }

  private int bucket(long number) {
    return (int) (Draws.mix(number) >>> bucketShift);
  }
}
