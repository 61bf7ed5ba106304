package pregel.cli.local;

import org.junit.jupiter.api.Nested;
import pregel.api.contract.ActivityRules;
import pregel.api.contract.AggregatorRules;
import pregel.api.contract.ChangingGraphRules;
import pregel.api.contract.CombinerRules;
import pregel.api.contract.ConflictRules;
import pregel.api.contract.DeterminismRules;
import pregel.api.contract.InputRules;
import pregel.api.contract.MessageRules;
import pregel.api.contract.NeighborRules;
import pregel.api.contract.PhaseRules;
import pregel.api.contract.RequestRules;
import pregel.api.contract.Runner;
import pregel.api.contract.TimelineRules;
import pregel.api.contract.TopologyRules;

/** The engine follows every rule of the model, with any number of threads and every delivery. */
class EngineFollowsTheRulesTest {

  @Nested
  class Timeline extends TimelineRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class Activity extends ActivityRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class Phase extends PhaseRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class Message extends MessageRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class Request extends RequestRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class Combiner extends CombinerRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class Aggregator extends AggregatorRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class Input extends InputRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class ChangingGraph extends ChangingGraphRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class Conflict extends ConflictRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class Neighbor extends NeighborRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class Topology extends TopologyRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }

  @Nested
  class Determinism extends DeterminismRules {
    @Override
    protected Runner runner() {
      return EngineRunner.inEveryWay();
    }
  }
}
