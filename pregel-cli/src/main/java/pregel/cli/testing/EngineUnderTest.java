package pregel.cli.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;
import pregel.api.testing.ProgramValues;
import pregel.api.testing.TestEngine;
import pregel.cli.local.LocalJob;
import pregel.core.graph.Graph;
import pregel.core.graph.VertexIds;
import pregel.core.job.Delivery;

/** The engine inside this process, pushing and pulling, with one thread and with several. */
public final class EngineUnderTest implements TestEngine {
  private record Way(Delivery delivery, int threads) {}

  private static final Map<String, Way> WAYS =
      new TreeMap<>(
          Map.of(
              "when broadcasts are pushed", new Way(Delivery.PUSH, 1),
              "when broadcasts are pulled", new Way(Delivery.PULL, 1),
              "when broadcasts are pushed with three threads", new Way(Delivery.PUSH, 3),
              "when broadcasts are pulled with three threads", new Way(Delivery.PULL, 3)));

  @Override
  public List<String> ways() {
    return List.copyOf(WAYS.keySet());
  }

  @Override
  public ProgramValues run(
      String way,
      VertexProgram program,
      ReferenceGraph reference,
      ReferenceRunner.Options options) {
    Way how = WAYS.get(way);
    Graph graph = BuiltGraph.of(reference, options.order(), options.partitions(), how.threads());
    LocalJob.Result result =
        LocalJob.run(
            graph,
            program,
            new LocalJob.Options(how.threads(), how.delivery(), options.maxSupersteps(), null)
                .withSeed(options.seed()),
            report -> {});
    VertexIds ids = result.ids();
    return new ProgramValues(result.columns(), slots(ids), ids::id);
  }

  private static List<Integer> slots(VertexIds ids) {
    List<Integer> slots = new ArrayList<>();
    for (int rank = 0; rank < ids.count(); rank++) {
      slots.add(ids.slotOfRank(rank));
    }
    return slots;
  }
}
