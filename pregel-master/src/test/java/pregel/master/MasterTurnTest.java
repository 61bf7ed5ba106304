package pregel.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.MasterProgram;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.VertexProgram;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;

class MasterTurnTest {
  private static final MasterProgram SILENT = master -> {};

  private final Schema schema = Schema.of(new ThreePhases(), 0);
  private final Phase first = schema.phases().get(0);
  private final Phase second = schema.phases().get(1);
  private final Phase third = schema.phases().get(2);

  /** The first is followed by itself, the second by the others; at rest the first by the third. */
  private static final class ThreePhases implements VertexProgram.OfPhases {
    @Override
    public void open(Schema schema) {
      Phase first = schema.phase("first", vertex -> {});
      Phase second = schema.phase("second", vertex -> {});
      Phase third = schema.phase("third", vertex -> {});
      first.then(first, second).whenQuiet(third);
      second.then(first, third);
      third.then(second);
    }
  }

  private static SuperstepReport report(long active, long messages) {
    return new SuperstepReport(4, 9, active, messages, 0, 0, Delivery.PUSH, 10, 20, 0, 0, 1);
  }

  private static MasterTurn after(Phase phase, SuperstepReport report) {
    return MasterTurn.after(new JobProgress(4, 99, phase, false), report);
  }

  private static SuperstepOrder order(MasterTurn turn, MasterProgram program) {
    return turn.run(program, "Program").order();
  }

  @Test
  void superstepZeroRunsThePhaseDeclaredFirst() {
    MasterTurn turn = MasterTurn.first(schema.phases(), 10, 20);
    assertThat(order(turn, null)).isEqualTo(new SuperstepOrder(0, first.index(), false));
    assertThatThrownBy(() -> order(turn, master -> master.switchTo(second)))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("superstep 0");
  }

  @Test
  void aPhaseThatMayFollowItselfDoesSoWhenTheMasterProgramIsSilent() {
    assertThat(order(after(first, report(1, 0)), SILENT))
        .isEqualTo(new SuperstepOrder(5, first.index(), false));
  }

  @Test
  void theOnlyFollowerIsDue() {
    assertThat(order(after(third, report(1, 1)), null).phase()).isEqualTo(second.index());
  }

  @Test
  void amongSeveralFollowersTheMasterProgramMustChoose() {
    assertThatThrownBy(() -> order(after(second, report(1, 1)), SILENT))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USER_PROGRAM))
        .hasMessageContaining("\"second\"")
        .hasMessageContaining("switchTo");
    assertThat(order(after(second, report(1, 1)), master -> master.switchTo(third)).phase())
        .isEqualTo(third.index());
  }

  @Test
  void refusesAPhaseThatDoesNotFollow() {
    assertThatThrownBy(() -> order(after(first, report(1, 1)), master -> master.switchTo(third)))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("\"third\"");
  }

  @Test
  void atRestThePhaseNamedForItIsDueAndAllWakeUp() {
    assertThat(order(after(first, report(0, 0)), null))
        .isEqualTo(new SuperstepOrder(5, third.index(), true));
    assertThat(new JobProgress(4, 99, first, false).verdict(report(0, 0)))
        .isEqualTo(Verdict.CONTINUE);
    assertThat(new JobProgress(4, 5, first, false).verdict(report(0, 0)))
        .isEqualTo(Verdict.STOP_AT_LIMIT);
    assertThat(new JobProgress(4, 99, third, false).verdict(report(0, 0)))
        .isEqualTo(Verdict.FINISH);
  }

  @Test
  void theMasterProgramSeesTheSuperstepBeforeAndMayStop() {
    MasterTurn.Decision decision =
        after(first, report(3, 7))
            .run(
                master -> {
                  assertThat(master.superstep()).isEqualTo(5);
                  assertThat(master.numVertices()).isEqualTo(10);
                  assertThat(master.numEdges()).isEqualTo(20);
                  assertThat(master.activeVertices()).isEqualTo(3);
                  assertThat(master.messages()).isEqualTo(7);
                  assertThat(master.phase()).isEqualTo(first);
                  master.stop();
                },
                "Program");
    assertThat(decision.stops()).isTrue();
  }

  @Test
  void aMasterProgramThatThrowsEndsTheJob() {
    assertThatThrownBy(
            () ->
                after(first, report(1, 1))
                    .run(
                        master -> {
                          throw new IllegalStateException("no");
                        },
                        "my.Program"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("my.Program: master program before superstep 5")
        .hasMessageContaining("no");
  }

  @Test
  void aProgramWithoutPhasesHasNone() {
    assertThat(order(MasterTurn.first(List.of(), 1, 1), null))
        .isEqualTo(new SuperstepOrder(0, -1, false));
  }
}
