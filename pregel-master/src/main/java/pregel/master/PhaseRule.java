package pregel.master;

import pregel.api.Phase;

/** Which phases may follow a superstep, and which one does if the master program is silent. */
final class PhaseRule {
  private PhaseRule() {}

  /**
   * The phase that is due: where the job has come to rest the one named for that, else the phase
   * itself if it may follow itself, else the only one that may.
   *
   * @return null if several may follow, so that the master program must choose
   */
  static Phase due(Phase last, boolean isAtRest) {
    if (isAtRest && last.whenQuiet() != null) {
      return last.whenQuiet();
    } else if (last.followers().contains(last)) {
      return last;
    }
    return last.followers().size() == 1 ? last.followers().get(0) : null;
  }

  static boolean mayFollow(Phase last, Phase next, boolean isAtRest) {
    return last.followers().contains(next) || (isAtRest && next.equals(last.whenQuiet()));
  }
}
