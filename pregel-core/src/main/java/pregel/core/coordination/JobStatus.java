package pregel.core.coordination;

/**
 * Where a job stands, in the order in which an attempt passes through:
 *
 * <pre>
 *   SUBMITTED ─▶ STARTING ─▶ RUNNING ─▶ COMMITTING ─▶ SUCCEEDED
 *       │           ▲ └─────────┴───────────┤ (a new attempt)
 *       │           └───────────────────────┤
 *       └───────────────────────────────────┴─▶ FAILED, CANCELLED
 * </pre>
 */
public enum JobStatus {
  SUBMITTED,
  STARTING,
  RUNNING,
  COMMITTING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Whether nothing follows. */
  public boolean isEnd() {
    return switch (this) {
      case SUBMITTED, STARTING, RUNNING, COMMITTING -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }
}
