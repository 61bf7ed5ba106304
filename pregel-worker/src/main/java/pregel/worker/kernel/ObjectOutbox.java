package pregel.worker.kernel;

import java.util.Arrays;

/** The addressed messages that one thread staged in a superstep, by bucket. */
final class ObjectOutbox extends Outbox {
  private final Object[] gathered;
  private final Object[][][] messages;

  ObjectOutbox(Staging staging) {
    super(staging);
    this.gathered = new Object[gatheredTargets.length];
    this.messages = new Object[staging.buckets][4][];
  }

  /** Stages messages. */
  void stage(int[] receivers, Object[] values, int count) {
    int from = gather(receivers, values, 0, count);
    while (from < count) {
      move(bucket(receivers[from - 1]));
      from = gather(receivers, values, from, count);
    }
    if (count > 0) {
      int bucket = bucket(receivers[count - 1]);
      if (isFull(bucket)) {
        move(bucket);
      }
    }
  }

  /**
   * Gathers messages until a bucket is full. Calls nothing, so that all it uses stays in registers.
   *
   * @return where it stopped, behind the message that filled its bucket
   */
  private int gather(int[] receivers, Object[] values, int from, int count) {
    byte[] buckets = bucketOfGroup;
    int[] places = next;
    int[] targets = gatheredTargets;
    Object[] messages = gathered;
    int last = beyond;
    int i = from;
    while (i < count) {
      int target = receivers[i];
      int group = target >>> 6;
      int bucket = group < buckets.length ? buckets[group] : last;
      int at = places[bucket];
      targets[at] = target;
      messages[at] = values[i];
      at++;
      places[bucket] = at;
      i++;
      if ((at & GATHER - 1) == 0) {
        break;
      }
    }
    return i;
  }

  @Override
  void moveMessages(int bucket, int chunk, int index, int from, int count) {
    if (chunk == messages[bucket].length) {
      messages[bucket] = Arrays.copyOf(messages[bucket], 2 * chunk);
    }
    if (messages[bucket][chunk] == null) {
      messages[bucket][chunk] = new Object[CHUNK];
    }
    System.arraycopy(gathered, from, messages[bucket][chunk], index, count);
    Arrays.fill(gathered, from, from + count, null);
  }

  /** The messages of a chunk. */
  Object[] messages(int bucket, int chunk) {
    return messages[bucket][chunk];
  }

  @Override
  void clear(int bucket) {
    for (int place = 0; place < moved(bucket); place += CHUNK) {
      Arrays.fill(messages[bucket][chunk(place)], null);
    }
    super.clear(bucket);
  }
}
