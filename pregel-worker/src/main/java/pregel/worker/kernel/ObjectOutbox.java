package pregel.worker.kernel;

import java.util.Arrays;

/** The addressed messages that one thread staged in a superstep, block after block. */
final class ObjectOutbox extends Outbox {
  Object[] messages = {};

  void add(int target, Object message) {
    if (size == targets.length) {
      int capacity = Math.max(1024, Math.addExact(size, size >> 1));
      targets = Arrays.copyOf(targets, capacity);
      messages = Arrays.copyOf(messages, capacity);
    }
    targets[size] = target;
    messages[size++] = message;
  }

  void clear() {
    Arrays.fill(messages, 0, size, null);
    size = 0;
  }
}
