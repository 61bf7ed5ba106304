package pregel.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;

class JobProgressTest {
  private static SuperstepReport report(int superstep, long active, long messages) {
    return new SuperstepReport(
        superstep, 10, active, messages, 0, messages, Delivery.PULL, 10, 20, 0, 0, 1);
  }

  @Test
  void goesOnWhileAVertexIsActive() {
    assertThat(JobProgress.start(9).verdict(report(0, 1, 0))).isEqualTo(Verdict.CONTINUE);
  }

  @Test
  void goesOnWhileAMessageIsInFlight() {
    assertThat(JobProgress.start(9).verdict(report(0, 0, 1))).isEqualTo(Verdict.CONTINUE);
  }

  @Test
  void finishesWhenNothingIsActiveAndNothingInFlight() {
    assertThat(JobProgress.start(9).verdict(report(0, 0, 0))).isEqualTo(Verdict.FINISH);
  }

  @Test
  void stopsAtTheLimitAfterAsManySuperstepsAsItSays() {
    JobProgress progress = JobProgress.start(3);
    assertThat(progress.verdict(report(0, 5, 5))).isEqualTo(Verdict.CONTINUE);
    progress = progress.next();
    assertThat(progress.verdict(report(1, 5, 5))).isEqualTo(Verdict.CONTINUE);
    progress = progress.next();
    assertThat(progress.verdict(report(2, 5, 5))).isEqualTo(Verdict.STOP_AT_LIMIT);
  }

  @Test
  void finishingWinsOverTheLimit() {
    assertThat(JobProgress.start(1).verdict(report(0, 0, 0))).isEqualTo(Verdict.FINISH);
  }

  @Test
  void refusesTheReportOfAnotherSuperstep() {
    assertThatThrownBy(() -> JobProgress.start(9).verdict(report(1, 0, 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("report of superstep 1 while waiting for superstep 0");
  }

  @Test
  void refusesAJobWithoutASuperstep() {
    assertThatThrownBy(() -> JobProgress.start(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
