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

  @Nested
  class Message extends MessageRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }

  @Nested
  class Request extends RequestRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }

  @Nested
  class Combiner extends CombinerRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }

  @Nested
  class Aggregator extends AggregatorRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }

  @Nested
  class ChangingGraph extends ChangingGraphRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }

  @Nested
  class Conflict extends ConflictRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }

  @Nested
  class Neighbor extends NeighborRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }

  @Nested
  class Topology extends TopologyRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }

  @Nested
  class Determinism extends DeterminismRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }

  @Nested
  class Input extends InputRules {
    @Override
    protected Runner runner() {
      return Runner.REFERENCE;
    }
  }
}
