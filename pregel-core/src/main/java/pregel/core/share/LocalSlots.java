package pregel.core.share;

import java.util.Arrays;
import pregel.core.graph.Adjacency;
import pregel.core.graph.PartitionMap;

/**
 * The slots that one worker has: those of the vertices it owns and of their neighbours elsewhere
 * (its halo), numbered in canonical order. So a fold over a row goes through the same vertices in
 * the same order as in the whole graph.
 *
 * <p>An owned partition is a run of local slots that starts at a multiple of 64, as in the whole
 * graph: between two of them the halo is filled up to a multiple of 64 with vertices that nobody
 * reads. A local slot is the number of members before it in a bitmap over the whole graph's slots.
 */
public final class LocalSlots {
  private final long[] members;
  private final int[] before;
  private final int[] wholeSlots;
  private final PartitionMap local;
  private final int[] wholePartitions;
  private final long[] owned;

  private LocalSlots(long[] members, Ownership ownership, int worker) {
    this.members = members;
    this.before = new int[members.length + 1];
    for (int word = 0; word < members.length; word++) {
      before[word + 1] = Math.addExact(before[word], Long.bitCount(members[word]));
    }
    this.wholeSlots = new int[before[members.length]];
    int next = 0;
    for (int word = 0; word < members.length; word++) {
      for (long left = members[word]; left != 0; left &= left - 1) {
        wholeSlots[next++] = (word << 6) + Long.numberOfTrailingZeros(left);
      }
    }
    PartitionMap whole = ownership.partitions();
    int[] starts = new int[2 * whole.partitions() + 2];
    int[] numbers = new int[2 * whole.partitions() + 1];
    this.owned = new long[wholeSlots.length + 63 >>> 6];
    int count = 0;
    int end = 0;
    for (int partition = 0; partition < whole.partitions(); partition++) {
      if (!isHeld(ownership, partition, worker)) {
        continue;
      }
      int start = rank(whole.start(partition));
      if (start > end) {
        starts[count] = end;
        numbers[count++] = -1;
      }
      starts[count] = start;
      numbers[count++] = partition;
      end = rank(whole.end(partition));
      for (int slot = start; slot < end; slot++) {
        owned[slot >>> 6] |= 1L << slot;
      }
    }
    if (end < wholeSlots.length || count == 0) {
      starts[count] = end;
      numbers[count++] = -1;
    }
    starts[count] = wholeSlots.length;
    this.local = new PartitionMap(Arrays.copyOf(starts, count + 1));
    this.wholePartitions = Arrays.copyOf(numbers, count);
  }

  /**
   * Numbers the slots of a worker.
   *
   * @param rows the rows it holds, with the whole graph's slots as targets; nulls are skipped
   */
  public static LocalSlots of(Ownership ownership, int worker, Iterable<Adjacency.Rows[]> rows) {
    long[] members = new long[ownership.slots() + 63 >>> 6];
    for (Adjacency.Rows[] direction : rows) {
      for (Adjacency.Rows part : direction) {
        if (part != null) {
          for (int target : part.targets()) {
            members[target >>> 6] |= 1L << target;
          }
        }
      }
    }
    return with(ownership, worker, members);
  }

  /**
   * Numbers the slots of a worker.
   *
   * @param members which of the whole graph's slots stand in its rows; becomes what it has
   */
  public static LocalSlots with(Ownership ownership, int worker, long[] members) {
    PartitionMap whole = ownership.partitions();
    int gap = 0;
    for (int partition = 0; partition < whole.partitions(); partition++) {
      if (isHeld(ownership, partition, worker)) {
        fillUp(members, gap, whole.start(partition));
        for (int slot = whole.start(partition); slot < whole.end(partition); slot++) {
          members[slot >>> 6] |= 1L << slot;
        }
        gap = whole.end(partition);
      }
    }
    return new LocalSlots(members, ownership, worker);
  }

  /** Whether a worker owns a partition that has any vertex. */
  private static boolean isHeld(Ownership ownership, int partition, int worker) {
    PartitionMap whole = ownership.partitions();
    return ownership.ownerOf(partition) == worker && whole.start(partition) < whole.end(partition);
  }

  /** Makes the members of a range, which ends at multiples of 64, a multiple of 64. */
  private static void fillUp(long[] members, int from, int end) {
    int count = 0;
    for (int word = from >>> 6; word < end >>> 6; word++) {
      count += Long.bitCount(members[word]);
    }
    int missing = -count & 63;
    for (int word = from >>> 6; missing > 0; word++) {
      for (long free = ~members[word]; free != 0 && missing > 0; free &= free - 1) {
        members[word] |= Long.lowestOneBit(free);
        missing--;
      }
    }
  }

  private int rank(int wholeSlot) {
    int word = wholeSlot >>> 6;
    return word == members.length
        ? before[word]
        : before[word] + Long.bitCount(members[word] & (1L << wholeSlot) - 1);
  }

  /** How many there are. */
  public int count() {
    return wholeSlots.length;
  }

  /** The whole graph's slot of a local one. */
  public int whole(int slot) {
    return wholeSlots[slot];
  }

  /** The local slot of one of the whole graph's; -1 if this worker does not have it. */
  public int local(int wholeSlot) {
    return (members[wholeSlot >>> 6] >>> wholeSlot & 1) == 0 ? -1 : rank(wholeSlot);
  }

  /**
   * Runs of local slots: every owned partition that is not empty is one, and so is what lies
   * between two.
   */
  public PartitionMap partitions() {
    return local;
  }

  /** The partition of the whole graph that a run is; -1 for a part of the halo. */
  public int wholePartition(int partition) {
    return wholePartitions[partition];
  }

  /** Which local slots are owned, as a bitmap. */
  public long[] owned() {
    return owned;
  }

  public boolean isOwned(int slot) {
    return (owned[slot >>> 6] >>> slot & 1) != 0;
  }

  /** Replaces the whole graph's slots by local ones, of which there must be. */
  void localize(int[] targets) {
    for (int k = 0; k < targets.length; k++) {
      targets[k] = rank(targets[k]);
    }
  }
}
