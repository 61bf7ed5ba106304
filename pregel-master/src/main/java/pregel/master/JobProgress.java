package pregel.master;

import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;

/**
 * Where a job stands, and what the barrier after a superstep decides.
 *
 * <pre>
 *   superstep S done, something active or in flight, S + 1 below the limit  -> CONTINUE, now at S + 1
 *   superstep S done, something active or in flight, S + 1 at the limit     -> STOP_AT_LIMIT
 *   superstep S done, nothing active and nothing in flight                  -> FINISH
 * </pre>
 *
 * @param superstep the superstep whose report is awaited
 * @param maxSupersteps the step limit
 */
public record JobProgress(int superstep, int maxSupersteps) {

  public JobProgress {
    if (maxSupersteps < 1) {
      throw new IllegalArgumentException("a job has at least one superstep, not " + maxSupersteps);
    }
  }

  /** A job that has not run yet. */
  public static JobProgress start(int maxSupersteps) {
    return new JobProgress(0, maxSupersteps);
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
    if (report.active() == 0 && report.messages() == 0) {
      return Verdict.FINISH;
    }
    return superstep + 1 >= maxSupersteps ? Verdict.STOP_AT_LIMIT : Verdict.CONTINUE;
  }

  /** The state after a verdict to continue. */
  public JobProgress next() {
    return new JobProgress(superstep + 1, maxSupersteps);
  }
}
