package pregel.core.coordination;

/** A candidacy for leadership. Any thread may use it. */
public interface Election extends AutoCloseable {
  /** Whether the last word was that this candidate is elected. It proves nothing; epochs do. */
  boolean elected();

  /** Withdraws: another candidate is elected if there is one. Twice does nothing. */
  @Override
  void close();
}
