package pregel.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pregel.api.FailureKind;
import pregel.master.RecoveryRule.Decision;
import pregel.master.RecoveryRule.Loss;

class RecoveryRuleTest {
  private static final Loss LINK = new Loss("a", FailureKind.RECOVERY_SPENT, "worker b is silent");
  private static final Loss PROGRAM = new Loss("b", FailureKind.USER_PROGRAM, "vertex 7 throws");
  private static final Loss MEMORY = new Loss("c", FailureKind.MEMORY, "out of memory");

  @Test
  void aLostWorkerCostsAnotherAttemptWhileThereAreAny() {
    assertThat(RecoveryRule.decide(List.of(LINK), 1, 3)).isEqualTo(new Decision(true, LINK));
    assertThat(RecoveryRule.decide(List.of(LINK), 2, 3)).isEqualTo(new Decision(true, LINK));
    assertThat(RecoveryRule.decide(List.of(LINK), 3, 3)).isEqualTo(new Decision(false, LINK));
  }

  @Test
  void aProgramThatThrowsIsNotTriedAgain() {
    assertThat(RecoveryRule.decide(List.of(PROGRAM), 1, 3)).isEqualTo(new Decision(false, PROGRAM));
  }

  @Test
  void whoKnowsBetterIsBelievedWhoeverSpeaksFirst() {
    assertThat(RecoveryRule.decide(List.of(LINK, PROGRAM), 1, 3).cause()).isEqualTo(PROGRAM);
    assertThat(RecoveryRule.decide(List.of(PROGRAM, LINK), 1, 3).cause()).isEqualTo(PROGRAM);
    assertThat(RecoveryRule.decide(List.of(LINK, MEMORY), 1, 3))
        .isEqualTo(new Decision(true, MEMORY));
    assertThat(RecoveryRule.decide(List.of(MEMORY, LINK), 3, 3))
        .isEqualTo(new Decision(false, MEMORY));
  }

  @Test
  void whoEndedALinkKnowsBetterThanWhoMetItsEnd() {
    Loss met = new Loss("b", FailureKind.RECOVERY_SPENT, true, "worker a closed the connection");
    assertThat(RecoveryRule.decide(List.of(met, LINK), 1, 3).cause()).isEqualTo(LINK);
    assertThat(RecoveryRule.decide(List.of(LINK, met), 1, 3).cause()).isEqualTo(LINK);
    assertThat(RecoveryRule.decide(List.of(met, MEMORY), 1, 3).cause()).isEqualTo(MEMORY);
    assertThat(RecoveryRule.decide(List.of(met), 1, 3).cause()).isEqualTo(met);
  }
}
