package pregel.worker.engine;

import java.util.Arrays;
import pregel.core.graph.PartitionMap;

/**
 * The units in which threads take work and aggregators fold: runs of at most 4,096 slots, counted
 * from the start of each partition. A block starts at a multiple of 64, so that no two share a word
 * of a bitmap; it has at most a partition's edges.
 */
public final class Blocks {
  /** Slots of a full block. */
  public static final int SIZE = 4096;

  private final int[] starts;
  private final int[] partitions;
  private final int[] firstOfPartition;
  private final int[] ofGroup;

  Blocks(PartitionMap map) {
    int[] found = new int[16];
    int[] owners = new int[16];
    int count = 0;
    firstOfPartition = new int[map.partitions() + 1];
    for (int partition = 0; partition < map.partitions(); partition++) {
      firstOfPartition[partition] = count;
      for (int start = map.start(partition); start < map.end(partition); start += SIZE) {
        if (count + 1 == found.length) {
          found = Arrays.copyOf(found, 2 * found.length);
          owners = Arrays.copyOf(owners, 2 * owners.length);
        }
        found[count] = start;
        owners[count] = partition;
        count++;
      }
    }
    firstOfPartition[map.partitions()] = count;
    found[count] = map.end(map.partitions() - 1);
    starts = Arrays.copyOf(found, count + 1);
    partitions = Arrays.copyOf(owners, count);
    ofGroup = new int[(starts[count] >>> 6) + 1];
    for (int block = 0; block < count; block++) {
      Arrays.fill(ofGroup, starts[block] >>> 6, (starts[block + 1] + 63) >>> 6, block);
    }
  }

  public int count() {
    return partitions.length;
  }

  /** A block's first slot. */
  public int start(int block) {
    return starts[block];
  }

  /** The slot after a block's last. */
  public int end(int block) {
    return starts[block + 1];
  }

  /** The block of a slot. */
  public int of(int slot) {
    return ofGroup[slot >>> 6];
  }

  /** Whether a block is the first of its partition. */
  public boolean isFirstOfPartition(int block) {
    return firstOfPartition[partitions[block]] == block;
  }

  public int partition(int block) {
    return partitions[block];
  }

  public int partitions() {
    return firstOfPartition.length - 1;
  }

  /** The first block of a partition; for the number of partitions, the number of blocks. */
  public int firstOf(int partition) {
    return firstOfPartition[partition];
  }
}
