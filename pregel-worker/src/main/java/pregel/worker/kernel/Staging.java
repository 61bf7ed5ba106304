package pregel.worker.kernel;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import pregel.core.graph.PartitionMap;
import pregel.worker.engine.Blocks;

/**
 * Which addressed messages which block staged. Outboxes keep messages apart by bucket, a run of
 * consecutive partitions of their targets: those of one bucket are delivered by one thread, to
 * targets that a cache can hold, and in the order of the blocks that staged them.
 */
final class Staging {
  private static final int MOST_BUCKETS = 64;

  /** How many buckets there are. */
  final int buckets;

  /** The bucket of 64 slots each; slots beyond are in the last one. */
  byte[] bucketOfGroup;

  private final int[] starts;

  /** Where the messages of each thread end so far, by bucket. */
  private final int[][] ends;

  /** For every block the thread that staged messages in it, plus 1. */
  private int[] stagedBy;

  /** For every block where its messages start and end in the thread's outbox, by bucket. */
  private int[][] runs;

  /** The blocks that staged messages, in order; the first {@link #count} are valid. */
  private int[] staging = {};

  private int count;

  /** All blocks in the order of their partitions in the whole graph; null if they ascend. */
  private int[] order;

  Staging(PartitionMap map, int slots, Blocks blocks, int threads) {
    this.buckets = Math.min(MOST_BUCKETS, map.partitions());
    this.bucketOfGroup = new byte[(slots >>> 6) + 1];
    this.starts = new int[buckets + 1];
    Arrays.fill(bucketOfGroup, (byte) (buckets - 1));
    for (int bucket = 0; bucket < buckets; bucket++) {
      starts[bucket] = map.start((int) ((long) bucket * map.partitions() / buckets));
    }
    starts[0] = 0;
    starts[buckets] = slots;
    for (int bucket = 0; bucket < buckets; bucket++) {
      int end = starts[bucket + 1] + 63 >>> 6;
      Arrays.fill(bucketOfGroup, starts[bucket] >>> 6, end, (byte) bucket);
    }
    this.ends = new int[threads][buckets];
    this.stagedBy = new int[blocks.count()];
    this.runs = new int[blocks.count()][];
  }

  /** For a worker that has a part of the graph; the last bucket is of the vertices of others. */
  Staging(CrossingPlan plan, Blocks blocks) {
    this.buckets = plan.buckets();
    this.bucketOfGroup = plan.bucketOfGroup();
    this.starts = null;
    this.ends = new int[plan.outboxes()][buckets];
    this.order = plan.order();
    this.stagedBy = new int[order.length];
    this.runs = new int[order.length][];
  }

  /** The bucket of a target; slots that were added to the graph are in the last one. */
  int bucket(int target) {
    int group = target >>> 6;
    return group < bucketOfGroup.length ? bucketOfGroup[group] : buckets - 1;
  }

  /**
   * The first slot of a bucket, a multiple of 64; for the number of buckets, the slots there were
   * at first.
   */
  int start(int bucket) {
    return starts[bucket];
  }

  /**
   * Notes what a block added to its thread's outbox, or what was added to it after that; called by
   * that thread, before it notes another block.
   *
   * @return whether it added anything
   */
  boolean note(int block, int thread, Outbox outbox) {
    int[] before = ends[thread];
    int[] run = runs[block];
    boolean any = false;
    boolean again = stagedBy[block] != 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      int end = outbox.size(bucket);
      if (end > before[bucket] && !any) {
        any = true;
        if (run == null) {
          run = new int[2 * buckets];
          runs[block] = run;
        }
        if (!again) {
          Arrays.fill(run, 0);
        }
      }
      if (any) {
        if (run[2 * bucket] == run[2 * bucket + 1]) {
          run[2 * bucket] = before[bucket];
        }
        run[2 * bucket + 1] = end;
        before[bucket] = end;
      }
    }
    if (any) {
      stagedBy[block] = thread + 1;
    }
    return any;
  }

  /** Finds the blocks that staged messages, before these are delivered. */
  void open() {
    count = 0;
    if (staging.length < stagedBy.length) {
      staging = new int[stagedBy.length];
    }
    for (int at = 0; at < stagedBy.length; at++) {
      int block = order == null ? at : order[at];
      if (stagedBy[block] != 0) {
        staging[count++] = block;
      }
    }
  }

  /** How many blocks staged messages. */
  int count() {
    return count;
  }

  /** The block at a place among those that staged messages. */
  int block(int place) {
    return staging[place];
  }

  /** Whether a block staged messages. */
  boolean hasStaged(int block) {
    return stagedBy[block] != 0;
  }

  /** The thread whose outbox has a block's messages. */
  int thread(int block) {
    return stagedBy[block] - 1;
  }

  int from(int block, int bucket) {
    return runs[block][2 * bucket];
  }

  int to(int block, int bucket) {
    return runs[block][2 * bucket + 1];
  }

  /** Forgets what one thread has staged. */
  void forget(int thread) {
    for (int block = 0; block < stagedBy.length; block++) {
      if (stagedBy[block] == thread + 1) {
        stagedBy[block] = 0;
      }
    }
    Arrays.fill(ends[thread], 0);
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(stagedBy, 0);
    for (int[] end : ends) {
      Arrays.fill(end, 0);
    }
  }

  /**
   * Follows a share to other slots.
   *
   * @param newBlock the block that one has become, or -1 if it has staged nothing
   */
  void follow(CrossingPlan plan, IntUnaryOperator newBlock) {
    bucketOfGroup = plan.bucketOfGroup();
    order = plan.order();
    int[] oldStagedBy = stagedBy;
    int[][] oldRuns = runs;
    stagedBy = new int[order.length];
    runs = new int[order.length][];
    for (int block = 0; block < oldStagedBy.length; block++) {
      if (oldStagedBy[block] != 0) {
        stagedBy[newBlock.applyAsInt(block)] = oldStagedBy[block];
        runs[newBlock.applyAsInt(block)] = oldRuns[block];
      }
    }
  }

  /** Follows a graph to more blocks. */
  void growTo(int blocks) {
    stagedBy = Arrays.copyOf(stagedBy, blocks);
    runs = Arrays.copyOf(runs, blocks);
  }
}
