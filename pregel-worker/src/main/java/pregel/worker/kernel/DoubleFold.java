package pregel.worker.kernel;

import pregel.api.Channel;
import pregel.api.Combiner;
import pregel.api.DoubleCombiner;
import pregel.api.DoubleEdgeFunction;

/**
 * How double messages combine and what edges do to them, resolved once from what the program
 * declared.
 */
final class DoubleFold {
  /** The combiner with a loop of its own; null for none, or for the program's own. */
  final Combiner known;

  /** The program's own combiner, or null. */
  final DoubleCombiner custom;

  /** What happens along edges, or null. */
  final DoubleEdgeFunction edge;

  /** What those who do not send contribute. */
  final double identity;

  DoubleFold(Channel channel) {
    this.known = channel.combiner() instanceof Combiner combiner ? combiner : null;
    this.custom = channel.combiner() instanceof DoubleCombiner combiner ? combiner : null;
    this.edge = (DoubleEdgeFunction) channel.edgeFunction();
    this.identity = known != null ? known.doubleIdentity() : custom != null ? custom.identity() : 0;
  }

  boolean combines() {
    return known != null || custom != null;
  }

  /** Whether messages may fold in any order and on arrival, without changing a bit. */
  boolean isExact() {
    return known == Combiner.MIN || known == Combiner.MAX;
  }

  /** Whether a value that nobody sent may be folded as the identity, along edges too. */
  boolean absorbsIdentity() {
    if (known == null || known == Combiner.FIRST) {
      return false;
    }
    return edge == null || isInfiniteUnderPlus();
  }

  /** Whether adding a finite weight leaves the identity what it is. */
  private boolean isInfiniteUnderPlus() {
    return edge == DoubleEdgeFunction.PLUS_WEIGHT && Double.isInfinite(identity);
  }

  double combine(double left, double right) {
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
  double begin(double message) {
    return known == Combiner.FIRST ? message : combine(identity, message);
  }

  boolean isIdentity(double value) {
    return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(identity);
  }
}
