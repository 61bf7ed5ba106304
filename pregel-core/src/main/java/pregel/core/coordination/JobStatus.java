package pregel.core.coordination;

/**
 * Where a job stands, in the order in which an attempt passes through:
 *
 * <pre>
 *   SUBMITTED ─▶ STARTING ─▶ RUNNING ─▶ WRITING ─▶ COMMITTING ─▶ SUCCEEDED
 *       │           ▲ └─────────┴──────────┴───────────┤ (a new attempt)
 *       │           └──────────────────────────────────┤
 *       └──────────────────────────────────────────────┴─▶ FAILED, CANCELLED
 * </pre>
 *
 * WRITING says that the last superstep is over, COMMITTING that all results are written: each is
 * there before anybody is told.
 */
public enum JobStatus {
  SUBMITTED,
  STARTING,
  RUNNING,
  WRITING,
  COMMITTING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Whether nothing follows. */
  public boolean isEnd() {
    return switch (this) {
      case SUBMITTED, STARTING, RUNNING, WRITING, COMMITTING -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }
}
