package pregel.master;

import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.core.job.Aggregates;
import pregel.core.job.Contributions;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Traffic;
import pregel.core.job.Verdict;
import pregel.core.job.WorkerReport;

/**
 * The course of a job that several workers execute: from their reports follow the values of the
 * aggregators, whether there is another superstep, and what the workers are to do in it. Holds the
 * master's instance of the program's declarations; sends nothing and waits for nothing.
 */
public final class JobCourse {

  /**
   * What the workers do next.
   *
   * @param verdict CONTINUE, or why the job ends
   * @param order the next superstep; null if the job ends
   * @param traffic what the superstep before sent
   * @param report what the superstep before did; null before the first
   */
  public record Step(
      Verdict verdict, SuperstepOrder order, Traffic traffic, SuperstepReport report) {}

  private final Schema schema;
  private final String name;
  private final int partitions;
  private JobProgress progress;

  /**
   * @param schema what the program declared; its aggregators are the master's own
   * @param name the program's, for errors
   * @param partitions partitions of the whole graph
   */
  public JobCourse(Schema schema, String name, int partitions, int maxSupersteps) {
    this.schema = schema;
    this.name = name;
    this.partitions = partitions;
    this.progress = JobProgress.start(maxSupersteps);
  }

  /**
   * Starts a job.
   *
   * @param openEdges along how many edges each channel's messages can be received
   */
  public Step first(long vertices, long edges, Traffic openEdges) {
    return next(MasterTurn.first(schema.phases(), vertices, edges), openEdges, null);
  }

  /**
   * Goes on from a checkpoint; the aggregators of the schema have been read.
   *
   * @param order of the superstep at whose start it was taken
   * @param traffic what the superstep before sent
   * @throws IllegalArgumentException if the program has no such phase
   */
  public Step resume(SuperstepOrder order, Traffic traffic) {
    if (order.phase() >= schema.phases().size()) {
      throw new IllegalArgumentException("the program has no phase " + order.phase());
    }
    progress =
        new JobProgress(
            order.superstep(),
            progress.maxSupersteps(),
            order.phase() < 0 ? null : schema.phases().get(order.phase()),
            order.wakesAll());
    return new Step(Verdict.CONTINUE, order, traffic, null);
  }

  /** Goes on after a superstep. */
  public Step after(List<WorkerReport> reports) {
    SuperstepReport report = reports.get(0).report();
    Traffic traffic = reports.get(0).traffic();
    for (WorkerReport one : reports.subList(1, reports.size())) {
      report = report.plus(one.report());
      traffic = traffic.plus(one.traffic());
    }
    List<Contributions> contributions = reports.stream().map(WorkerReport::contributions).toList();
    try {
      Aggregates.publish(schema, partitions, contributions);
    } catch (RuntimeException | StackOverflowError e) {
      throw new JobException(
          FailureKind.USER_PROGRAM,
          name
              + ": fold of an aggregator, superstep "
              + report.superstep()
              + ": "
              + e.toString().replace('\n', ' ')
              + "; correct the program",
          e);
    }
    Verdict verdict = progress.verdict(report);
    if (verdict != Verdict.CONTINUE) {
      return new Step(verdict, null, traffic, report);
    }
    MasterTurn turn = MasterTurn.after(progress, report);
    progress = progress.next();
    return next(turn, traffic, report);
  }

  private Step next(MasterTurn turn, Traffic traffic, SuperstepReport report) {
    MasterTurn.Decision decision = turn.run(schema.masterProgram(), name);
    if (decision.stops()) {
      return new Step(Verdict.STOPPED_BY_MASTER, null, traffic, report);
    }
    progress = progress.in(decision.phase(), decision.order().wakesAll());
    return new Step(Verdict.CONTINUE, decision.order(), traffic, report);
  }

  /** The master's declarations, whose aggregators hold what the next superstep reads. */
  public Schema schema() {
    return schema;
  }
}
