package pregel.api.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pregel.api.ContractedGraph;
import pregel.api.Contraction;
import pregel.api.EdgeOrigin;
import pregel.api.LongColumn;
import pregel.api.Schema;
import pregel.api.StageGraph;
import pregel.api.StagedProgram;
import pregel.api.Stages;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;

/** Runs a program of several stages, each with the {@link ReferenceRunner}. */
public final class ReferenceStages implements Stages {
  private final HeldGraph input;
  private final List<ReferenceResult.Superstep> supersteps = new ArrayList<>();
  private final Map<String, Double> values = new LinkedHashMap<>();

  private ReferenceStages(HeldGraph input) {
    this.input = input;
  }

  /** Runs a program with the reference runner's defaults. */
  public static ReferenceResult run(StagedProgram program, ReferenceGraph graph) {
    return run(program, graph, ReferenceRunner.Options.DEFAULT);
  }

  /**
   * Runs a program.
   *
   * @param program a fresh instance
   * @param options order and partitions of the input, and the seed; the limit holds for each stage
   * @return its columns, the supersteps of all its stages, and what it reported
   */
  public static ReferenceResult run(
      StagedProgram program, ReferenceGraph graph, ReferenceRunner.Options options) {
    HeldGraph input = new HeldGraph(graph, options);
    ReferenceStages stages = new ReferenceStages(input);
    Schema schema = new Schema(input.vertices());
    program.open(schema);
    program.run(stages);
    Arrangement arrangement = input.arrangement;
    return new ReferenceResult(
        arrangement.ids(),
        arrangement.partitions(),
        schema.columns(),
        List.copyOf(stages.supersteps),
        List.of(),
        new Topology(graph, arrangement).asGraph(),
        0,
        Collections.unmodifiableMap(stages.values));
  }

  @Override
  public StageGraph graph() {
    return input;
  }

  @Override
  public int run(StageGraph graph, VertexProgram program) {
    HeldGraph held = (HeldGraph) graph;
    ReferenceJob job = new ReferenceJob(program, held.graph, held.options);
    ReferenceResult result = job.run();
    if (job.mayChangeGraph()) {
      throw new IllegalArgumentException(
          program.getClass().getName() + " changes the graph, which a stage must not");
    }
    supersteps.addAll(result.supersteps());
    return result.supersteps().size();
  }

  @Override
  public ContractedGraph contract(StageGraph graph, LongColumn label, Contraction how) {
    HeldGraph held = (HeldGraph) graph;
    MapContraction made =
        MapContraction.of(held.graph, held.arrangement.positions(), label, how, held.origins());
    VertexOrder order = Arrangement.decided(held.graph, held.options.order());
    return new HeldContraction(made, held.options.withOrder(order).withPartitions(0), label);
  }

  @Override
  public void report(String name, double value) {
    values.put(name, value);
  }

  private static class HeldGraph implements StageGraph {
    final ReferenceGraph graph;
    final ReferenceRunner.Options options;
    final Arrangement arrangement;

    HeldGraph(ReferenceGraph graph, ReferenceRunner.Options options) {
      this.graph = graph;
      this.options = options;
      this.arrangement = Arrangement.of(graph, options.order(), options.partitions());
    }

    /** The edges behind those of the graph, or null if they are the input's own. */
    MapContraction origins() {
      return null;
    }

    @Override
    public int vertices() {
      return graph.ids().size();
    }

    @Override
    public long edges() {
      return graph.edges().size();
    }

    @Override
    public boolean isUndirected() {
      return graph.isUndirected();
    }

    @Override
    public long id(int slot) {
      return arrangement.ids().get(slot);
    }

    @Override
    public int slot(long id) {
      return arrangement.positions().getOrDefault(id, -1);
    }
  }

  private static final class HeldContraction extends HeldGraph implements ContractedGraph {
    private final MapContraction made;
    private final Map<Integer, Integer> groupOf = new HashMap<>();

    HeldContraction(MapContraction made, ReferenceRunner.Options options, LongColumn label) {
      super(made.graph(), options);
      this.made = made;
      for (int slot = 0; slot < made.verticesBefore(); slot++) {
        groupOf.put(slot, arrangement.positions().get(label.at(slot)));
      }
    }

    @Override
    MapContraction origins() {
      return made.origins() == null ? null : made;
    }

    @Override
    public int groupOf(int slotBefore) {
      return groupOf.get(slotBefore);
    }

    @Override
    public EdgeOrigin origin(long id, long otherId) {
      return made.origin(id, otherId);
    }
  }
}
