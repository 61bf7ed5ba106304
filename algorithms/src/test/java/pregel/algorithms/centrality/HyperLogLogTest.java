package pregel.algorithms.centrality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HyperLogLogTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void estimatesWithTheErrorThatItsSizePromises() {
    for (int log : new int[] {4, 5, 6, 8, 12}) {
      double promised = 1.04 / Math.sqrt(1 << log);
      for (int elements : new int[] {1, 10, 100, 3_000}) {
        double squares = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
          double error = of(seed * 1_000_000L, elements, log).size() / elements - 1;
          squares += error * error;
        }
        assertThat(Math.sqrt(squares / SEEDS))
            .as("%d elements in 2^%d registers", elements, log)
            .isLessThan(1.6 * promised);
      }
    }
  }

  @Test
  void theUnionIsTheSketchOfAllElementsHoweverTheyAreGrouped() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new SplittableRandom(seed);
      long split = random.nextInt(1_000);
      HyperLogLog all = of(0, 1_000, 7);
      HyperLogLog some = of(0, (int) split, 7);
      HyperLogLog rest = of(split / 2, 1_000 - (int) (split / 2), 7);
      if (split > 0) {
        assertThat(some.union(rest)).as("seed %d", seed).isEqualTo(all);
        assertThat(rest.union(some)).as("seed %d", seed).isEqualTo(all);
      }
    }
  }

  @Test
  void theUnionWithAPartIsTheWholeItself() {
    HyperLogLog whole = of(0, 1_000, 7);
    assertThat(whole.union(of(0, 100, 7))).isSameAs(whole);
    assertThat(of(0, 100, 7).union(whole)).isSameAs(whole);
  }

  @Test
  void knowsSmallSetsNearlyExactly() {
    assertThat(of(5, 1, 8).size()).isCloseTo(1, within(0.01));
    assertThat(of(5, 3, 10).size()).isCloseTo(3, within(0.01));
  }

  @Test
  void readsWhatItWrote() throws IOException {
    HyperLogLog sketch = of(17, 5_000, 9);
    var bytes = new ByteArrayOutputStream();
    HyperLogLog.CODEC.write(sketch, new DataOutputStream(bytes));
    assertThat(bytes.size()).isEqualTo(1 + 512);
    assertThat(read(bytes.toByteArray())).isEqualTo(sketch);
  }

  @Test
  void refusesASizeThatItNeverWrites() {
    assertThatThrownBy(() -> read(new byte[] {33, 0, 0}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2^33");
  }

  private static HyperLogLog read(byte[] bytes) throws IOException {
    return HyperLogLog.CODEC.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private static HyperLogLog of(long first, int elements, int log) {
    HyperLogLog sketch = HyperLogLog.of(first, log);
    for (long element = first + 1; element < first + elements; element++) {
      sketch = sketch.union(HyperLogLog.of(element, log));
    }
    return sketch;
  }
}
