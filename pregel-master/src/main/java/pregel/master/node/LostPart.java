package pregel.master.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.Schema;
import pregel.core.crash.CrashPoints;
import pregel.core.job.WorkerReport;
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Load;
import pregel.core.protocol.ControlMessage.Loaded;
import pregel.core.protocol.ControlMessage.Rejoin;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.MasterValues;
import pregel.core.protocol.Member;
import pregel.core.protocol.NetworkCounts;
import pregel.core.protocol.SavedState;
import pregel.master.RecoveryRule.Loss;

/**
 * The part of a worker that was lost, as another computes it again in its place, up to where the
 * others stand still: they send it what they sent to the lost one, without being told.
 */
final class LostPart {
  /** In the place of an answer that nobody awaits. */
  private static final Computed NOTHING = new Computed(new byte[0], NetworkCounts.NONE, 0);

  private final Crew crew;
  private final Standstill standstill;
  private final CourseValues values;

  LostPart(Crew crew, Standstill standstill, CourseValues values) {
    this.crew = crew;
    this.standstill = standstill;
    this.values = values;
  }

  /**
   * Lets the worker in the lost place load, and the others take part in that.
   *
   * @param saved the checkpoint to go on from; null to begin
   */
  void order(String id, byte[] definition, SavedState saved)
      throws AttemptFailure, InterruptedException {
    List<Member> members = crew.members();
    int lost = standstill.lost();
    for (int worker = 0; worker < crew.size(); worker++) {
      crew.tell(
          worker,
          worker == lost
              ? new Load(id, definition, worker, members, saved)
              : new Rejoin(id, worker, members, lost, saved, standstill.superstep()),
          -1);
    }
  }

  /**
   * Fails unless the worker in the lost place has the partitions that the others take it to have.
   */
  void requireSame(List<Loaded> loaded) throws AttemptFailure {
    int other = standstill.lost() == 0 ? 1 : 0;
    if (owners(loaded, standstill.lost()) != owners(loaded, other)) {
      throw failure(
          "has other threads or another memory than the lost one, and would have other partitions");
    }
  }

  private static int owners(List<Loaded> loaded, int worker) {
    return loaded.get(worker).report().owners();
  }

  /** Lets the worker in the lost place execute a superstep that the others have executed. */
  void execute(int superstep, Duration patience)
      throws AttemptFailure, JobStopped, InterruptedException {
    CrashPoints.at("master.repeat", superstep);
    int lost = standstill.lost();
    VerdictLog.Past past = standstill.verdicts().get(superstep);
    MasterValues held = values.write(past.values(), superstep);
    crew.tell(lost, new Superstep(past.order(), past.traffic(), held), superstep);
    List<Computed> others = new ArrayList<>();
    for (int worker = 0; worker < crew.size(); worker++) {
      others.add(worker == lost ? null : NOTHING);
    }
    String what = "superstep " + superstep + " again";
    Computed again = crew.await(others, Computed.class, superstep, what, patience).get(lost);
    values.answered();
    requireSame(superstep, again);
  }

  private void requireSame(int superstep, Computed again) throws AttemptFailure {
    Schema schema = standstill.course().schema();
    WorkerReport report = CourseValues.report(schema, again.report());
    if (!standstill.verdicts().isSame(superstep, standstill.lost(), schema, report)) {
      throw failure(
          "reports something else of superstep "
              + superstep
              + " than the lost worker did; let the program depend on neither clock, thread nor"
              + " order");
    }
  }

  private AttemptFailure failure(String what) {
    String worker = crew.ids().get(standstill.lost());
    return new AttemptFailure(
        List.of(new Loss(worker, FailureKind.RECOVERY_SPENT, "worker " + worker + ": " + what)));
  }
}
