package pregel.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowSorterTest {

  @Test
  void sortsEveryRowStably() {
    for (int seed = 0; seed < Integer.getInteger("pregel.seeds", 40); seed++) {
      Random random = new Random(seed);
      // Below and above the number of edges from which a partition is sorted at once.
      int edges = random.nextInt(seed % 2 == 0 ? 4_000 : 30_000);
      checkOneOf(random, edges, 1 << random.nextInt(31), "seed " + seed);
    }
  }

  @Test
  void sortsPartitionsThatAHubHasMadeLarge() {
    checkOneOf(new Random(1), RowSorter.MOST_FOR_RADIX + 1, 1 << 20, "large");
  }

  private static void checkOneOf(Random random, int edges, int targetBound, String what) {
    int rows = 1 + random.nextInt(50);
    int[] starts = new int[rows + 1];
    for (int row = 1; row < rows; row++) {
      starts[row] = random.nextInt(edges + 1);
    }
    starts[rows] = edges;
    Arrays.sort(starts);
    int[] targets = random.ints(edges, 0, targetBound).toArray();
    double[] places = IntStream.range(0, edges).asDoubleStream().toArray();
    int[] expected = targets.clone();
    for (int row = 0; row < rows; row++) {
      Arrays.sort(expected, starts[row], starts[row + 1]);
    }

    RowSorter sorter = new RowSorter(random.nextInt(100_000));
    int[] alone = targets.clone();
    sorter.sort(rows, starts, alone, null);
    assertThat(alone).as(what).isEqualTo(expected);

    int[] weighted = targets.clone();
    sorter.sort(rows, starts, weighted, places);
    assertThat(weighted).as(what).isEqualTo(expected);
    for (int row = 0; row < rows; row++) {
      for (int i = starts[row]; i < starts[row + 1]; i++) {
        assertThat(targets[(int) places[i]]).as(what).isEqualTo(weighted[i]);
        if (i > starts[row] && weighted[i] == weighted[i - 1]) {
          assertThat(places[i]).as(what).isGreaterThan(places[i - 1]);
        }
      }
    }
  }

  @Test
  void ordersWeightsOfParallelEdgesByTheirBits() {
    int[] starts = {0, 6, 7};
    int[] targets = {1, 2, 2, 2, 2, 3, 2};
    double[] weights = {9, 1, -1, 0.0, -0.0, 8, -5};
    new RowSorter(0).sortParallelWeights(2, starts, targets, weights);
    Double[] bySignedBits = {1.0, -1.0, 0.0, -0.0};
    Arrays.sort(bySignedBits, Comparator.comparingLong(Double::doubleToRawLongBits));
    assertThat(weights)
        .containsExactly(
            9, bySignedBits[0], bySignedBits[1], bySignedBits[2], bySignedBits[3], 8, -5);
  }
}
