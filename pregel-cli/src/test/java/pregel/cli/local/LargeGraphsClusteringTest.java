package pregel.cli.local;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pregel.algorithms.cohesion.LocalClustering;
import pregel.api.Parameters;
import pregel.loaders.generate.Listing;

/** As {@link LargeGraphsTest}, on a smaller graph: work grows with the squares of the degrees. */
@Tag("full")
class LargeGraphsClusteringTest {
  private static final int SCALE = 16;

  @ParameterizedTest
  @EnumSource(names = {"UNDIRECTED", "DIRECTED"})
  void localClusteringIsMarkingTheNeighbours(Listing listing) {
    LargeGraph large = LargeGraph.rmat(SCALE, listing);

    long[] coefficients = large.sameHoweverItRuns(() -> new LocalClustering(Parameters.of()));

    double[] plain = PlainAlgorithms.clustering(large.arcs());
    long[] expected = Arrays.stream(plain).mapToLong(Double::doubleToRawLongBits).toArray();
    LargeGraph.assertSame(expected, coefficients, "marking");
  }
}
