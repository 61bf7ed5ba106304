package pregel.worker.kernel;

import java.util.Arrays;
import pregel.worker.engine.Bits;

/**
 * The addressed messages of one thread in a superstep: staged by bucket; or, where they fold in any
 * order, folded for the first slots of the canonical order. In degree order these are the hubs, for
 * which all threads would otherwise contend.
 */
final class DoubleOutbox extends Outbox {
  private final double[][] lastMessages;
  private final double[][][] messages;

  double[] hot;

  DoubleOutbox(int buckets) {
    super(buckets);
    this.lastMessages = new double[buckets][];
    this.messages = new double[buckets][4][];
  }

  void foldHot(int target, double message, DoubleFold fold) {
    if (hot == null) {
      hot = new double[HOT];
      Arrays.fill(hot, fold.identity);
      hotBits = Bits.forSlots(HOT);
    }
    hot[target] = fold.combine(hot[target], message);
    hotBits[target >>> 6] |= 1L << target;
  }

  void add(int bucket, int target, double message) {
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
      messages[bucket][chunk] = new double[CHUNK];
    }
    lastMessages[bucket] = messages[bucket][chunk];
  }

  /** The messages of a chunk. */
  double[] messages(int bucket, int chunk) {
    return messages[bucket][chunk];
  }
}
