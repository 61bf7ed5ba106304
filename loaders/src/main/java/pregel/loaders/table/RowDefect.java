package pregel.loaders.table;

/** A row that does not fit its table: which of a chunk, and why. */
final class RowDefect extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;

  /**
   * @param line in its chunk, from 0 on
   * @param what expected and found, and what to do
   */
  RowDefect(long line, String what, Throwable cause) {
    super(what, cause);
    this.line = line;
  }

  long line() {
    return line;
  }
}
