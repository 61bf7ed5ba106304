package pregel.worker.kernel;

import java.util.Arrays;
import pregel.worker.engine.Bits;

/**
 * The addressed messages of one thread in a superstep: staged by bucket; or, where they fold in any
 * order, folded for the first slots of the canonical order. In degree order these are the hubs, for
 * which all threads would otherwise contend.
 */
final class LongOutbox extends Outbox {
  private final long[] gathered;
  private final long[][][] messages;

  long[] hot;

  LongOutbox(int buckets) {
    super(buckets);
    this.gathered = new long[gathers(buckets)];
    this.messages = new long[buckets][4][];
  }

  /** Folds a message to one of the first slots; there is room. */
  void foldHot(int target, long message, LongFold fold) {
    hot[target] = fold.combine(hot[target], message);
    hotBits[target >>> 6] |= 1L << target;
  }

  /** Makes room for folded messages, unless there is. */
  void openHot(LongFold fold) {
    if (hot == null) {
      hot = new long[HOT];
      Arrays.fill(hot, fold.identity);
      hotBits = Bits.forSlots(HOT);
    }
  }

  /**
   * Stages a message.
   *
   * @return whether the bucket must move on before the next one
   */
  boolean add(int bucket, int target, long message) {
    int at = gather(bucket, target);
    gathered[at] = message;
    return isLast(at);
  }

  @Override
  void moveMessages(int bucket, int chunk, int index, int from, int count) {
    if (chunk == messages[bucket].length) {
      messages[bucket] = Arrays.copyOf(messages[bucket], 2 * chunk);
    }
    if (messages[bucket][chunk] == null) {
      messages[bucket][chunk] = new long[CHUNK];
    }
    System.arraycopy(gathered, from, messages[bucket][chunk], index, count);
  }

  /** The messages of a chunk. */
  long[] messages(int bucket, int chunk) {
    return messages[bucket][chunk];
  }
}
