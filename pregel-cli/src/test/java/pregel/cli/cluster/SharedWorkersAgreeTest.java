package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pregel.algorithms.centrality.PageRank;
import pregel.algorithms.cohesion.LocalClustering;
import pregel.algorithms.cohesion.TriangleCount;
import pregel.algorithms.community.LabelPropagation;
import pregel.algorithms.components.ConnectedComponents;
import pregel.algorithms.sampling.RandomWalks;
import pregel.algorithms.traversal.BreadthFirstSearch;
import pregel.algorithms.traversal.ShortestPaths;
import pregel.api.Combiner;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.UnknownTargets;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.contract.Runner;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;
import pregel.cli.local.ChangingHub;
import pregel.cli.local.HubOfChangingLeaves;
import pregel.core.job.Delivery;

/** Whatever workers share a graph leave the bits of the reference runner. */
class SharedWorkersAgreeTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void pageRank() {
    agree((seed, ids) -> () -> new PageRank(Parameters.of("iterations", "7")));
  }

  @Test
  void breadthFirstSearch() {
    agree((seed, ids) -> () -> new BreadthFirstSearch(source(seed, ids)));
  }

  @Test
  void shortestPaths() {
    agree((seed, ids) -> () -> new ShortestPaths(source(seed, ids)));
  }

  @Test
  void components() {
    agree((seed, ids) -> () -> new ConnectedComponents(Parameters.of()));
  }

  @Test
  void labelPropagation() {
    agree((seed, ids) -> () -> new LabelPropagation(Parameters.of("iterations", "5")));
  }

  @Test
  void triangles() {
    agree((seed, ids) -> () -> new TriangleCount(Parameters.of()));
  }

  @Test
  void localClustering() {
    agree((seed, ids) -> () -> new LocalClustering(Parameters.of()));
  }

  @Test
  void randomWalks() {
    agree((seed, ids) -> () -> new RandomWalks(Parameters.of()));
  }

  @Test
  void rowsLongerThanABlockThatChange() {
    var leavesTell = ReferenceGraph.directed();
    var hubChanges = ReferenceGraph.undirected();
    for (int leaf = 1; leaf <= 66_000; leaf++) {
      leavesTell.edge(leaf, 0, 1 + leaf % 7);
      hubChanges.edge(0, leaf, 1 + leaf % 7);
    }
    agreeOnHub(leavesTell.build(), HubOfChangingLeaves::new);
    agreeOnHub(hubChanges.build(), ChangingHub::new);
  }

  private static void agreeOnHub(ReferenceGraph graph, Supplier<VertexProgram> program) {
    var options = new ReferenceRunner.Options(VertexOrder.DEGREE, 4, 5, 1);
    Runner.Outcome expected = Runner.REFERENCE.run(program, graph, options);
    for (int workers : new int[] {2, 3}) {
      Runner shared = new SharedRunner(workers, 2, Delivery.AUTO, workers);
      assertThat(shared.run(program, graph, options).equals(expected)).as("%s", shared).isTrue();
    }
  }

  @Test
  void aMessageToNobodyFailsTheJobThatWantsNone() {
    ReferenceGraph graph = RandomGraphs.of(true, 300, 1200, 7);
    long nobody = 1 + graph.ids().get(graph.ids().size() - 1);
    var options = new ReferenceRunner.Options(VertexOrder.ID, 5, 60, 7);
    for (int workers : new int[] {1, 2, 3, 5}) {
      Runner shared = new SharedRunner(workers, 1, Delivery.AUTO, 7);
      assertThatThrownBy(() -> shared.run(() -> new Astray(nobody), graph, options))
          .as("%d workers", workers)
          .isInstanceOfSatisfying(
              JobException.class,
              failure -> assertThat(failure.kind()).isEqualTo(FailureKind.USER_PROGRAM))
          .hasMessageContaining("superstep 1: a message went to vertex " + nobody);
    }
  }

  /** Sends to one id, of which the program says that there must be a vertex. */
  private record Astray(long nobody) implements VertexProgram.OfLong {
    @Override
    public void open(Schema schema) {
      schema.combine(Combiner.SUM).unknownTargets(UnknownTargets.FAIL);
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      if (vertex.superstep() == 1) {
        vertex.send(nobody, 1);
      }
    }
  }

  private static Parameters source(long seed, List<Long> ids) {
    return Parameters.of("source", Long.toString(ids.get((int) (seed % ids.size()))));
  }

  private interface Programs {
    Supplier<VertexProgram> of(long seed, List<Long> ids);
  }

  private static void agree(Programs programs) {
    for (long seed = 0; seed < SEEDS; seed++) {
      // Partitions begin at multiples of 64 slots: small graphs have one that is not empty.
      ReferenceGraph graph =
          seed % 4 == 0
              ? RandomGraphs.small(seed)
              : RandomGraphs.of(seed % 2 != 0, 300, 1200, seed);
      Supplier<VertexProgram> program = programs.of(seed, graph.ids());
      var options =
          new ReferenceRunner.Options(
              seed % 4 < 2 ? VertexOrder.ID : VertexOrder.DEGREE, 1 + (int) (seed % 7), 60, seed);
      Runner.Outcome expected = Runner.REFERENCE.run(program, graph, options);
      for (int workers : new int[] {1, 2, 3, 5}) {
        for (Delivery delivery : Delivery.values()) {
          Runner shared = new SharedRunner(workers, 1 + (int) (seed % 2), delivery, seed);
          assertThat(shared.run(program, graph, options))
              .as("seed %d, %s", seed, shared)
              .isEqualTo(expected);
        }
      }
    }
  }
}
