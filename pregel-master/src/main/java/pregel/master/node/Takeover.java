package pregel.master.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import pregel.core.checkpoint.Manifest;
import pregel.core.protocol.ControlMessage.Standing;
import pregel.core.protocol.SavedState;
import pregel.master.TakeoverRule;
import pregel.master.TakeoverRule.AnotherAttempt;
import pregel.master.TakeoverRule.GoOn;

/**
 * An attempt that another master led, and that goes on.
 *
 * @param standings where its workers stand, by number
 * @param plan what follows
 * @param from the checkpoint that its workers are going on from; null if they go on from none, or
 *     have gone on
 * @param saved the superstep of the newest checkpoint; 0 if there is none
 */
record Takeover(Crew crew, List<Standing> standings, GoOn plan, Manifest from, int saved) {
  /** Longer than an answer takes that costs no work. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The attempt cannot go on; the message says why. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /**
   * Asks the workers where they stand.
   *
   * @param workers how many the attempt has
   */
  static Takeover of(Crew crew, int workers, JobCheckpoints checkpoints)
      throws Refused, JobStopped, IOException, InterruptedException {
    if (crew.size() < workers) {
      throw new Refused(crew.size() + " of its " + workers + " workers are there");
    }
    List<Standing> standings;
    try {
      standings = crew.standings(PATIENCE);
    } catch (AttemptFailure e) {
      throw new Refused(e.getMessage());
    }
    TakeoverRule.Decision decision = TakeoverRule.decide(standings);
    if (decision instanceof AnotherAttempt another) {
      throw new Refused(another.reason());
    }
    GoOn plan = (GoOn) decision;
    SavedState restored = standings.get(0).restored();
    // Of use only until the first verdict: later ones hold what is read from it.
    boolean isNeeded = restored != null && plan.verdict() == null;
    return new Takeover(
        crew,
        standings,
        plan,
        isNeeded ? find(restored, checkpoints) : null,
        checkpoints.newest().map(Manifest::superstep).orElse(0));
  }

  /** What the workers were told to go on from; as long as they load, none is newer. */
  private static Manifest find(SavedState restored, JobCheckpoints checkpoints)
      throws Refused, IOException {
    return checkpoints
        .newest()
        .filter(
            manifest ->
                manifest.attempt() == restored.attempt()
                    && manifest.superstep() == restored.superstep())
        .orElseThrow(
            () ->
                new Refused(
                    "the checkpoint of superstep " + restored.superstep() + " is not the newest"));
  }
}
