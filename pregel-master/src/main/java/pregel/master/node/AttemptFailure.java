package pregel.master.node;

import java.util.List;
import pregel.master.RecoveryRule.Loss;

/** An attempt has failed. */
final class AttemptFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Loss> losses;

  /**
   * @param losses at least one, in the order in which they were met
   */
  AttemptFailure(List<Loss> losses) {
    super(losses.get(0).message());
    this.losses = List.copyOf(losses);
  }

  List<Loss> losses() {
    return losses;
  }
}
