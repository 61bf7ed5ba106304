package pregel.core.coordination;

/**
 * A {@link Tree} could not be reached, or its answer was lost: what was asked for may or may not
 * have been done. Whoever catches it looks before asking again.
 */
public final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  public NoAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
