package pregel.master;

import java.util.ArrayList;
import java.util.List;
import pregel.core.protocol.ControlMessage.Answer;
import pregel.core.protocol.ControlMessage.BarrierVerdict;
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Standing;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.ControlMessage.Written;

/**
 * What a master does about an attempt that another one led. A master tells its verdict only when it
 * holds the answers of all workers to the one before, so that no worker is more than one behind:
 *
 * <pre>
 *   all hold the verdict for S                    -> their answers are awaited; the verdict for
 *                                                    S + 1 follows from them and the state in this
 *   some hold it, the others that for S - 1,      -> it is sent to the others, byte for byte, and
 *     which they have answered                       then as above
 *   all were told to load, nobody holds a verdict -> they are awaited; the first verdict follows
 *   anything else                                 -> another attempt
 * </pre>
 */
public final class TakeoverRule {
  private TakeoverRule() {}

  /** What is to be done. */
  public sealed interface Decision {}

  /**
   * The attempt goes on.
   *
   * @param verdict the last that anybody was told; null while the workers load
   * @param missing the workers to whom it is still to be told, ascending
   */
  public record GoOn(BarrierVerdict verdict, List<Integer> missing) implements Decision {}

  /**
   * Another attempt is made.
   *
   * @param reason in what the workers' answers do not agree, for people
   */
  public record AnotherAttempt(String reason) implements Decision {}

  /**
   * Decides.
   *
   * @param standings of all workers of the attempt, by number
   */
  public static Decision decide(List<Standing> standings) {
    int newest = Integer.MIN_VALUE;
    for (Standing standing : standings) {
      newest = Math.max(newest, place(standing));
    }
    BarrierVerdict verdict = null;
    List<Integer> missing = new ArrayList<>();
    for (int worker = 0; worker < standings.size(); worker++) {
      Standing standing = standings.get(worker);
      String objection = objection(standing, worker, standings.get(0));
      if (objection == null && place(standing) == newest) {
        if (verdict != null && !verdict.isSameAs(standing.verdict())) {
          objection = "holds another verdict for superstep " + newest + " than a worker before it";
        }
        verdict = standing.verdict();
      } else if (objection == null) {
        objection = whyNotOneBehind(standing, newest);
        missing.add(worker);
      }
      if (objection != null) {
        return new AnotherAttempt("worker " + worker + " " + objection);
      }
    }
    return new GoOn(verdict, List.copyOf(missing));
  }

  /** The superstep that a worker was last told of; one less than the first if it was of none. */
  private static int place(Standing standing) {
    if (standing.verdict() != null) {
      return standing.verdict().next();
    }
    return standing.restored() == null ? -1 : standing.restored().superstep() - 1;
  }

  /** What is wrong with one worker, whatever the verdicts of others; null if nothing is. */
  private static String objection(Standing standing, int worker, Standing first) {
    if (standing.worker() < 0) {
      return "was not told to load";
    } else if (standing.worker() != worker) {
      return "takes itself for worker " + standing.worker();
    } else if (standing.restored() == null
        ? first.restored() != null
        : !standing.restored().equals(first.restored())) {
      return "goes on from another checkpoint than worker 0";
    } else if (standing.verdict() != null && standing.loaded() == null) {
      return "holds a verdict, and has not loaded";
    } else if (standing.answer() != null && !answers(standing.answer(), standing.verdict())) {
      return "has answered what it was not asked";
    }
    return null;
  }

  private static boolean answers(Answer answer, BarrierVerdict verdict) {
    return verdict != null
        && (verdict instanceof Superstep ? answer instanceof Computed : answer instanceof Written);
  }

  private static String whyNotOneBehind(Standing standing, int newest) {
    boolean isDone = standing.verdict() == null ? standing.loaded() != null : isAnswered(standing);
    if (place(standing) != newest - 1) {
      return "is at superstep " + place(standing) + ", another at " + newest;
    } else if (!isDone) {
      return "has not answered for superstep " + place(standing) + ", another is at " + newest;
    }
    return null;
  }

  private static boolean isAnswered(Standing standing) {
    return standing.verdict() instanceof Superstep && standing.answer() != null;
  }
}
