package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import pregel.api.JobException;
import pregel.api.VertexProgram;
import pregel.api.contract.Runner;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;

/** Runs every program with several numbers of threads and every delivery, to the same outcome. */
final class EngineInEveryWay implements Runner {
  private final int[] threads;

  EngineInEveryWay(int... threads) {
    this.threads = threads;
  }

  @Override
  public Outcome run(
      Supplier<? extends VertexProgram> program,
      ReferenceGraph reference,
      ReferenceRunner.Options options) {
    Outcome first = null;
    JobException failure = null;
    for (int count : threads) {
      Graph graph = EngineGraphs.of(reference, options.order(), options.partitions(), count);
      for (Delivery delivery : Delivery.values()) {
        String way = count + " threads, " + delivery;
        var how =
            new LocalJob.Options(count, delivery, options.maxSupersteps(), null)
                .withSeed(options.seed());
        try {
          Outcome outcome = outcome(LocalJob.run(graph, program.get(), how, report -> {}));
          assertThat(failure).as(way + " does not fail").isNull();
          assertThat(outcome).as(way).isEqualTo(first == null ? outcome : first);
          first = outcome;
        } catch (JobException e) {
          assertThat(first).as(way + " fails").isNull();
          assertThat(e.kind()).as(way).isEqualTo(failure == null ? e.kind() : failure.kind());
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return first;
  }

  private static Outcome outcome(LocalJob.Result result) {
    List<Long> ids = new ArrayList<>();
    int[] slots = new int[result.ids().count()];
    for (int rank = 0; rank < slots.length; rank++) {
      ids.add(result.ids().idOfRank(rank));
      slots[rank] = result.ids().slotOfRank(rank);
    }
    result.columns().forEach(column -> column.rearrange(slots));
    List<ReferenceResult.Superstep> supersteps = new ArrayList<>();
    for (SuperstepReport report : result.trace()) {
      supersteps.add(
          new ReferenceResult.Superstep(
              report.computed(), report.active(), report.messages(), report.dropped()));
    }
    return Outcome.of(ids, result.columns(), supersteps);
  }
}
