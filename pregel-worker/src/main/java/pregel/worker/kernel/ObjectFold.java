package pregel.worker.kernel;

import pregel.api.Channel;
import pregel.api.Combiner;
import pregel.api.ObjectCombiner;
import pregel.api.ObjectEdgeFunction;

/**
 * How object messages combine and what edges do to them, resolved once from what the program
 * declared. Null stands for no message, and so for the identity.
 */
final class ObjectFold {
  /** FIRST, or null. */
  final Combiner known;

  /** The program's own combiner, or null. */
  final ObjectCombiner<Object> custom;

  /** What happens along edges, or null. */
  final ObjectEdgeFunction<Object> edge;

  /** What those who do not send contribute. */
  final Object identity = null;

  @SuppressWarnings("unchecked") // the program sends and receives one type
  ObjectFold(Channel channel) {
    this.known = channel.combiner() instanceof Combiner combiner ? combiner : null;
    this.custom =
        channel.combiner() instanceof ObjectCombiner<?> combiner
            ? (ObjectCombiner<Object>) combiner
            : null;
    this.edge = (ObjectEdgeFunction<Object>) channel.edgeFunction();
  }

  boolean combines() {
    return known != null || custom != null;
  }

  Object combine(Object left, Object right) {
    if (left == null) {
      return right;
    }
    return right == null || custom == null ? left : custom.combine(left, right);
  }

  Object begin(Object message) {
    return message;
  }

  boolean isIdentity(Object value) {
    return value == null;
  }
}
