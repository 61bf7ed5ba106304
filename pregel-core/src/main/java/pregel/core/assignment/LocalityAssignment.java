package pregel.core.assignment;

import java.util.Arrays;
import java.util.List;

/**
 * Partitions assigned so that few edges lead from one worker to another. Three divisions are
 * improved for as long as moving or exchanging partitions saves edges: runs, an even spread, and
 * parts grown each from a partition by the neighbour that is joined to it most. The best is taken.
 *
 * <p>No worker is fuller than in an even spread, or than three hundredths above the mean.
 */
final class LocalityAssignment implements Assignment {
  private static final double SLACK = 1.03;

  /** Keeps the even spread itself from being too full by a last bit. */
  private static final double ROUNDING = 1e-9;

  private final PartitionEdges edges;

  LocalityAssignment(PartitionEdges edges) {
    this.edges = edges;
  }

  @Override
  public int[] owners(long[] loads, WorkerShares shares) {
    return edges.expand(ownersOfUnits(loads, shares), loads.length);
  }

  /** The owners of what {@link PartitionEdges} counts as one. */
  int[] ownersOfUnits(long[] partitionLoads, WorkerShares shares) {
    long[] loads = edges.unitLoads(partitionLoads);
    int[] spread = new HashAssignment().owners(loads, shares);
    double even = Arrays.stream(loads).asDoubleStream().sum();
    double fullest = Math.max(shares.fullest(spread, loads), SLACK * even) * (1 + ROUNDING);
    int[] best = null;
    long leastCut = Long.MAX_VALUE;
    // The spread comes first, because it is sure to fit.
    List<int[]> starts =
        List.of(spread, new RangeAssignment().owners(loads, shares), grown(loads, shares));
    for (int[] start : starts) {
      int[] improved = new CutRefinement(edges, loads, shares, fullest, start).run();
      long cut = edges.cut(improved);
      if (best == null || cut < leastCut && shares.fullest(improved, loads) <= fullest) {
        best = improved;
        leastCut = cut;
      }
    }
    return best;
  }

  /** Worker by worker, its part of what is left, grown from the first unit that nobody has yet. */
  private int[] grown(long[] loads, WorkerShares shares) {
    int[] owners = new int[loads.length];
    Arrays.fill(owners, -1);
    double left = Arrays.stream(loads).asDoubleStream().sum();
    double partsLeft = 1;
    for (int worker = 0; worker < shares.workers(); worker++) {
      boolean last = worker == shares.workers() - 1;
      double wanted = left * shares.parts()[worker] / partsLeft;
      double has = 0;
      long[] joined = new long[loads.length];
      for (int unit = mostJoined(owners, joined, loads);
          unit >= 0 && (last || has == 0 || has + loads[unit] / 2.0 <= wanted);
          unit = mostJoined(owners, joined, loads)) {
        owners[unit] = worker;
        has += loads[unit];
        for (int other = 0; other < joined.length; other++) {
          joined[other] += edges.between(unit, other);
        }
      }
      left -= has;
      partsLeft -= shares.parts()[worker];
    }
    return owners;
  }

  /** Of the units that nobody has, the one with most edges to the part for its load; -1 if none. */
  private static int mostJoined(int[] owners, long[] joined, long[] loads) {
    int most = -1;
    for (int unit = 0; unit < owners.length; unit++) {
      if (owners[unit] < 0
          && (most < 0
              || (double) joined[unit] * loads[most] > (double) joined[most] * loads[unit])) {
        most = unit;
      }
    }
    return most;
  }
}
