package pregel.algorithms.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelCountsTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void agreesWithAMapHoweverManyLabelsThereAreAndWereBefore() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new SplittableRandom(seed);
      LabelCounts counts = new LabelCounts();
      for (int vertex = 0; vertex < 30; vertex++) {
        int messages = 1 + random.nextInt(random.nextBoolean() ? 10 : 5_000);
        long labels = 1L + random.nextInt(random.nextBoolean() ? 5 : 5_000);
        long step = random.nextBoolean() ? 1 : Long.MAX_VALUE / labels;
        TreeMap<Long, Integer> expected = new TreeMap<>();
        counts.clear(random.nextInt(2 * messages));
        for (int i = 0; i < messages; i++) {
          long label = random.nextLong(labels) * step;
          expected.merge(label, 1, Integer::sum);
          counts.add(label);
        }
        int most = expected.values().stream().max(Integer::compare).orElseThrow();
        long smallest =
            expected.keySet().stream()
                .filter(label -> expected.get(label) == most)
                .findFirst()
                .orElseThrow();
        assertThat(counts.mostFrequent())
            .as("seed %d, vertex %d", seed, vertex)
            .isEqualTo(smallest);
      }
    }
  }

  @Test
  void takesTheSmallestOfLabelsThatAreEquallyFrequent() {
    LabelCounts counts = new LabelCounts();
    counts.clear(3);
    counts.add(Long.MAX_VALUE);
    counts.add(7);
    counts.add(0);
    assertThat(counts.mostFrequent()).isZero();
    counts.add(7);
    assertThat(counts.mostFrequent()).isEqualTo(7);
  }
}
