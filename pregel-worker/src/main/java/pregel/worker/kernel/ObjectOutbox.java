package pregel.worker.kernel;

import java.util.Arrays;

/** The addressed messages that one thread staged in a superstep, by bucket. */
final class ObjectOutbox extends Outbox {
  private final Object[] gathered;
  private final Object[][][] messages;

  ObjectOutbox(int buckets) {
    super(buckets);
    this.gathered = new Object[gathers(buckets)];
    this.messages = new Object[buckets][4][];
  }

  /** Stages a message. */
  void add(int bucket, int target, Object message) {
    int at = gather(bucket, target);
    gathered[at] = message;
    if (isLast(at)) {
      move(bucket);
    }
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
