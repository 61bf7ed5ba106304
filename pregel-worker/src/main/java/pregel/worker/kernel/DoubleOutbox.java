package pregel.worker.kernel;

import java.util.Arrays;
import pregel.worker.engine.Bits;

/**
 * The addressed messages of one thread in a superstep: staged, block after block; or, where they
 * fold in any order, folded for the first slots of the canonical order. In degree order these are
 * the hubs, for which all threads would otherwise contend.
 */
final class DoubleOutbox extends Outbox {
  double[] messages = {};

  double[] hot;

  void foldHot(int target, double message, DoubleFold fold) {
    if (hot == null) {
      hot = new double[HOT];
      Arrays.fill(hot, fold.identity);
      hotBits = Bits.forSlots(HOT);
    }
    hot[target] = fold.combine(hot[target], message);
    hotBits[target >>> 6] |= 1L << target;
  }

  void add(int target, double message) {
    if (size == targets.length) {
      int capacity = Math.max(1024, Math.addExact(size, size >> 1));
      targets = Arrays.copyOf(targets, capacity);
      messages = Arrays.copyOf(messages, capacity);
    }
    targets[size] = target;
    messages[size++] = message;
  }

  void clear() {
    size = 0;
  }
}
