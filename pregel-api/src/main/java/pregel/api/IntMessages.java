package pregel.api;

/**
 * The messages a vertex received, as int values: a view that the engine re-uses, valid until {@code
 * compute} returns.
 *
 * <p>With a combiner there is at most one, {@link #combined}. Without one, iterate; the order is
 * unspecified, and the view can be iterated once.
 */
public abstract class IntMessages {

  /** Whether no message came. */
  public abstract boolean isEmpty();

  /** All messages folded by the program's combiner; its identity if none came. Needs a combiner. */
  public abstract int combined();

  /**
   * All messages folded by the program's combiner; {@code otherwise} if none came. Needs a
   * combiner.
   */
  public abstract int combinedOr(int otherwise);

  /** Whether {@link #next} has another message to give. */
  public abstract boolean hasNext();

  /** The next message. */
  public abstract int next();
}
