package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void parsesEveryNumberAsTheJdkDoes() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      for (int i = 0; i < 2000; i++) {
        String number = randomNumber(random);
        assertThat(Double.doubleToRawLongBits(parsed(number)))
            .as("seed %d: %s", seed, number)
            .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(number)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "00012",
        "1.",
        ".5",
        "9007199254740992",
        "9007199254740993",
        "999999999999999999",
        "9999999999999999999",
        "18446744073709551616",
        "1e22",
        "1e23",
        "1e-22",
        "1e-23",
        "1e400",
        "-1e400",
        "1e-400",
        "4.9e-324",
        "2.2250738585072011e-308",
        "0.000000000000000000000000000001",
        "1e99999999999999999999",
        "0e99999999999",
        "123456789012345678901234567890",
        "1E5",
        "+7"
      })
  void parsesDifficultNumbersAsTheJdkDoes(String number) {
    assertThat(Double.doubleToRawLongBits(parsed(number)))
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(number)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1d", "1f", "0x1p3", "1,5", "--1", "nano",
        "in", "1 ", " 1", "one", "1e5.0", "-.e1"
      })
  void refusesWhatIsNotADecimalNumber(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(new Decimal().parse(bytes, 0, bytes.length)).isFalse();
  }

  @Test
  void knowsNamesInAnyCase() {
    assertThat(parsed("NaN")).isNaN();
    assertThat(parsed("nan")).isNaN();
    assertThat(parsed("Inf")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(parsed("-infinity")).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  private static String randomNumber(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> String.valueOf(Double.longBitsToDouble(random.nextLong() & ~(1L << 62)));
      case 1 -> String.valueOf(random.nextDouble());
      case 2 -> random.nextLong() + "e" + (random.nextInt(60) - 30);
      case 3 -> random.nextInt(100_000) + "." + random.nextInt(100_000);
      default ->
          "-" + random.nextInt(1000) + ".0" + (random.nextLong() >>> 1) + "E-" + random.nextInt(9);
    };
  }

  private static double parsed(String number) {
    byte[] bytes = (" " + number + " ").getBytes(StandardCharsets.US_ASCII);
    Decimal decimal = new Decimal();
    assertThat(decimal.parse(bytes, 1, bytes.length - 1)).as(number).isTrue();
    return decimal.value();
  }
}
