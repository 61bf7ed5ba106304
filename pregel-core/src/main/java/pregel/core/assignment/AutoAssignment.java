package pregel.core.assignment;

/**
 * By locality where that leaves at most nine tenths of the edges between workers that an even
 * spread leaves; else the even spread, because a graph without locality has nothing to give for it.
 */
final class AutoAssignment implements Assignment {
  private final PartitionEdges edges;

  AutoAssignment(PartitionEdges edges) {
    this.edges = edges;
  }

  @Override
  public int[] owners(long[] loads, WorkerShares shares) {
    HashAssignment hash = new HashAssignment();
    int[] local = new LocalityAssignment(edges).ownersOfUnits(loads, shares);
    int[] spread = hash.owners(edges.unitLoads(loads), shares);
    return 10 * edges.cut(local) <= 9 * edges.cut(spread)
        ? edges.expand(local, loads.length)
        : hash.owners(loads, shares);
  }
}
