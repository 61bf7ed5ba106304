package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleMessages;
import pregel.api.Edges;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;

/**
 * Addressed messages that fold have the reference's bits where a vertex sends more than is queued
 * at once, partitions have several blocks, and receivers lie beyond the slots that are folded
 * apart.
 */
class AddressedFoldsTest {
  private static final int VERTICES = 150_000;
  private static final int PARTITIONS = 3;
  private static final int SUPERSTEPS = 3;

  /** How the id is found that a message goes to. */
  private enum Way {
    ALONG_EDGES,

    /** More than there is room for when a vertex opens its edges. */
    TWICE_ALONG_EDGES,
    OTHER_ID,

    /** The id of an edge is asked for, and another vertex is sent to. */
    ANOTHER_ID
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void sumsOfDoublesHaveTheBitsOfTheReference(Way way) {
    ReferenceGraph graph = graph();
    ReferenceResult expected =
        ReferenceRunner.run(new Sums(way), graph, VertexOrder.DEGREE, PARTITIONS, SUPERSTEPS);
    DoubleColumn values = (DoubleColumn) expected.columns().get(0);
    for (int threads = 1; threads <= 3; threads++) {
      LocalJob.Result actual = run(graph, threads, new Sums(way));
      DoubleColumn found = (DoubleColumn) actual.columns().get(0);
      for (int slot = 0; slot < VERTICES; slot++) {
        assertThat(Double.doubleToRawLongBits(found.at(slot)))
            .as("%s, %d threads, slot %d", way, threads, slot)
            .isEqualTo(Double.doubleToRawLongBits(values.at(slot)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void leastLongsAreThoseOfTheReference(Way way) {
    ReferenceGraph graph = graph();
    ReferenceResult expected =
        ReferenceRunner.run(new Least(way), graph, VertexOrder.DEGREE, PARTITIONS, SUPERSTEPS);
    LongColumn values = (LongColumn) expected.columns().get(0);
    for (int threads = 1; threads <= 3; threads++) {
      LocalJob.Result actual = run(graph, threads, new Least(way));
      LongColumn found = (LongColumn) actual.columns().get(0);
      for (int slot = 0; slot < VERTICES; slot++) {
        assertThat(found.at(slot))
            .as("%s, %d threads, slot %d", way, threads, slot)
            .isEqualTo(values.at(slot));
      }
    }
  }

  private static LocalJob.Result run(ReferenceGraph reference, int threads, VertexProgram program) {
    Graph graph = EngineGraphs.of(reference, VertexOrder.DEGREE, PARTITIONS, threads);
    return LocalJob.run(
        graph,
        program,
        new LocalJob.Options(threads, Delivery.AUTO, SUPERSTEPS, null),
        report -> {});
  }

  /** Two hubs with an edge to every vertex, and three edges from every vertex to anywhere. */
  private static ReferenceGraph graph() {
    var graph = ReferenceGraph.directed();
    for (int id = 0; id < VERTICES; id++) {
      graph.edge(0, id, 1).edge(1, id, 1);
      for (int i = 1; i <= 3; i++) {
        graph.edge(id, (int) (id * 7919L * i % VERTICES), 1);
      }
    }
    return graph.build();
  }

  private static long target(Way way, Edges edges) {
    long id = edges.otherId();
    return way == Way.OTHER_ID ? id : (id + 1) % VERTICES;
  }

  private static final class Sums implements VertexProgram.OfDouble {
    private final Way way;
    private DoubleColumn value;

    Sums(Way way) {
      this.way = way;
    }

    @Override
    public void open(Schema schema) {
      value = schema.doubleColumn("value");
      schema.combine(Combiner.SUM).readsEdges(Direction.OUT);
    }

    @Override
    public void compute(Vertex vertex, DoubleMessages messages) {
      value.set(vertex, messages.combinedOr(-1) + 1 / (vertex.id() + 3.0));
      Edges edges = vertex.outEdges();
      for (int i = 1; edges.next(); i++) {
        double message = value.get(vertex) / i;
        if (way == Way.ALONG_EDGES) {
          edges.send(message);
        } else if (way == Way.TWICE_ALONG_EDGES) {
          edges.send(message);
          edges.send(message / 3);
        } else {
          vertex.send(target(way, edges), message);
        }
      }
    }
  }

  private static final class Least implements VertexProgram.OfLong {
    private final Way way;
    private LongColumn value;

    Least(Way way) {
      this.way = way;
    }

    @Override
    public void open(Schema schema) {
      value = schema.longColumn("value");
      schema.combine(Combiner.MIN).readsEdges(Direction.OUT);
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      value.set(vertex, messages.combinedOr(5) * 31 + vertex.id());
      Edges edges = vertex.outEdges();
      for (int i = 1; edges.next(); i++) {
        long message = value.get(vertex) * i;
        if (way == Way.ALONG_EDGES) {
          edges.send(message);
        } else if (way == Way.TWICE_ALONG_EDGES) {
          edges.send(message);
          edges.send(message / 3);
        } else {
          vertex.send(target(way, edges), message);
        }
      }
    }
  }
}
