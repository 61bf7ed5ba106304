package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import pregel.algorithms.centrality.PageRank;
import pregel.algorithms.community.LabelPropagation;
import pregel.algorithms.components.ConnectedComponents;
import pregel.algorithms.traversal.BreadthFirstSearch;
import pregel.algorithms.traversal.ShortestPaths;
import pregel.api.Parameters;
import pregel.loaders.generate.Listing;

/**
 * On graphs of millions of edges the engine gives the bits of plain loops over arrays, whatever the
 * threads and the delivery. Only here are there many partitions, hubs folded in blocks, and
 * supersteps in which threads really meet.
 */
@Tag("full")
@ParameterizedClass(name = "R-MAT scale {0}, {1}")
@CsvSource({"18, UNDIRECTED", "18, DIRECTED", "20, UNDIRECTED", "20, DIRECTED"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeGraphsTest {
  @Parameter(0)
  private int scale;

  @Parameter(1)
  private Listing listing;

  private LargeGraph large;

  @BeforeParameterizedClassInvocation
  void generate() {
    large = LargeGraph.rmat(scale, listing);
  }

  @Test
  void pageRankIsALoopOverTheEdges() {
    long[] bits = large.sameHoweverItRuns(() -> new PageRank(Parameters.of("iterations", "10")));

    double[] expected = PlainAlgorithms.pageRank(large.arcs(), 0.85, 10);
    double worst = 0;
    for (int v = 0; v < expected.length; v++) {
      double rank = Double.longBitsToDouble(bits[v]);
      worst = Math.max(worst, Math.abs(rank - expected[v]) / expected[v]);
    }
    assertThat(worst).as("largest relative difference").isLessThan(1e-9);
  }

  @Test
  void breadthFirstSearchIsAQueue() {
    int source = large.source();
    long[] distances =
        large.sameHoweverItRuns(
            () -> new BreadthFirstSearch(Parameters.of("source", Integer.toString(source))));

    long[] expected = PlainAlgorithms.breadthFirst(large.arcs(), source);
    LargeGraph.assertSame(expected, distances, "queue");
  }

  @Test
  void connectedComponentsAreUnionFind() {
    long[] labels = large.sameHoweverItRuns(() -> new ConnectedComponents(Parameters.of()));

    LargeGraph.assertSame(PlainAlgorithms.components(large.arcs()), labels, "union-find");
  }

  @Test
  void shortestPathsAreDijkstras() {
    int source = large.source();
    long[] distances =
        large.sameHoweverItRuns(
            () -> new ShortestPaths(Parameters.of("source", Integer.toString(source))));

    double[] expected = PlainAlgorithms.shortestPaths(large.arcs(), source);
    LargeGraph.assertSame(bits(expected), distances, "Dijkstra");
  }

  @Test
  void labelPropagationIsSortingTheLabels() {
    long[] labels =
        large.sameHoweverItRuns(() -> new LabelPropagation(Parameters.of("iterations", "3")));

    LargeGraph.assertSame(PlainAlgorithms.labelPropagation(large.arcs(), 3), labels, "sorting");
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
