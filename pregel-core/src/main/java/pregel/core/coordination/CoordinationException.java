package pregel.core.coordination;

import pregel.api.FailureKind;

/**
 * Coordination failed. The message is one line, {@code WHERE: WHAT; DO THIS}; the kind is what the
 * process ends with: {@code COORDINATION_LOST} where there is no answer or what is found is not
 * ours, {@code PROTOCOL} where builds, names or credentials do not fit, {@code USAGE} where an
 * argument is wrong, {@code FENCED} in {@link FencedException}.
 */
public class CoordinationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  public CoordinationException(FailureKind kind, String message) {
    this(kind, message, null);
  }

  public CoordinationException(FailureKind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public final FailureKind kind() {
    return kind;
  }

  /** Something was found that nobody of ours has written. */
  static CoordinationException foreign(String where, String what) {
    return new CoordinationException(
        FailureKind.COORDINATION_LOST,
        where
            + ": "
            + what
            + "; something else writes to this tree: give the cluster a root of its own");
  }
}
