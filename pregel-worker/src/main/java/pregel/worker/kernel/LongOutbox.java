package pregel.worker.kernel;

import java.util.Arrays;

/** The addressed messages that one thread staged in a superstep, block after block. */
final class LongOutbox {
  int[] targets = {};
  long[] messages = {};
  int size;

  void add(int target, long message) {
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
