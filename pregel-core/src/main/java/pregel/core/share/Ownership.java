package pregel.core.share;

import java.util.Arrays;
import pregel.core.graph.PartitionMap;

/**
 * Which worker owns which partition of a graph. Partitions are those of the whole graph; which
 * worker has them never changes a result.
 *
 * @param partitions the partitions of the whole graph, by its slots
 * @param owners the number of the worker that owns each partition
 * @param workers how many workers there are; some may own nothing
 */
public record Ownership(PartitionMap partitions, int[] owners, int workers) {

  public Ownership {
    if (owners.length != partitions.partitions()) {
      throw new IllegalArgumentException(
          owners.length + " owners for " + partitions.partitions() + " partitions");
    }
    for (int owner : owners) {
      if (owner < 0 || owner >= workers) {
        throw new IllegalArgumentException("worker " + owner + " of " + workers);
      }
    }
  }

  /** The owner of a partition. */
  public int ownerOf(int partition) {
    return owners[partition];
  }

  /** The owner of a slot of the whole graph. */
  public int ownerOfSlot(int slot) {
    return owners[partitions.partitionOf(slot)];
  }

  /** Slots of the whole graph. */
  public int slots() {
    return partitions.end(partitions.partitions() - 1);
  }

  /** The partitions of a worker, ascending. */
  public int[] partitionsOf(int worker) {
    int[] found = new int[owners.length];
    int count = 0;
    for (int partition = 0; partition < owners.length; partition++) {
      if (owners[partition] == worker) {
        found[count++] = partition;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
