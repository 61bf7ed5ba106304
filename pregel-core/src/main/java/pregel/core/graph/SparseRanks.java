package pregel.core.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.LongBuffer;
import java.util.function.LongConsumer;

/** Ranks of ids that may lie anywhere: the sorted ids and a hash table of places in them. */
final class SparseRanks implements IdRanks {
  private static final VarHandle TABLE = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int LARGEST_TABLE = 1 << 30;
  private static final int FILL_STEP = 1 << 16;

  private final LongBuffer sorted;
  private final int count;
  private final int[] rankPlusOne;

  SparseRanks(LongBuffer sorted, BuildThreads threads) {
    this.sorted = sorted;
    this.count = sorted.capacity();
    // A table of 2^30 is over-full only beyond 2^30 vertices, where the ids alone fill 8 GB.
    long wanted = Math.max(16, Long.highestOneBit(Math.max(1, count)) * 4);
    if (count >= LARGEST_TABLE - FILL_STEP) {
      throw GraphLimits.tooManySparse(count);
    }
    this.rankPlusOne = new int[(int) Math.min(LARGEST_TABLE, wanted)];
    int steps = (count + FILL_STEP - 1) / FILL_STEP;
    threads.each(
        steps,
        step -> {
          int end = Math.min(count, (step + 1) * FILL_STEP);
          for (int rank = step * FILL_STEP; rank < end; rank++) {
            insert(rank);
          }
        });
  }

  private void insert(int rank) {
    int mask = rankPlusOne.length - 1;
    int at = (int) IdSet.hash(sorted.get(rank)) & mask;
    while (!TABLE.compareAndSet(rankPlusOne, at, 0, rank + 1)) {
      at = (at + 1) & mask;
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int rank(long id) {
    int mask = rankPlusOne.length - 1;
    int at = (int) IdSet.hash(id) & mask;
    while (true) {
      int rank = rankPlusOne[at] - 1;
      if (rank < 0 || sorted.get(rank) == id) {
        return rank;
      }
      at = (at + 1) & mask;
    }
  }

  @Override
  public long firstId() {
    return count == 0 ? 0 : sorted.get(0);
  }

  @Override
  public LongBuffer sorted() {
    return sorted;
  }

  @Override
  public void forEach(LongConsumer visitor) {
    for (int rank = 0; rank < count; rank++) {
      visitor.accept(sorted.get(rank));
    }
  }
}
