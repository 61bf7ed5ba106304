package pregel.loaders.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShortestDecimalTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);
  private static final int PER_SEED = 2_000;

  @Test
  void writesTheNotationOfTheJdk() {
    assertThat(ShortestDecimal.toString(0.15)).isEqualTo("0.15");
    assertThat(ShortestDecimal.toString(1)).isEqualTo("1.0");
    assertThat(ShortestDecimal.toString(-0.0)).isEqualTo("-0.0");
    assertThat(ShortestDecimal.toString(1e-3)).isEqualTo("0.001");
    assertThat(ShortestDecimal.toString(1e-5)).isEqualTo("1.0E-5");
    assertThat(ShortestDecimal.toString(9999999)).isEqualTo("9999999.0");
    assertThat(ShortestDecimal.toString(1e7)).isEqualTo("1.0E7");
    assertThat(ShortestDecimal.toString(123456.789)).isEqualTo("123456.789");
    assertThat(ShortestDecimal.toString(Double.NaN)).isEqualTo("NaN");
    assertThat(ShortestDecimal.toString(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
  }

  @Test
  void isShorterThanOldJdksWhereTheyWereTooLong() {
    assertThat(ShortestDecimal.toString(2e23)).isEqualTo("2.0E23");
    assertThat(ShortestDecimal.toString(2.0E-3)).isEqualTo("0.002");
    assertThat(ShortestDecimal.toString(1.0E23)).isEqualTo("1.0E23");
    assertThat(ShortestDecimal.toString(8.41E21)).isEqualTo("8.41E21");
  }

  @Test
  void rendersTheEndsOfTheRange() {
    assertThat(ShortestDecimal.toString(Double.MIN_VALUE)).isEqualTo("4.9E-324");
    assertThat(ShortestDecimal.toString(2 * Double.MIN_VALUE)).isEqualTo("9.9E-324");
    assertThat(ShortestDecimal.toString(Double.MIN_NORMAL)).isEqualTo("2.2250738585072014E-308");
    assertThat(ShortestDecimal.toString(Double.MAX_VALUE)).isEqualTo("1.7976931348623157E308");
    assertThat(ShortestDecimal.toString(-Double.MAX_VALUE)).hasSize(ShortestDecimal.MAX_LENGTH - 1);
  }

  @Test
  void readsBackAsTheSameDouble() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < PER_SEED; i++) {
        double value = anyDouble(random, i);
        String text = ShortestDecimal.toString(value);
        assertThat(Double.doubleToLongBits(Double.parseDouble(text)))
            .as("seed %d: %s", seed, text)
            .isEqualTo(Double.doubleToLongBits(value));
      }
    }
  }

  @Test
  void noDecimalWithFewerDigitsReadsBack() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < PER_SEED / 10; i++) {
        double value = Math.abs(anyDouble(random, i));
        if (!Double.isFinite(value) || value == 0) {
          continue;
        }
        String text = ShortestDecimal.toString(value);
        BigDecimal exact = new BigDecimal(value);
        int digits = new BigDecimal(text).stripTrailingZeros().precision();
        if (digits <= 2) {
          continue;
        }
        for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
          BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
          assertThat(shorter.doubleValue()).as("seed %d: %s", seed, text).isNotEqualTo(value);
        }
      }
    }
  }

  @Test
  void equalsTheJdkWhereTheJdkIsShortest() {
    assumeThat(Runtime.version().feature())
        .as("Double.toString is shortest since 19")
        .isGreaterThan(18);
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < PER_SEED; i++) {
        double value = anyDouble(random, i);
        assertThat(ShortestDecimal.toString(value))
            .as("seed %d", seed)
            .isEqualTo(Double.toString(value));
      }
    }
  }

  @Test
  void rendersEveryPowerOfTwo() {
    for (int exponent = -1074; exponent <= 1023; exponent++) {
      double value = Math.scalb(1.0, exponent);
      assertThat(Double.parseDouble(ShortestDecimal.toString(value)))
          .as("2^%d", exponent)
          .isEqualTo(value);
    }
  }

  private static double anyDouble(SplittableRandom random, int i) {
    return switch (i % 4) {
      case 0 -> {
        double value = Double.longBitsToDouble(random.nextLong());
        yield Double.isNaN(value) ? Double.NaN : value;
      }
      case 1 -> random.nextDouble();
      case 2 -> random.nextInt(1_000_000) / 100.0;
      default -> random.nextDouble() * Math.pow(10, random.nextInt(12) - 6);
    };
  }
}
