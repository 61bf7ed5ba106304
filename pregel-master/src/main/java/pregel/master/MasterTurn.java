package pregel.master;

import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Master;
import pregel.api.MasterProgram;
import pregel.api.Phase;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.SuperstepReport;

/**
 * What happens before a superstep: the master program runs, and the superstep's phase is settled.
 * For one superstep only.
 */
public final class MasterTurn {

  /**
   * What was decided.
   *
   * @param stops whether the job ends instead
   * @param phase the phase of the superstep; null in a program without phases
   * @param order what the workers are to do; null if the job ends
   */
  public record Decision(boolean stops, Phase phase, SuperstepOrder order) {}

  private final int superstep;
  private final long vertices;
  private final long edges;
  private final long active;
  private final long messages;
  private final Phase last;
  private final boolean isAtRest;
  private Phase due;
  private boolean stops;

  private MasterTurn(
      int superstep,
      long vertices,
      long edges,
      long active,
      long messages,
      Phase last,
      Phase due,
      boolean isAtRest) {
    this.superstep = superstep;
    this.vertices = vertices;
    this.edges = edges;
    this.active = active;
    this.messages = messages;
    this.last = last;
    this.due = due;
    this.isAtRest = isAtRest;
  }

  /**
   * The turn before superstep 0: the phase declared first is due.
   *
   * @param phases the program's phases; none in a program without
   */
  public static MasterTurn first(List<Phase> phases, long vertices, long edges) {
    Phase first = phases.isEmpty() ? null : phases.get(0);
    return new MasterTurn(0, vertices, edges, vertices, 0, null, first, false);
  }

  /** The turn after a superstep from which the job goes on. */
  public static MasterTurn after(JobProgress progress, SuperstepReport report) {
    Phase last = progress.phase();
    return new MasterTurn(
        report.superstep() + 1,
        report.vertices(),
        report.edges(),
        report.active(),
        report.messages(),
        last,
        last == null ? null : PhaseRule.due(last, report.isAtRest()),
        report.isAtRest());
  }

  /**
   * Runs the master program and decides.
   *
   * @param program the master program; null if there is none
   * @param name the vertex program's, for errors
   * @throws JobException of kind USER_PROGRAM if the master program throws, or did not choose among
   *     several phases
   */
  public Decision run(MasterProgram program, String name) {
    if (program != null) {
      try {
        program.compute(new View());
      } catch (JobException e) {
        throw e;
      } catch (RuntimeException | StackOverflowError e) {
        throw new JobException(
            FailureKind.USER_PROGRAM,
            name
                + ": master program before superstep "
                + superstep
                + ": "
                + e.toString().replace('\n', ' ')
                + "; correct the program",
            e);
      }
    }
    if (stops) {
      return new Decision(true, null, null);
    }
    if (last != null && due == null) {
      throw new JobException(
          FailureKind.USER_PROGRAM,
          name
              + ": superstep "
              + superstep
              + ": "
              + last
              + " may be followed by any of "
              + last.followers()
              + "; let a master program choose with switchTo");
    }
    return new Decision(
        false, due, new SuperstepOrder(superstep, due == null ? -1 : due.index(), isAtRest));
  }

  /** The job as the master program sees it. */
  private final class View extends Master {
    @Override
    public int superstep() {
      return superstep;
    }

    @Override
    public long numVertices() {
      return vertices;
    }

    @Override
    public long numEdges() {
      return edges;
    }

    @Override
    public long activeVertices() {
      return active;
    }

    @Override
    public long messages() {
      return messages;
    }

    @Override
    public Phase phase() {
      return due;
    }

    @Override
    public void switchTo(Phase next) {
      if (last == null ? !next.equals(due) : !PhaseRule.mayFollow(last, next, isAtRest)) {
        throw new IllegalStateException(
            last == null
                ? "superstep 0 runs the phase that was declared first, not " + next
                : next
                    + " is not among the followers of "
                    + last
                    + ", which are "
                    + last.followers());
      }
      due = next;
    }

    @Override
    public void stop() {
      stops = true;
    }
  }
}
