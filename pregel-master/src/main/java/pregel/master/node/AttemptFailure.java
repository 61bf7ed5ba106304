package pregel.master.node;

import java.util.List;
import pregel.master.RecoveryRule.Loss;

/** An attempt has failed. */
final class AttemptFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Loss> losses;
  private final transient Standstill standstill;

  /**
   * @param losses at least one, in the order in which they were met
   */
  AttemptFailure(List<Loss> losses) {
    this(losses, null);
  }

  /**
   * @param standstill in which only the lost worker's part need be repeated; null if there is none
   */
  AttemptFailure(List<Loss> losses, Standstill standstill) {
    super(losses.get(0).message());
    this.losses = List.copyOf(losses);
    this.standstill = standstill;
  }

  Standstill standstill() {
    return standstill;
  }

  List<Loss> losses() {
    return losses;
  }
}
