package pregel.core.assignment;

import java.util.Arrays;

/**
 * Runs of partitions in canonical order, worker after worker, so that the fullest worker has as
 * little as any division into runs leaves it.
 */
final class RangeAssignment implements Assignment {
  /** Bisections after which two doubles of loads lie next to each other. */
  private static final int BISECTIONS = 64;

  @Override
  public int[] owners(long[] loads, WorkerShares shares) {
    long heaviest = 0;
    long total = 0;
    for (long load : loads) {
      heaviest = Math.max(heaviest, load);
      total += load;
    }
    double low = 0;
    // So full, the runs fit: each but the last lacks less than the heaviest partition.
    double high = total + (double) heaviest * shares.workers() + 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = low + (high - low) / 2;
      if (fill(loads, shares, middle) != null) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return fill(loads, shares, high);
  }

  /** Fills workers one after another; null if partitions are left over. */
  private static int[] fill(long[] loads, WorkerShares shares, double fullness) {
    int[] owners = new int[loads.length];
    Arrays.fill(owners, -1);
    int worker = 0;
    long has = 0;
    for (int partition = 0; partition < loads.length; partition++) {
      while (has + loads[partition] > fullness * shares.parts()[worker]) {
        has = 0;
        if (++worker == shares.workers()) {
          return null;
        }
      }
      owners[partition] = worker;
      has += loads[partition];
    }
    return owners;
  }
}
