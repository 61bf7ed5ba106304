package pregel.core.assignment;

/**
 * Improves a division of units among workers: each unit in turn moves to another worker, or changes
 * places with a unit there, if that saves edges between workers and makes nobody too full. A worker
 * that is too full from the start first gives up units, whatever that costs.
 */
final class CutRefinement {
  private static final int MOST_PASSES = 64;

  private final PartitionEdges edges;
  private final long[] loads;
  private final double[] room;
  private final int[] owners;
  private final long[] has;

  /** Edges between a unit and all units of a worker but itself. */
  private final long[][] joined;

  private long bestGain;
  private int bestWorker;
  private int bestPartner;

  /**
   * @param fullest how full a worker may be, as {@link WorkerShares#fullest} counts it
   */
  CutRefinement(
      PartitionEdges edges, long[] loads, WorkerShares shares, double fullest, int[] start) {
    this.edges = edges;
    this.loads = loads;
    this.owners = start.clone();
    this.has = new long[shares.workers()];
    this.room = new double[shares.workers()];
    for (int worker = 0; worker < room.length; worker++) {
      room[worker] = fullest * shares.parts()[worker];
    }
    this.joined = new long[loads.length][shares.workers()];
    for (int unit = 0; unit < loads.length; unit++) {
      has[owners[unit]] += loads[unit];
      for (int other = 0; other < loads.length; other++) {
        if (other != unit) {
          joined[unit][owners[other]] += edges.between(unit, other);
        }
      }
    }
  }

  int[] run() {
    boolean changed = true;
    for (int pass = 0; changed && pass < MOST_PASSES; pass++) {
      changed = false;
      for (int unit = 0; unit < owners.length; unit++) {
        changed |= improve(unit);
      }
    }
    return owners;
  }

  private boolean improve(int unit) {
    bestGain = has[owners[unit]] > room[owners[unit]] ? Long.MIN_VALUE : 0;
    bestWorker = -1;
    bestPartner = -1;
    for (int worker = 0; worker < room.length; worker++) {
      consider(unit, worker, -1, joined[unit][worker] - joined[unit][owners[unit]]);
    }
    for (int partner = 0; partner < owners.length; partner++) {
      int worker = owners[partner];
      consider(
          unit,
          worker,
          partner,
          joined[unit][worker]
              - joined[unit][owners[unit]]
              + joined[partner][owners[unit]]
              - joined[partner][worker]
              - 2 * edges.between(unit, partner));
    }
    if (bestWorker < 0) {
      return false;
    }
    int from = owners[unit];
    move(unit, bestWorker);
    if (bestPartner >= 0) {
      move(bestPartner, from);
    }
    return true;
  }

  /**
   * @param partner the unit that comes back; -1 for none
   * @param gain edges between workers that this saves
   */
  private void consider(int unit, int worker, int partner, long gain) {
    int from = owners[unit];
    if (worker == from || gain <= bestGain) {
      return;
    }
    long back = partner < 0 ? 0 : loads[partner];
    long left = has[from] - loads[unit] + back;
    if (has[worker] + loads[unit] - back <= room[worker]
        && (left <= room[from] || left < has[from])) {
      bestGain = gain;
      bestWorker = worker;
      bestPartner = partner;
    }
  }

  private void move(int unit, int worker) {
    int from = owners[unit];
    owners[unit] = worker;
    has[from] -= loads[unit];
    has[worker] += loads[unit];
    for (int other = 0; other < owners.length; other++) {
      if (other != unit) {
        long between = edges.between(unit, other);
        joined[other][from] -= between;
        joined[other][worker] += between;
      }
    }
  }
}
