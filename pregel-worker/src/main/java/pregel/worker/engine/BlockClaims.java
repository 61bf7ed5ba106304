package pregel.worker.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Hands out the blocks of a superstep, each once, to whatever thread asks. A thread gets the blocks
 * of one partition in a row as long as no other thread has run out of partitions and helps.
 */
final class BlockClaims {
  private final Blocks blocks;
  private final AtomicInteger nextPartition = new AtomicInteger();

  /** The next block of each partition; at or behind the partition's end once all are handed out. */
  private final AtomicIntegerArray next;

  BlockClaims(Blocks blocks) {
    this.blocks = blocks;
    this.next = new AtomicIntegerArray(blocks.partitions());
    close();
  }

  /** The blocks that are handed out. */
  Blocks blocks() {
    return blocks;
  }

  /** Starts a superstep: every block is to be had. */
  void open() {
    for (int partition = 0; partition < next.length(); partition++) {
      next.set(partition, blocks.firstOf(partition));
    }
    nextPartition.set(0);
  }

  /** From here on, nothing is to be had. */
  void close() {
    for (int partition = 0; partition < next.length(); partition++) {
      next.set(partition, blocks.firstOf(partition + 1));
    }
    nextPartition.set(next.length());
  }

  /**
   * Takes a block.
   *
   * @param before the block that the thread had before; -1 if none
   * @return -1 if no block is left
   */
  int take(int before) {
    if (before >= 0) {
      int block = takeOf(blocks.partition(before));
      if (block >= 0) {
        return block;
      }
    }
    while (nextPartition.get() < next.length()) {
      int partition = nextPartition.getAndIncrement();
      if (partition < next.length()) {
        int block = takeOf(partition);
        if (block >= 0) {
          return block;
        }
      }
    }
    for (int partition = 0; partition < next.length(); partition++) {
      int block = takeOf(partition);
      if (block >= 0) {
        return block;
      }
    }
    return -1;
  }

  private int takeOf(int partition) {
    int end = blocks.firstOf(partition + 1);
    if (next.get(partition) >= end) {
      return -1;
    }
    int block = next.getAndIncrement(partition);
    return block < end ? block : -1;
  }

  /** Grows with every block taken. */
  long taken() {
    long sum = 0;
    for (int partition = 0; partition < next.length(); partition++) {
      sum += next.get(partition) - blocks.firstOf(partition);
    }
    return sum;
  }
}
