package pregel.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/** The three ways in which Graphalytics compares an output with the expected one. */
public final class Matching {
  private static final double RELATIVE_TOLERANCE = 1e-4;

  private Matching() {}

  public static void assertEqual(Map<Long, Long> expected, Map<Long, Long> actual) {
    assertThat(actual).isEqualTo(expected);
  }

  /** The same groups, whatever they are called: labels are related by a bijection. */
  public static void assertEquivalent(Map<Long, Long> expected, Map<Long, Long> actual) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    Map<Long, Long> forth = new HashMap<>();
    Map<Long, Long> back = new HashMap<>();
    expected.forEach(
        (id, label) -> {
          Long other = actual.get(id);
          assertThat(forth.merge(label, other, (known, now) -> known))
              .as("the one label at vertex %d of those labelled %d", id, label)
              .isEqualTo(other);
          assertThat(back.merge(other, label, (known, now) -> known))
              .as("the one expected label at vertex %d of those labelled %d", id, other)
              .isEqualTo(label);
        });
  }

  public static void assertClose(Map<Long, Double> expected, Map<Long, Double> actual) {
    assertClose(expected, actual, RELATIVE_TOLERANCE);
  }

  /** Infinity matches infinity only, NaN nothing, 0 only 0. */
  public static void assertClose(
      Map<Long, Double> expected, Map<Long, Double> actual, double relativeTolerance) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (id, value) -> {
          double other = actual.get(id);
          boolean matches =
              Double.isInfinite(value) || Double.isInfinite(other)
                  ? value == other
                  : Math.abs(value - other) <= relativeTolerance * Math.abs(value);
          assertThat(matches).as("vertex %d: expected %s, found %s", id, value, other).isTrue();
        });
  }
}
