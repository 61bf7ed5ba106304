package pregel.worker.kernel;

import pregel.api.Channel;
import pregel.api.Combiner;
import pregel.api.IntCombiner;
import pregel.api.IntEdgeFunction;

/**
 * How int messages combine and what edges do to them, resolved once from what the program declared.
 */
final class IntFold {
  /** The combiner with a loop of its own; null for none, or for the program's own. */
  final Combiner known;

  /** The program's own combiner, or null. */
  final IntCombiner custom;

  /** What happens along edges, or null. */
  final IntEdgeFunction edge;

  /** What those who do not send contribute. */
  final int identity;

  IntFold(Channel channel) {
    this.known = channel.combiner() instanceof Combiner combiner ? combiner : null;
    this.custom = channel.combiner() instanceof IntCombiner combiner ? combiner : null;
    this.edge = (IntEdgeFunction) channel.edgeFunction();
    this.identity = known != null ? known.intIdentity() : custom != null ? custom.identity() : 0;
  }

  boolean combines() {
    return known != null || custom != null;
  }

  /** Whether messages may fold in any order and on arrival, without changing a bit. */
  boolean isExact() {
    return known == Combiner.SUM || known == Combiner.MIN || known == Combiner.MAX;
  }

  /** Whether a value that nobody sent may be folded as the identity, along edges too. */
  boolean absorbsIdentity() {
    if (known == null || known == Combiner.FIRST) {
      return false;
    }
    return edge == null;
  }

  int combine(int left, int right) {
    if (custom != null) {
      return custom.combine(left, right);
    }
    return switch (known) {
      case SUM -> left + right;
      case MIN -> Math.min(left, right);
      case MAX -> Math.max(left, right);
      case FIRST -> left;
    };
  }

  /** The fold of what there is so far and the first message. */
  int begin(int message) {
    return known == Combiner.FIRST ? message : combine(identity, message);
  }

  boolean isIdentity(int value) {
    return value == identity;
  }
}
