package pregel.core.assignment;

/** By what partitions are assigned to workers. It never changes a result. */
public enum AssignmentRule {
  /** By locality where that leaves clearly fewer edges between workers, else spread evenly. */
  AUTO,
  /** Runs of partitions, so that what is near in canonical order stays together. */
  RANGE,
  /** Spread without regard to neighbours. */
  HASH,
  /** So that few edges lead from one worker to another. */
  LOCALITY;

  /** Whether {@link #assignment} looks at edges between partitions. */
  public boolean needsEdges() {
    return this == AUTO || this == LOCALITY;
  }

  /**
   * The assignment that goes by this rule.
   *
   * @param edges between the partitions; null if they are not needed
   */
  public Assignment assignment(PartitionEdges edges) {
    return switch (this) {
      case AUTO -> new AutoAssignment(edges);
      case RANGE -> new RangeAssignment();
      case HASH -> new HashAssignment();
      case LOCALITY -> new LocalityAssignment(edges);
    };
  }
}
