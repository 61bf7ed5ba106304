package pregel.cli.cluster;

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
import pregel.api.contract.TopologyRules;
import pregel.core.job.Delivery;

/**
 * Several workers follow the rules of the model. Left out are the rules of the timeline, whose
 * programs pass notes from the master to vertices through fields of one instance.
 */
class SharedWorkersFollowTheRulesTest {

  /** All numbers of workers, which must agree. */
  private static Runner shared() {
    return (program, graph, options) -> {
      Runner.Outcome outcome = null;
      for (int workers : new int[] {1, 2, 3, 5}) {
        Runner runner = new SharedRunner(workers, 1, Delivery.AUTO, workers);
        Runner.Outcome next = runner.run(program, graph, options);
        if (outcome != null && !outcome.equals(next)) {
          throw new AssertionError(workers + " workers: " + next + " instead of " + outcome);
        }
        outcome = next;
      }
      return outcome;
    };
  }

  @Nested
  class Activity extends ActivityRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }

  @Nested
  class Phase extends PhaseRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }

  @Nested
  class Message extends MessageRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }

  @Nested
  class Request extends RequestRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }

  @Nested
  class Combiner extends CombinerRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }

  @Nested
  class Aggregator extends AggregatorRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }

  @Nested
  class Input extends InputRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }

  @Nested
  class ChangingGraph extends ChangingGraphRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }

  @Nested
  class Conflict extends ConflictRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }

  @Nested
  class Topology extends TopologyRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }

  @Nested
  class Neighbor extends NeighborRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }

  @Nested
  class Determinism extends DeterminismRules {
    @Override
    protected Runner runner() {
      return shared();
    }
  }
}
