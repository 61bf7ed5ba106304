package pregel.core.coordination;

import pregel.api.FailureKind;

/**
 * A master's write was refused because another has taken a higher epoch, or because its session is
 * gone. Whoever gets it is not the leader any more, and stops at once.
 */
public final class FencedException extends CoordinationException {
  private static final long serialVersionUID = 1L;

  FencedException(String message) {
    super(FailureKind.FENCED, message);
  }
}
