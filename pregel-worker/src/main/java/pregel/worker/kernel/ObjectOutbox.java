package pregel.worker.kernel;

import java.util.Arrays;

/** The addressed messages that one thread staged in a superstep, by bucket. */
final class ObjectOutbox extends Outbox {
  private final Object[][] lastMessages;
  private final Object[][][] messages;

  ObjectOutbox(int buckets) {
    super(buckets);
    this.lastMessages = new Object[buckets][];
    this.messages = new Object[buckets][4][];
  }

  void add(int bucket, int target, Object message) {
    if (fill[bucket] == CHUNK) {
      open(bucket);
    }
    int at = fill[bucket]++;
    lastTargets[bucket][at] = target;
    lastMessages[bucket][at] = message;
  }

  private void open(int bucket) {
    int chunk = openTargets(bucket);
    if (chunk == messages[bucket].length) {
      messages[bucket] = Arrays.copyOf(messages[bucket], 2 * chunk);
    }
    if (messages[bucket][chunk] == null) {
      messages[bucket][chunk] = new Object[CHUNK];
    }
    lastMessages[bucket] = messages[bucket][chunk];
  }

  /** The messages of a chunk. */
  Object[] messages(int bucket, int chunk) {
    return messages[bucket][chunk];
  }

  @Override
  void clear(int bucket) {
    int size = size(bucket);
    for (int place = 0; place < size; place += CHUNK) {
      Arrays.fill(messages[bucket][chunk(place)], null);
    }
    super.clear(bucket);
  }
}
