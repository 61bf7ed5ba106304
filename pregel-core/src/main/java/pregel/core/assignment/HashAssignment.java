package pregel.core.assignment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Partitions spread without regard to their neighbours: the heaviest first, equal ones in the order
 * of a hash of their numbers, each to the worker that will then be least full.
 */
final class HashAssignment implements Assignment {

  @Override
  public int[] owners(long[] loads, WorkerShares shares) {
    Integer[] sorted = IntStream.range(0, loads.length).boxed().toArray(Integer[]::new);
    Arrays.sort(
        sorted,
        Comparator.<Integer>comparingLong(partition -> -loads[partition])
            .thenComparingLong(partition -> hash(partition)));
    int[] owners = new int[loads.length];
    long[] has = new long[shares.workers()];
    for (int partition : sorted) {
      int least = 0;
      for (int worker = 1; worker < has.length; worker++) {
        if (fullness(has, worker, loads[partition], shares)
            < fullness(has, least, loads[partition], shares)) {
          least = worker;
        }
      }
      owners[partition] = least;
      has[least] += loads[partition];
    }
    return owners;
  }

  private static double fullness(long[] has, int worker, long more, WorkerShares shares) {
    return (has[worker] + more) / shares.parts()[worker];
  }

  /** The finalizer of SplitMix64. */
  private static long hash(long number) {
    long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
