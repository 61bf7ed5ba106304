package pregel.worker.kernel;

import java.nio.DoubleBuffer;
import pregel.worker.engine.Bits;

/** Reads the rows of an adjacency. */
final class Rows {
  private Rows() {}

  /**
   * The first index from {@code from} whose target is at least {@code slot}; {@code end} if there
   * is none.
   */
  static int firstAtLeast(int[] targets, int from, int end, int slot) {
    int low = from;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (targets[middle] < slot) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first index from {@code from} whose target is a sender; {@code end} if there is none. */
  static int firstSender(int[] targets, int from, int end, long[] senders) {
    int k = from;
    while (k < end && !Bits.get(senders, targets[k])) {
      k++;
    }
    return k;
  }

  /** The weight of an edge; 1 where there are none. */
  static double weight(DoubleBuffer weights, int edge) {
    return weights == null ? 1 : weights.get(edge);
  }
}
