package pregel.api;

/**
 * The messages a vertex received, as objects: a view that the engine re-uses, valid until {@code
 * compute} returns.
 *
 * <p>With a combiner there is at most one. The order is unspecified, and the view can be iterated
 * once.
 *
 * @param <M> the type of a message
 */
public abstract class Messages<M> {

  /** Whether no message came. */
  public abstract boolean isEmpty();

  /**
   * All messages folded by the program's combiner; {@code otherwise} if none came. Needs a
   * combiner.
   */
  public abstract M combinedOr(M otherwise);

  /** Whether {@link #next} has another message to give. */
  public abstract boolean hasNext();

  /** The next message. */
  public abstract M next();
}
