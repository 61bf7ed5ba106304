package pregel.worker.kernel;

import java.util.Arrays;
import pregel.core.graph.PartitionMap;
import pregel.core.share.LocalSlots;
import pregel.core.share.Ownership;
import pregel.worker.engine.JobState;

/**
 * Where addressed messages stand that cross from worker to worker. Targets of other workers have a
 * bucket of their own, the last one. What arrives from a partition of another worker is staged like
 * the messages of a block, in an outbox of that worker, and takes its turn in the order of all
 * partitions.
 */
final class CrossingPlan {
  private static final int MOST_BUCKETS = 64;

  private final JobState state;
  private final byte[] bucketOfGroup;
  private final int remoteBucket;
  private final int blocks;

  /** By block, the partition of the whole graph; -1 of a part of the halo. */
  private final int[] wholePartitions;

  /** By partition of the whole graph, its first block here; -1 if it is not here. */
  private final int[] firstBlocks;

  private final int[] order;
  private final short[] ownerOfGroup;

  CrossingPlan(JobState state) {
    this.state = state;
    LocalSlots slots = state.share.slots();
    PartitionMap map = slots.partitions();
    int[] owned = new int[map.partitions()];
    int count = 0;
    for (int partition = 0; partition < owned.length; partition++) {
      if (slots.wholePartition(partition) >= 0) {
        owned[count++] = partition;
      }
    }
    // Where slots move, targets must stay in their buckets.
    int most = state.topology == null ? MOST_BUCKETS - 1 : 1;
    this.remoteBucket = Math.max(1, Math.min(most, count));
    this.bucketOfGroup = new byte[state.vertices + 63 >>> 6];
    Arrays.fill(bucketOfGroup, (byte) remoteBucket);
    for (int i = 0; i < count; i++) {
      byte bucket = (byte) ((long) i * remoteBucket / count);
      Arrays.fill(bucketOfGroup, map.start(owned[i]) >>> 6, map.end(owned[i]) + 63 >>> 6, bucket);
    }
    this.blocks = state.blocks.count();
    this.wholePartitions = new int[blocks];
    this.firstBlocks = new int[state.allPartitions()];
    Arrays.fill(firstBlocks, -1);
    for (int block = blocks - 1; block >= 0; block--) {
      wholePartitions[block] = state.wholePartition(block);
      if (wholePartitions[block] >= 0) {
        firstBlocks[wholePartitions[block]] = block;
      }
    }
    this.order = ordered();
    this.ownerOfGroup = owners(state.share.ownership());
  }

  private int[] ordered() {
    int partitions = state.allPartitions();
    int[] found = new int[blocks + partitions];
    int count = 0;
    int block = 0;
    for (int partition = 0; partition < partitions; partition++) {
      found[count++] = blocks + partition;
      while (block < blocks && state.wholePartition(block) < 0) {
        found[count++] = block++;
      }
      while (block < blocks && state.wholePartition(block) == partition) {
        found[count++] = block++;
      }
    }
    while (block < blocks) {
      found[count++] = block++;
    }
    return found;
  }

  private static short[] owners(Ownership ownership) {
    PartitionMap map = ownership.partitions();
    short[] owners = new short[(ownership.slots() >>> 6) + 1];
    for (int partition = 0; partition < map.partitions(); partition++) {
      if (map.start(partition) < map.end(partition)) {
        Arrays.fill(
            owners,
            map.start(partition) >>> 6,
            map.end(partition) + 63 >>> 6,
            (short) ownership.ownerOf(partition));
      }
    }
    return owners;
  }

  /** Buckets of this worker's own targets, and that of the others'. */
  int buckets() {
    return remoteBucket + 1;
  }

  /** The bucket of other workers' targets. */
  int remoteBucket() {
    return remoteBucket;
  }

  /** The bucket of 64 slots each. */
  byte[] bucketOfGroup() {
    return bucketOfGroup;
  }

  /** Outboxes: of threads, then of workers. */
  int outboxes() {
    return state.threads + state.share.ownership().workers();
  }

  /** The outbox of what arrives from a worker. */
  int outboxOf(int worker) {
    return state.threads + worker;
  }

  /** The blocks, those that stand for partitions included, in canonical order. */
  int[] order() {
    return order;
  }

  /** The block that stands for what arrives from a partition of the whole graph. */
  int blockOf(int partition) {
    return blocks + partition;
  }

  /** The partition of the whole graph that a block has messages of. */
  int source(int block) {
    return block < blocks ? wholePartitions[block] : block - blocks;
  }

  /** The block that one has become since another plan; -1 for one of the halo, that has no more. */
  int follow(CrossingPlan before, int block) {
    if (!before.isHere(block)) {
      return blocks + (block - before.blocks);
    }
    int partition = before.wholePartitions[block];
    return partition < 0 ? -1 : firstBlocks[partition] + (block - before.firstBlocks[partition]);
  }

  /** Whether a worker computes a partition of the whole graph. */
  boolean isFrom(int worker, int partition) {
    return partition >= 0
        && partition < state.allPartitions()
        && state.share.ownership().ownerOf(partition) == worker;
  }

  /** Whether a block's vertices are computed here. */
  boolean isHere(int block) {
    return block < blocks;
  }

  /** The worker that has a slot of the whole graph. */
  int owner(int wholeSlot) {
    return ownerOfGroup[wholeSlot >>> 6];
  }

  /** The slot of the whole graph that a target stands for; negative if there is none. */
  int whole(int target) {
    if (state.topology != null) {
      return state.topology.whole(target);
    }
    return target < state.firstRemote
        ? state.share.slots().whole(target)
        : state.remoteIds.slot(target - state.firstRemote);
  }
}
