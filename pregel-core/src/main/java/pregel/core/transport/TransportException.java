package pregel.core.transport;

import pregel.api.FailureKind;

/**
 * A failure between processes. Its message is one line, {@code WHERE: WHAT; DO THIS}; its kind is
 * what the job ends with if nobody recovers from it.
 */
public final class TransportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final boolean secondHand;

  public TransportException(FailureKind kind, String message) {
    this(kind, message, null);
  }

  public TransportException(FailureKind kind, String message, Throwable cause) {
    this(kind, message, cause, cause instanceof TransportException t && t.isSecondHand());
  }

  private TransportException(
      FailureKind kind, String message, Throwable cause, boolean secondHand) {
    super(message, cause);
    this.kind = kind;
    this.secondHand = secondHand;
  }

  public FailureKind kind() {
    return kind;
  }

  /** Whether a peer ended the link, or the work in common: then it knows better why. */
  public boolean isSecondHand() {
    return secondHand;
  }

  /** A peer ended the link, or the work in common. */
  static TransportException ended(String message) {
    return new TransportException(FailureKind.RECOVERY_SPENT, message, null, true);
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
