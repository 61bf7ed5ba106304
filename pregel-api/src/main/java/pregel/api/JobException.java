package pregel.api;

/**
 * A failure that leaves the engine. Its message is one line, {@code WHERE: WHAT; DO THIS}; its kind
 * decides the exit code, and callers never parse the text.
 */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  public JobException(FailureKind kind, String message) {
    this(kind, message, null);
  }

  public JobException(FailureKind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public FailureKind kind() {
    return kind;
  }
}
