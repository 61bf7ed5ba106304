package pregel.core.transport;

import pregel.api.FailureKind;

/**
 * A failure between processes. Its message is one line, {@code WHERE: WHAT; DO THIS}; its kind is
 * what the job ends with if nobody recovers from it.
 */
public final class TransportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  public TransportException(FailureKind kind, String message) {
    this(kind, message, null);
  }

  public TransportException(FailureKind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public FailureKind kind() {
    return kind;
  }

  /** A peer, or the way to it, was lost. */
  static TransportException lost(String message, Throwable cause) {
    return new TransportException(FailureKind.RECOVERY_SPENT, message, cause);
  }

  /** A peer is not who or what it should be, or its bytes are not. */
  static TransportException protocol(String message) {
    return new TransportException(FailureKind.PROTOCOL, message);
  }
}
