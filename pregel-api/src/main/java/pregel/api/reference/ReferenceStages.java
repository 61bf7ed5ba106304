package pregel.api.reference;

import java.util.ArrayList;
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

  /**
   * What a staged program left.
   *
   * @param columns its result, and the supersteps of all its stages
   * @param values what it reported
   */
  public record Result(ReferenceResult columns, Map<String, Double> values) {}

  private final HeldGraph input;
  private final List<ReferenceResult.Superstep> supersteps = new ArrayList<>();
  private final Map<String, Double> values = new LinkedHashMap<>();

  private ReferenceStages(HeldGraph input) {
    this.input = input;
  }

  /**
   * Runs a program.
   *
   * @param program a fresh instance
   */
  public static Result run(StagedProgram program, ReferenceGraph graph) {
    return run(program, graph, VertexOrder.AUTO, 0);
  }

  /**
   * Runs a program.
   *
   * @param program a fresh instance
   * @param partitions how many partitions the input has; 0 as many as the rule says
   */
  public static Result run(
      StagedProgram program, ReferenceGraph graph, VertexOrder order, int partitions) {
    HeldGraph input = new HeldGraph(graph, order, partitions);
    ReferenceStages stages = new ReferenceStages(input);
    Schema schema = new Schema(input.vertices());
    program.open(schema);
    program.run(stages);
    Arrangement arrangement = input.arrangement;
    return new Result(
        new ReferenceResult(
            arrangement.ids(), arrangement.partitions(), schema.columns(), stages.supersteps),
        stages.values);
  }

  @Override
  public StageGraph graph() {
    return input;
  }

  @Override
  public int run(StageGraph graph, VertexProgram program) {
    HeldGraph held = (HeldGraph) graph;
    ReferenceResult result =
        ReferenceRunner.run(program, held.graph, held.order, held.partitions, Integer.MAX_VALUE);
    supersteps.addAll(result.supersteps());
    return result.supersteps().size();
  }

  @Override
  public ContractedGraph contract(StageGraph graph, LongColumn label, Contraction how) {
    HeldGraph held = (HeldGraph) graph;
    MapContraction made =
        MapContraction.of(held.graph, held.arrangement.positions(), label, how, held.origins());
    return new HeldContraction(made, Arrangement.decided(held.graph, held.order), label);
  }

  @Override
  public void report(String name, double value) {
    values.put(name, value);
  }

  private static class HeldGraph implements StageGraph {
    final ReferenceGraph graph;
    final VertexOrder order;
    final int partitions;
    final Arrangement arrangement;

    HeldGraph(ReferenceGraph graph, VertexOrder order, int partitions) {
      this.graph = graph;
      this.order = order;
      this.partitions = partitions;
      this.arrangement = Arrangement.of(graph, order, partitions);
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

    HeldContraction(MapContraction made, VertexOrder order, LongColumn label) {
      super(made.graph(), order, 0);
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
