package pregel.master.node;

import java.util.List;
import pregel.core.coordination.WorkerRecord;
import pregel.master.JobCourse;

/**
 * Where an attempt stands that has lost one worker, while all others have executed the superstep
 * that was running as far as they can without it, or await its verdict: so another worker can take
 * the lost one's place, execute past supersteps from what was sent to it, and nobody else does
 * anything twice.
 *
 * @param workers of the attempt, by number
 * @param lost the number of the one that is lost
 * @param course of the job, as decided up to the superstep
 * @param step the superstep
 * @param verdicts of those before it
 */
record Standstill(
    List<WorkerRecord> workers,
    int lost,
    JobCourse course,
    JobCourse.Step step,
    VerdictLog verdicts) {

  int superstep() {
    return step.order().superstep();
  }
}
