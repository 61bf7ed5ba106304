package pregel.cli.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pregel.api.Direction;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;
import pregel.api.testing.ProgramValues;
import pregel.api.testing.TestEngine;
import pregel.cli.local.LocalJob;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.core.graph.HeldEdgeColumn;
import pregel.core.graph.ListedColumn;
import pregel.core.graph.VertexColumn;
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
    Graph graph = graph(reference, options, how.threads());
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

  private static Graph graph(
      ReferenceGraph reference, ReferenceRunner.Options options, int threads) {
    List<HeldEdgeColumn> columns = new ArrayList<>();
    reference.edgeColumns().forEach((name, zero) -> columns.add(column(name, zero)));
    EdgeBlock block = new EdgeBlock(Math.max(1, reference.edges().size()), true, columns.size());
    for (ReferenceGraph.Edge edge : reference.edges()) {
      for (int c = 0; c < columns.size(); c++) {
        block.columns()[c][block.size()] = bits(edge.values().get(c));
      }
      block.add(edge.source(), edge.target(), edge.weight());
    }
    List<ListedColumn> values = new ArrayList<>();
    reference.vertexColumns().forEach((name, byId) -> values.add(column(name, byId, reference)));
    EdgeInput input =
        new EdgeInput(
            new ArrayList<>(List.of(block)),
            reference.ids().stream().mapToLong(id -> id).toArray(),
            reference.isUndirected(),
            false,
            true,
            null,
            values,
            columns,
            new EdgeInput.Counts(0, 0, 0));
    BuildOptions build =
        new BuildOptions(
            options.order(),
            BuildOptions.Duplicates.KEEP,
            false,
            BuildOptions.UnknownVertices.FAIL,
            options.partitions(),
            threads);
    return GraphBuilder.build(input, build, Direction.IN).graph();
  }

  private static HeldEdgeColumn column(String name, Number zero) {
    return new HeldEdgeColumn(
        name, zero instanceof Double ? HeldEdgeColumn.Type.DOUBLE : HeldEdgeColumn.Type.LONG);
  }

  private static ListedColumn column(
      String name, Map<Long, Object> byId, ReferenceGraph reference) {
    int count = reference.ids().size();
    long[] bits = new long[count];
    boolean[] present = new boolean[count];
    VertexColumn.Type type = VertexColumn.Type.LONG;
    for (int place = 0; place < count; place++) {
      Object value = byId.get(reference.ids().get(place));
      present[place] = value != null;
      if (value instanceof Boolean flag) {
        type = VertexColumn.Type.BOOLEAN;
        bits[place] = flag ? 1 : 0;
      } else if (value instanceof Number number) {
        type = number instanceof Double ? VertexColumn.Type.DOUBLE : type;
        bits[place] = bits(number);
      }
    }
    return new ListedColumn(name, type, bits, null, present);
  }

  private static long bits(Number value) {
    return value instanceof Double real ? Double.doubleToRawLongBits(real) : value.longValue();
  }
}
