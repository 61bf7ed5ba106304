package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import pregel.api.VertexProgram;
import pregel.api.contract.Runner;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;

/** The engine in one of its ways, for the tests that every runner passes. */
record EngineRunner(int threads, Delivery delivery) implements Runner {

  /** Every number of threads that differs in kind, with every delivery. */
  static List<EngineRunner> all() {
    List<EngineRunner> all = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3, 8}) {
      for (Delivery delivery : Delivery.values()) {
        all.add(new EngineRunner(threads, delivery));
      }
    }
    return all;
  }

  /** Runs in all ways, which must have the same outcome. */
  static Runner inEveryWay() {
    return (program, graph, options) -> {
      Outcome first = all().get(0).run(program, graph, options);
      for (EngineRunner way : all()) {
        assertThat(way.run(program, graph, options)).as("%s", way).isEqualTo(first);
      }
      return first;
    };
  }

  @Override
  public Outcome run(
      Supplier<? extends VertexProgram> program,
      ReferenceGraph reference,
      ReferenceRunner.Options options) {
    Graph graph = EngineGraphs.of(reference, options.order(), options.partitions(), threads);
    LocalJob.Result result =
        LocalJob.run(
            graph,
            program.get(),
            new LocalJob.Options(threads, delivery, options.maxSupersteps(), null)
                .withSeed(options.seed()),
            report -> {});
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
              report.computed(),
              report.active(),
              report.messages(),
              report.dropped(),
              report.lost()));
    }
    return Outcome.of(ids, result.columns(), supersteps, result.lost());
  }
}
