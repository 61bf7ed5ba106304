package pregel.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import pregel.algorithms.centrality.PageRank;
import pregel.algorithms.cohesion.LocalClustering;
import pregel.algorithms.community.LabelPropagation;
import pregel.algorithms.components.ConnectedComponents;
import pregel.algorithms.traversal.BreadthFirstSearch;
import pregel.algorithms.traversal.ShortestPaths;
import pregel.api.Parameters;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;

/** On random graphs, every algorithm gives what its textbook implementation gives. */
class TextbookTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void pageRankAgreesWithDenseRounds() {
    onRandomGraphs(
        (graph, seed) ->
            Matching.assertClose(
                Textbook.pageRank(graph, 0.85, 20),
                run(new PageRank(Parameters.of()), graph, seed).doubles("rank"),
                1e-9));
  }

  @Test
  void pageRankTakesDampingAndIterations() {
    onRandomGraphs(
        (graph, seed) -> {
          Parameters parameters = Parameters.of("damping", "0.5", "iterations", "7");
          Matching.assertClose(
              Textbook.pageRank(graph, 0.5, 7),
              run(new PageRank(parameters), graph, seed).doubles("rank"),
              1e-9);
        });
  }

  @Test
  void breadthFirstSearchAgreesWithAQueue() {
    onRandomGraphs(
        (graph, seed) -> {
          long source = someVertex(graph, seed);
          assertThat(run(new BreadthFirstSearch(source(source)), graph, seed).longs("distance"))
              .isEqualTo(Textbook.breadthFirst(graph, source));
        });
  }

  @Test
  void connectedComponentsAgreeWithUnionFind() {
    onRandomGraphs(
        (graph, seed) ->
            assertThat(
                    run(new ConnectedComponents(Parameters.of()), graph, seed).longs("component"))
                .isEqualTo(Textbook.components(graph)));
  }

  @Test
  void shortestPathsAgreeWithDijkstraToTheBit() {
    onRandomGraphs(
        (graph, seed) -> {
          long source = someVertex(graph, seed);
          assertThat(run(new ShortestPaths(source(source)), graph, seed).doubles("distance"))
              .isEqualTo(Textbook.shortestPaths(graph, source));
        });
  }

  @Test
  void labelPropagationAgreesWithCountingInMaps() {
    onRandomGraphs(
        (graph, seed) -> {
          int iterations = (int) (seed % 13);
          Parameters parameters = Parameters.of("iterations", Integer.toString(iterations));
          assertThat(run(new LabelPropagation(parameters), graph, seed).longs("community"))
              .isEqualTo(Textbook.labelPropagation(graph, iterations));
        });
  }

  @Test
  void localClusteringAgreesWithLookingUpEveryPair() {
    onRandomGraphs(
        (graph, seed) ->
            assertThat(
                    run(new LocalClustering(Parameters.of()), graph, seed).doubles("coefficient"))
                .isEqualTo(Textbook.localClustering(graph)));
  }

  private static void onRandomGraphs(BiConsumer<ReferenceGraph, Long> check) {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        check.accept(RandomGraphs.small(seed), seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static ReferenceResult run(VertexProgram program, ReferenceGraph graph, long seed) {
    VertexOrder order = seed % 3 == 0 ? VertexOrder.ID : VertexOrder.DEGREE;
    int partitions = (int) (seed % 5);
    return ReferenceRunner.run(program, graph, order, partitions, Integer.MAX_VALUE);
  }

  private static Parameters source(long id) {
    return Parameters.of(Map.of("source", Long.toString(id)));
  }

  private static long someVertex(ReferenceGraph graph, long seed) {
    return graph.ids().get((int) (seed * 31 % graph.ids().size()));
  }
}
