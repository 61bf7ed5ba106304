package pregel.worker.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

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

  /**
   * The receivers of pushed broadcasts whose rows may be longer than a fold block, where that makes
   * a difference; null if there are none.
   *
   * @param gained edges that any of them may have gained in the superstep
   */
  public abstract long[] longRows(long gained);

  /**
   * Folds what some receivers were broadcast again, in blocks of all their edges. For the superstep
   * in which the graph changes: no rows tell those edges from the receivers' side.
   */
  public abstract void foldLongRows(long[] receivers);

  /** Whether a vertex broadcast what is readable. */
  public abstract boolean isSender(int slot);

  /** Bytes of a broadcast value between workers; 0 if they differ from value to value. */
  public abstract int valueBytes();

  /**
   * Which of some vertices broadcast in the superstep that is computed, once they are.
   *
   * @param found receives a bit for each of {@code slots[from]} to before {@code slots[end]}
   * @return how many
   */
  public abstract int broadcasters(int[] slots, int from, int end, long[] found);

  /**
   * How many of some vertices broadcast in the superstep that is computed, once they are.
   *
   * @param among a bit for every slot
   * @param first only those from this slot on count
   * @param last and those up to this one
   */
  public abstract int countBroadcasters(long[] among, int first, int last);

  /** Writes what vertices broadcast, all of which did; as the next. */
  public abstract void writeValues(int[] slots, int from, int end, ByteBuffer out);

  /**
   * Writes what some vertices broadcast in the superstep that is computed, once they are.
   *
   * @param which a bit for each of {@code slots[from]} to before {@code slots[end]}
   */
  public abstract void writeValues(int[] slots, int from, int end, long[] which, ByteBuffer out);

  /** The same where values have no fixed length. */
  public abstract void writeValues(int[] slots, int from, int end, long[] which, DataOutput out)
      throws IOException;

  /** Reads what vertices of another worker broadcast, all of which did; as the next. */
  public abstract void readValues(int[] slots, int from, int end, ByteBuffer in);

  /**
   * Reads what vertices of another worker broadcast, for the next superstep; called by any thread,
   * for vertices that nobody else reads about, also while the running superstep is computed.
   */
  public abstract void readValues(int[] slots, int from, int end, long[] which, ByteBuffer in);

  /** The same where values have no fixed length. */
  public abstract void readValues(int[] slots, int from, int end, long[] which, DataInput in)
      throws IOException;

  /**
   * Replaces who broadcast among the vertices of other workers, once all their values are read;
   * what others of them broadcast before is taken back.
   *
   * @param broadcasters a bit for every slot; those of owned ones are zero
   */
  public abstract void settleBroadcasters(long[] broadcasters);

  /**
   * Reads what a vertex of another worker broadcast in the superstep before; after {@link #turn}.
   * For vertices whose values did not travel to this worker, because no edge of theirs led here.
   */
  public abstract void admit(int slot, ByteBuffer value);

  /** The same where values have no fixed length. */
  public abstract void admit(int slot, DataInput value) throws IOException;

  /**
   * Says who of this worker's own vertices broadcast before a checkpoint was taken; their values
   * are read as those of others are.
   *
   * @param firstSlot a multiple of 64
   * @param which a bit for each vertex from there on
   */
  public abstract void restoreBroadcasters(int firstSlot, long[] which);

  /**
   * Sends the addressed messages of the superstep that was just computed to the workers of their
   * targets.
   *
   * @return how many have no target
   */
  public abstract long sendAddressed(Outlet outlet);

  /** Takes addressed messages of another worker; called by any thread, of one one at a time. */
  public abstract void receiveAddressed(int peer, ByteBuffer body);

  /** Forgets what came from other workers since the last {@link #settleAddressed}. */
  public abstract void forgetAddressed();

  /** Once all of them have arrived. */
  public abstract void settleAddressed();

  /** The addressed messages that wait for the vertices of a partition, as bytes. */
  public abstract ByteBuffer saveAddressed(int from, int end);

  /** Lets addressed messages wait that were saved, for all partitions that are owned here. */
  public abstract void restoreAddressed(List<ByteBuffer> saved);

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
