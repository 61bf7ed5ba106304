package pregel.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pregel.algorithms.centrality.PageRank;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleEdgeColumn;
import pregel.api.Edges;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.api.testing.ProgramCheck;

class EngineUnderTestTest {

  /** Adds up what the input says of vertices and of their edges. */
  private static final class Totals implements VertexProgram.OfLong {
    private LongColumn age;
    private DoubleColumn total;
    private DoubleEdgeColumn length;

    @Override
    public void open(Schema schema) {
      age = schema.longColumn("age").fromInput();
      total = schema.doubleColumn("total");
      length = schema.doubleEdgeColumn("length");
      schema.readsEdges(Direction.OUT);
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      double sum = age.get(vertex);
      Edges edges = vertex.outEdges();
      while (edges.next()) {
        sum += length.get(edges);
      }
      total.set(vertex, sum);
      vertex.voteToHalt();
    }
  }

  /** Tells push from pull, as no program can: by the thread that computes it. */
  private static final class Thready implements VertexProgram.OfLong {
    private LongColumn name;

    @Override
    public void open(Schema schema) {
      name = schema.longColumn("name");
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      name.set(vertex, Thread.currentThread().getName().startsWith("pregel-job") ? 1 : 0);
      vertex.voteToHalt();
    }
  }

  @Test
  void isTriedOnEveryProgramThatIsChecked() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(1, 2).build();
    assertThat(ProgramCheck.of(Thready::new, graph).findings())
        .anySatisfy(finding -> assertThat(finding).contains("when broadcasts are pushed"))
        .anySatisfy(finding -> assertThat(finding).contains("when broadcasts are pulled"));
  }

  @Test
  void findsNothingInProgramsThatObeyTheModel() {
    for (long seed = 0; seed < 5; seed++) {
      ProgramCheck.of(
              () -> new PageRank(Parameters.of("iterations", "5")), RandomGraphs.small(seed))
          .requireIndependence();
    }
  }

  @Test
  void hasTheGraphsColumns() {
    ReferenceGraph graph =
        ReferenceGraph.directed()
            .edge(1, 2)
            .edgeValue("length", 0.5)
            .edge(1, 3)
            .edgeValue("length", 2.25)
            .vertexValue(1, "age", 40L)
            .vertexValue(3, "age", 7L)
            .build();
    ProgramCheck.of(Totals::new, graph).requireIndependence();
  }
}
