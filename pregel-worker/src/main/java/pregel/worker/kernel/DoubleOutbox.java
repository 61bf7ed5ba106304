package pregel.worker.kernel;

import java.util.Arrays;
import pregel.api.Combiner;
import pregel.worker.engine.Bits;

/**
 * The addressed messages of one thread in a superstep: staged by bucket; or, where they fold in any
 * order, folded for the first slots of the canonical order. In degree order these are the hubs, for
 * which all threads would otherwise contend.
 */
final class DoubleOutbox extends Outbox {
  /** Takes what has piled up and folds it; null if messages wait. */
  private final DoubleMail folding;

  private final double[] gathered;
  private final double[][][] messages;

  double[] hot;

  /** Whether anything was folded since it was last staged. */
  private boolean holdsFolded;

  DoubleOutbox(Staging staging, DoubleMail folding) {
    super(staging);
    this.folding = folding;
    this.gathered = new double[gatheredTargets.length];
    this.messages = new double[staging.buckets][4][];
  }

  /** Folds messages to the first slots, and stages the others. Overwrites its arguments. */
  void foldOrStage(int[] receivers, double[] values, int count, DoubleFold fold) {
    if (hot == null) {
      openHot(fold);
    }
    holdsFolded = true;
    int left =
        fold.known == Combiner.SUM
            ? addHot(receivers, values, count)
            : foldHot(receivers, values, count, fold);
    stage(receivers, values, left);
  }

  /** Folds messages to the first slots, and moves the others to the front of the arrays. */
  private int foldHot(int[] receivers, double[] values, int count, DoubleFold fold) {
    double[] folded = hot;
    long[] bits = hotBits;
    int left = 0;
    for (int i = 0; i < count; i++) {
      int target = receivers[i];
      double value = values[i];
      if (target < HOT) {
        folded[target] = fold.combine(folded[target], value);
        bits[target >>> 6] |= 1L << target;
      } else {
        receivers[left] = target;
        values[left] = value;
        left++;
      }
    }
    return left;
  }

  /** As above, for sums: a loop that tests nothing but the target. */
  private int addHot(int[] receivers, double[] values, int count) {
    double[] folded = hot;
    long[] bits = hotBits;
    int left = 0;
    for (int i = 0; i < count; i++) {
      int target = receivers[i];
      double value = values[i];
      if (target < HOT) {
        folded[target] += value;
        bits[target >>> 6] |= 1L << target;
      } else {
        receivers[left] = target;
        values[left] = value;
        left++;
      }
    }
    return left;
  }

  /** Stages what was folded to the first slots. */
  void stageFolded(double identity) {
    for (int word = 0; holdsFolded && word < hotBits.length; word++) {
      if (hotBits[word] != 0) {
        stageWord(word, identity);
      }
    }
    holdsFolded = false;
  }

  /** Gathers what was folded to 64 slots, which have one bucket. */
  private void stageWord(int word, double identity) {
    int bucket = bucket(word << 6);
    if (next[bucket] + Long.bitCount(hotBits[word]) > bucket + 1 << GATHER_BITS) {
      moveOn(bucket);
    }
    int[] targets = gatheredTargets;
    double[] messages = gathered;
    double[] folded = hot;
    int at = next[bucket];
    for (long left = hotBits[word]; left != 0; left &= left - 1) {
      int target = (word << 6) + Long.numberOfTrailingZeros(left);
      targets[at] = target;
      messages[at] = folded[target];
      folded[target] = identity;
      at++;
    }
    hotBits[word] = 0;
    next[bucket] = at;
    if (isFull(bucket)) {
      moveOn(bucket);
    }
  }

  private void openHot(DoubleFold fold) {
    hot = new double[HOT];
    Arrays.fill(hot, fold.identity);
    hotBits = Bits.forSlots(HOT);
  }

  /** Stages messages. */
  void stage(int[] receivers, double[] values, int count) {
    int from = gather(receivers, values, 0, count);
    while (from < count) {
      moveOn(bucket(receivers[from - 1]));
      from = gather(receivers, values, from, count);
    }
    if (count > 0) {
      int bucket = bucket(receivers[count - 1]);
      if (isFull(bucket)) {
        moveOn(bucket);
      }
    }
  }

  /**
   * Gathers messages until a bucket is full. Calls nothing, so that all it uses stays in registers.
   *
   * @return where it stopped, behind the message that filled its bucket
   */
  private int gather(int[] receivers, double[] values, int from, int count) {
    byte[] buckets = bucketOfGroup;
    int[] places = next;
    int[] targets = gatheredTargets;
    double[] messages = gathered;
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

  private void moveOn(int bucket) {
    move(bucket);
    if (folding != null && moved(bucket) >= FULL) {
      folding.foldFull(this, bucket);
    }
  }

  @Override
  void moveMessages(int bucket, int chunk, int index, int from, int count) {
    if (chunk == messages[bucket].length) {
      messages[bucket] = Arrays.copyOf(messages[bucket], 2 * chunk);
    }
    if (messages[bucket][chunk] == null) {
      messages[bucket][chunk] = new double[CHUNK];
    }
    System.arraycopy(gathered, from, messages[bucket][chunk], index, count);
  }

  /** The messages of a chunk. */
  double[] messages(int bucket, int chunk) {
    return messages[bucket][chunk];
  }
}
