package pregel.core.assignment;

/**
 * How many edges lead from partition to partition: a matrix, to be filled by those who hold the
 * edges. Where there are more than 1,024 partitions, a few neighbouring ones are a unit and counted
 * as one, so that it never has more than a million entries.
 */
public final class PartitionEdges {
  private static final int MOST_UNITS_LOG = 10;

  private final int unitLog;
  private final int units;
  private final int[] counts;

  /** For so many partitions, without edges. */
  public PartitionEdges(int partitions) {
    int bits = 32 - Integer.numberOfLeadingZeros(partitions - 1);
    this.unitLog = Math.max(0, bits - MOST_UNITS_LOG);
    this.units = (partitions - 1 >>> unitLog) + 1;
    this.counts = new int[units * units];
  }

  /** How many units there are: as many as partitions, if these are not too many. */
  public int units() {
    return units;
  }

  /** The unit of which a partition is. */
  public int unitOf(int partition) {
    return partition >>> unitLog;
  }

  /** The counts by (unit of the source * units + unit of the target), to be filled. */
  public int[] counts() {
    return counts;
  }

  /** Edges between two units, in either direction. */
  long between(int one, int other) {
    return (long) counts[one * units + other] + counts[other * units + one];
  }

  /** Edges between units of different owners. */
  long cut(int[] ownerOfUnit) {
    long cut = 0;
    for (int source = 0; source < units; source++) {
      for (int target = 0; target < units; target++) {
        if (ownerOfUnit[source] != ownerOfUnit[target]) {
          cut += counts[source * units + target];
        }
      }
    }
    return cut;
  }

  /** What each unit costs: the sum over its partitions. */
  long[] unitLoads(long[] partitionLoads) {
    long[] loads = new long[units];
    for (int partition = 0; partition < partitionLoads.length; partition++) {
      loads[unitOf(partition)] += partitionLoads[partition];
    }
    return loads;
  }

  /** The owners of partitions, given those of units. */
  int[] expand(int[] ownerOfUnit, int partitions) {
    int[] owners = new int[partitions];
    for (int partition = 0; partition < partitions; partition++) {
      owners[partition] = ownerOfUnit[unitOf(partition)];
    }
    return owners;
  }
}
