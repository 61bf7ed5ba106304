package pregel.master;

import java.util.List;
import pregel.api.FailureKind;

/**
 * What becomes of a job whose attempt has failed.
 *
 * <pre>
 *   somebody failed for a reason that another attempt would meet again  -> the job fails so
 *   workers or links were lost, out of memory, bytes were damaged       -> another attempt,
 *                                                                          while there are any left
 * </pre>
 */
public final class RecoveryRule {
  private RecoveryRule() {}

  /**
   * Why a worker left an attempt.
   *
   * @param worker its id
   * @param kind RECOVERY_SPENT if it, another worker or a link was lost
   * @param secondHand whether somebody else ended what they had in common, and knows better why
   * @param message one line
   */
  public record Loss(String worker, FailureKind kind, boolean secondHand, String message) {
    /** A loss that nobody else knows better. */
    public Loss(String worker, FailureKind kind, String message) {
      this(worker, kind, false, message);
    }
  }

  /**
   * What is to be done.
   *
   * @param tryAgain whether another attempt is made
   * @param cause what the attempt failed of; what the job fails of if there is no other
   */
  public record Decision(boolean tryAgain, Loss cause) {}

  /**
   * Decides.
   *
   * @param losses of the attempt that failed, at least one, in the order in which they were met
   * @param attempts how many were made
   * @param mostAttempts how many may be made
   */
  public static Decision decide(List<Loss> losses, int attempts, int mostAttempts) {
    Loss cause = losses.get(0);
    for (Loss loss : losses) {
      // A lost link is what others see of a failure: whoever knows better is believed.
      if (knowsBetter(loss, cause)) {
        cause = loss;
      }
    }
    boolean tryAgain = rank(cause.kind()) < FINAL && attempts < mostAttempts;
    return new Decision(tryAgain, cause);
  }

  private static final int FINAL = 3;

  private static boolean knowsBetter(Loss loss, Loss other) {
    int better = rank(loss.kind()) - rank(other.kind());
    return better > 0 || better == 0 && other.secondHand() && !loss.secondHand();
  }

  private static int rank(FailureKind kind) {
    return switch (kind) {
      case RECOVERY_SPENT -> 0;
      case PROTOCOL -> 1;
      case MEMORY -> 2;
      case USAGE,
          INPUT,
          OUTPUT,
          USER_PROGRAM,
          NO_PROGRESS,
          COORDINATION_LOST,
          FENCED,
          NO_CHECKPOINT,
          DISK_FULL,
          INTERNAL ->
          FINAL;
    };
  }
}
