package pregel.api.contract;

import org.junit.jupiter.api.Nested;

/** The reference runner follows every rule. */
class ReferenceFollowsTheRulesTest {

  @Nested
  class Timeline extends TimelineRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }

  @Nested
  class Activity extends ActivityRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }

  @Nested
  class Phase extends PhaseRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }
}
