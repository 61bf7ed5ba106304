package pregel.algorithms.community;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Sums the weights of labels, and knows the heaviest, the smallest of several.
 *
 * <p>Weights of a label are summed in ascending order, so that the sum is the same bits in whatever
 * order they came.
 */
final class LabelWeights {
  private record Entry(long label, double weight) {}

  private static final Comparator<Entry> BY_LABEL =
      Comparator.comparingLong(Entry::label).thenComparingDouble(Entry::weight);

  private Entry[] entries = new Entry[16];
  private int size;

  void clear() {
    size = 0;
  }

  void add(long label, double weight) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * size);
    }
    entries[size++] = new Entry(label, weight);
  }

  /** The label of the greatest sum; {@code otherwise} if there is none. */
  long heaviestOr(long otherwise) {
    Arrays.sort(entries, 0, size, BY_LABEL);
    long heaviest = otherwise;
    double most = Double.NEGATIVE_INFINITY;
    for (int from = 0; from < size; ) {
      long label = entries[from].label;
      double sum = 0;
      int to = from;
      while (to < size && entries[to].label == label) {
        sum += entries[to].weight;
        to++;
      }
      if (sum > most) {
        heaviest = label;
        most = sum;
      }
      from = to;
    }
    return heaviest;
  }
}
