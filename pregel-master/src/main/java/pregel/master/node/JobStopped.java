package pregel.master.node;

/** A job is not to go on: it was cancelled, or this master leads no more. */
final class JobStopped extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  enum Reason {
    CANCELLED,
    REVOKED
  }

  private final Reason reason;

  JobStopped(Reason reason) {
    super(reason.toString());
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
