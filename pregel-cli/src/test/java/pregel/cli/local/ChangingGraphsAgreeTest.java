package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pregel.api.Column;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.LongColumn;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;
import pregel.core.graph.Adjacency;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.Graph;
import pregel.core.graph.VertexIds;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;

/**
 * Programs that change the graph leave the same bits and the same graph as the reference runner.
 */
class ChangingGraphsAgreeTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);
  private static final int FIRST = Integer.getInteger("pregel.firstSeed", 0);

  @Test
  void randomProgramsThatChangeTheGraph() {
    for (int seed = FIRST; seed < FIRST + 5 * SEEDS; seed++) {
      ReferenceGraph graph = EngineGraphs.small(seed);
      long[] ids = graph.ids().stream().mapToLong(id -> id).toArray();
      long programSeed = seed;
      compare(
          "seed " + seed,
          graph,
          1 + seed % 6,
          List.of(1, 2, 3, 8),
          () -> new RandomChangingProgram(programSeed, ids));
    }
  }

  /**
   * So many that all threads decide on requests and change rows, in one partition each at a time.
   */
  @Test
  void decidesOnManyRequestsAtOnce() {
    for (boolean undirected : new boolean[] {false, true}) {
      for (int partitions : new int[] {1, 4, 5}) {
        var graph = undirected ? ReferenceGraph.undirected() : ReferenceGraph.directed();
        Whim whim = new Whim(partitions);
        for (int id = 0; id < 4_500; id++) {
          for (int i = 0; i < 4; i++) {
            graph.edge(id, whim.pick(id, 0, i, 4_500), i);
          }
        }
        compare(
            "undirected " + undirected,
            graph.build(),
            partitions,
            List.of(1, 3),
            () -> new Busy(partitions == 4));
      }
    }
  }

  /** Every vertex adds edges of its own and asks for others, also of ids that nobody has. */
  private static final class Busy implements VertexProgram.OfDouble {
    private final boolean simple;
    private DoubleColumn heard;

    Busy(boolean simple) {
      this.simple = simple;
    }

    @Override
    public void open(Schema schema) {
      heard = schema.doubleColumn("heard");
      schema.combine(Combiner.SUM).changesTopology();
      if (simple) {
        schema.simpleEdges();
      }
    }

    @Override
    public void compute(Vertex vertex, DoubleMessages messages) {
      heard.set(vertex, heard.get(vertex) / 3 + messages.combinedOr(0));
      long id = vertex.id();
      if (vertex.superstep() == 0) {
        Whim whim = new Whim(id);
        for (int i = 0; i < 11; i++) {
          vertex.addEdge(whim.pick(i, 4_500), i % 3);
        }
        for (int i = 0; i < 5; i++) {
          // Some are new, some of these are never a source.
          int other = whim.pick(20 + i, 4_550);
          vertex.mutations().addEdge(other, whim.pick(30 + i, 4_600), i % 2);
          vertex.mutations().removeEdge(whim.pick(40 + i, 4_550), id);
        }
        if (id % 50 == 7) {
          vertex.mutations().removeVertex(whim.pick(50, 4_500));
        }
      }
      if (vertex.superstep() < 2) {
        vertex.sendToNeighbors(id / 7.0);
      } else {
        vertex.voteToHalt();
      }
    }
  }

  @Test
  void foldsRowsLongerThanABlockAsTheyWereWhenMessagesWereSent() {
    var star = ReferenceGraph.directed();
    for (int leaf = 1; leaf <= 66_000; leaf++) {
      star.edge(leaf, 0, 1 + leaf % 7);
    }
    compare("star", star.build(), 1, List.of(3), HubOfChangingLeaves::new);
  }

  /**
   * The hub's row changes by itself, by what leaves request, and by what leaves do at their end.
   */
  @Test
  void changesUndirectedRowsLongerThanABlock() {
    var star = ReferenceGraph.undirected();
    for (int leaf = 1; leaf <= 65_800; leaf++) {
      star.edge(0, leaf, 1 + leaf % 7);
    }
    compare("star", star.build(), 1, List.of(3), ChangingHub::new);
  }

  private static void compare(
      String what,
      ReferenceGraph reference,
      int partitions,
      List<Integer> threadCounts,
      Supplier<VertexProgram> program) {
    VertexOrder order = partitions % 2 == 0 ? VertexOrder.ID : VertexOrder.DEGREE;
    int maxSupersteps = 4 + partitions;
    ReferenceResult expected =
        ReferenceRunner.run(program.get(), reference, order, partitions, maxSupersteps);
    for (int threads : threadCounts) {
      Graph graph = EngineGraphs.of(reference, order, partitions, threads);
      for (Delivery delivery : Delivery.values()) {
        String where = "%s, %s, %d partitions, %d threads, %s";
        where = where.formatted(what, order, partitions, threads, delivery);
        LocalJob.Options options = new LocalJob.Options(threads, delivery, maxSupersteps, null);
        LocalJob.Result actual;
        try {
          actual = LocalJob.run(graph, program.get(), options, report -> {});
        } catch (RuntimeException | Error e) {
          throw new AssertionError(where, e);
        }
        assertThat(steps(actual)).as(where).isEqualTo(expected.supersteps());
        assertThat(actual.lost()).as(where).isEqualTo(expected.lost());
        assertThat(ids(actual.ids()))
            .as(where)
            .isEqualTo(expected.ids().stream().sorted().toList());
        for (Column column : expected.columns()) {
          assertThat(values(actual, column.name()))
              .as(where + ", column " + column.name())
              .isEqualTo(values(expected, column));
        }
        assertThat(edges(actual)).as(where + ", edges").isEqualTo(edges(expected));
      }
    }
  }

  private static List<ReferenceResult.Superstep> steps(LocalJob.Result result) {
    List<ReferenceResult.Superstep> steps = new ArrayList<>();
    for (SuperstepReport report : result.trace()) {
      steps.add(
          new ReferenceResult.Superstep(
              report.computed(),
              report.active(),
              report.messages(),
              report.dropped(),
              report.lost()));
    }
    return steps;
  }

  private static List<Long> ids(VertexIds vertices) {
    List<Long> ids = new ArrayList<>();
    for (int rank = 0; rank < vertices.count(); rank++) {
      ids.add(vertices.idOfRank(rank));
    }
    return ids;
  }

  private static List<String> values(LocalJob.Result result, String name) {
    Column column =
        result.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    List<String> values = new ArrayList<>();
    for (int rank = 0; rank < result.ids().count(); rank++) {
      values.add(result.ids().idOfRank(rank) + "=" + bits(column, result.ids().slotOfRank(rank)));
    }
    return values;
  }

  private static List<String> values(ReferenceResult result, Column column) {
    List<String> values = new ArrayList<>();
    Map<Long, Integer> slots = new TreeMap<>();
    result.ids().forEach(id -> slots.put(id, slots.size()));
    slots.forEach((id, slot) -> values.add(id + "=" + bits(column, slot)));
    return values;
  }

  private static long bits(Column column, int slot) {
    return column instanceof DoubleColumn doubles
        ? Double.doubleToRawLongBits(doubles.at(slot))
        : ((LongColumn) column).at(slot);
  }

  private static List<String> edges(LocalJob.Result result) {
    ChangingGraph graph = result.changedGraph();
    Adjacency out = graph.adjacency(Direction.OUT);
    List<String> edges = new ArrayList<>();
    for (int rank = 0; rank < result.ids().count(); rank++) {
      int slot = result.ids().slotOfRank(rank);
      Adjacency.Rows rows = out.rows(graph.partitions().partitionOf(slot));
      for (int k = rows.start(slot); k < rows.end(slot); k++) {
        double weight = rows.weights() == null ? 1 : rows.weights().get(k);
        edges.add(result.ids().idOfRank(rank) + "->" + graph.id(rows.targets()[k]) + ":" + weight);
      }
    }
    assertThat(graph.directedEdges()).isEqualTo(edges.size());
    return edges.stream().sorted().toList();
  }

  private static List<String> edges(ReferenceResult result) {
    return result.graph().edges().stream()
        .map(edge -> edge.source() + "->" + edge.target() + ":" + edge.weight())
        .sorted()
        .toList();
  }
}
