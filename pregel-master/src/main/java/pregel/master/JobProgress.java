package pregel.master;

import pregel.api.Phase;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;

/**
 * Where a job stands, and what the barrier after a superstep decides.
 *
 * <pre>
 *   superstep S done, something to do, S + 1 below the limit  -> CONTINUE, now at S + 1
 *   superstep S done, something to do, S + 1 at the limit     -> STOP_AT_LIMIT
 *   superstep S done, nothing to do                           -> FINISH
 * </pre>
 *
 * There is something to do while a vertex is active, a message in flight or a change of the graph
 * requested, and when the phase names another for when it has come to rest; but not where all were
 * woken for a phase and there was nobody to compute.
 *
 * @param superstep the superstep whose report is awaited
 * @param maxSupersteps the step limit
 * @param phase the phase of that superstep; null in a program without phases
 * @param woken whether every vertex was woken for it
 */
public record JobProgress(int superstep, int maxSupersteps, Phase phase, boolean woken) {

  public JobProgress {
    if (maxSupersteps < 1) {
      throw new IllegalArgumentException("a job has at least one superstep, not " + maxSupersteps);
    }
  }

  /** A job that has not run yet. */
  public static JobProgress start(int maxSupersteps) {
    return new JobProgress(0, maxSupersteps, null, false);
  }

  /**
   * The same superstep, in a phase.
   *
   * @param wakesAll whether every vertex is woken for it
   */
  public JobProgress in(Phase chosen, boolean wakesAll) {
    return new JobProgress(superstep, maxSupersteps, chosen, wakesAll);
  }

  /** Decides on the report of the awaited superstep. */
  public Verdict verdict(SuperstepReport report) {
    if (report.superstep() != superstep) {
      throw new IllegalStateException(
          "report of superstep "
              + report.superstep()
              + " while waiting for superstep "
              + superstep);
    }
    if (report.isAtRest() && !goesOn(report)) {
      return Verdict.FINISH;
    }
    return superstep + 1 >= maxSupersteps ? Verdict.STOP_AT_LIMIT : Verdict.CONTINUE;
  }

  /** Whether another phase follows rest. */
  private boolean goesOn(SuperstepReport report) {
    boolean isAnyLeft = !woken || report.computed() > 0;
    return phase != null && phase.whenQuiet() != null && isAnyLeft;
  }

  /** The state after a verdict to continue; its phase is still to be chosen. */
  public JobProgress next() {
    return new JobProgress(superstep + 1, maxSupersteps, null, false);
  }
}
