package pregel.loaders.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntegerTextTest {

  @Test
  void writesWhatTheJdkWrites() {
    for (int seed = 0; seed < Integer.getInteger("pregel.seeds", 40); seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 1_000; i++) {
        long value = random.nextLong() >> random.nextInt(64);
        assertThat(text(value)).as("seed %d", seed).isEqualTo(Long.toString(value));
      }
    }
  }

  @Test
  void writesNumbersAroundEveryPowerOfTen() {
    long power = 1;
    for (int digits = 1; digits <= 19; digits++) {
      for (long value : new long[] {power - 1, power, power + 1, -power}) {
        assertThat(text(value)).isEqualTo(Long.toString(value));
      }
      power *= 10;
    }
    assertThat(text(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
    assertThat(text(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
  }

  private static String text(long value) {
    byte[] bytes = new byte[IntegerText.MAX_LENGTH];
    int end = IntegerText.write(value, bytes, 0);
    return new String(bytes, 0, end, StandardCharsets.US_ASCII);
  }
}
