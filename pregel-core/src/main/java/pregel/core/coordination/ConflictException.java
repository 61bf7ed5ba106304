package pregel.core.coordination;

/** A change of a {@link Tree} did not find what it expected; nothing was changed. */
public final class ConflictException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int index;

  /**
   * @param index which of the changes
   * @param what what it found
   */
  public ConflictException(int index, String what) {
    super(what);
    this.index = index;
  }

  /** Which of the changes could not be made. */
  public int index() {
    return index;
  }
}
