package pregel.worker.engine;

/**
 * The messages of a channel, in flight between two supersteps, in arrays of the messages' type.
 *
 * <p>Between supersteps the worker calls, in this order: {@link #turn}; if broadcasts are pushed or
 * addressed messages wait, {@link #prepareInbox} on one thread, {@link #push} and {@link #deliver}
 * on all, {@link #delivered} on one. The targets of broadcasts are divided among threads by {@link
 * TargetRange}, those of addressed messages by bucket; a thread writes to its own only, in
 * canonical order of the senders.
 */
public abstract class Mail {
  /** How the channel's broadcasts travel. */
  public final Route route;

  protected Mail(Route route) {
    this.route = route;
  }

  /** What was written in the last superstep becomes readable in the next. */
  public abstract void turn();

  /** Whether addressed messages wait to be delivered. */
  public abstract boolean hasAddressed();

  /** Whether a receiver needs no more than the first sender that it finds. */
  public abstract boolean firstSuffices();

  /**
   * Whether a pushed inbox needs the rows for pulling too: sums over rows longer than a fold block.
   */
  public abstract boolean refolds();

  /** Makes room for what {@link #deliver} will write. */
  public abstract void prepareInbox();

  /** Delivers the readable broadcasts to the targets of a range. */
  public abstract void push(TargetRange range);

  /** Into how many parts the targets of addressed messages are divided. */
  public abstract int buckets();

  /** Delivers the waiting addressed messages of one part, in canonical order of the senders. */
  public abstract void deliver(int bucket);

  /** After all was delivered: addressed messages are consumed. */
  public abstract void delivered();

  /**
   * Whether a block has vertices that got a message by {@link #deliver}, or old values to clear.
   */
  public abstract boolean isBusy(int block);

  /** Whether a vertex broadcast what is readable. */
  public abstract boolean isSender(int slot);

  /** Counts the addressed messages that wait. */
  public abstract void countAddressed(Arrivals arrivals);

  /** Follows the growth of the graph, after {@link #turn} and before delivery. */
  public abstract void rearrange(SlotMoves moves);

  /**
   * A part of the slots that one thread delivers to.
   *
   * @param number which part
   * @param from the first slot, a multiple of 64
   * @param end the slot after the last
   */
  public record TargetRange(int number, int from, int end) {}
}
