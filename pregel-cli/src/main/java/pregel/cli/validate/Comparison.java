package pregel.cli.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a result compares with the expected one. Completeness is judged apart from values: every
 * vertex exactly once on both sides.
 */
public final class Comparison {
  private final ResultFile expected;
  private final ResultFile actual;
  private final MatchingRule rule;
  private final double epsilon;
  private final int shown;
  private final List<String> examples = new ArrayList<>();
  private final Map<Long, Long> actualOf = new HashMap<>();
  private final Map<Long, Long> expectedOf = new HashMap<>();
  private long compared;
  private long differing;
  private long missing;
  private long unexpected;
  private long repeated;

  private Comparison(
      ResultFile expected, ResultFile actual, MatchingRule rule, double epsilon, int shown) {
    this.expected = expected;
    this.actual = actual;
    this.rule = rule;
    this.epsilon = epsilon;
    this.shown = shown;
  }

  /**
   * Compares.
   *
   * @param epsilon how far a value may be off, as a part of the expected one
   * @param shown how many differences to keep as examples
   */
  public static Comparison of(
      ResultFile expected, ResultFile actual, MatchingRule rule, double epsilon, int shown) {
    Comparison comparison = new Comparison(expected, actual, rule, epsilon, shown);
    comparison.compare();
    return comparison;
  }

  public boolean matches() {
    return differing == 0 && isComplete();
  }

  /** Whether both sides name the same vertices, each once. */
  public boolean isComplete() {
    return missing == 0 && unexpected == 0 && repeated == 0;
  }

  /** Vertices on both sides. */
  public long compared() {
    return compared;
  }

  /** Vertices whose values do not match. */
  public long differing() {
    return differing;
  }

  /** Vertices that only the expected result has. */
  public long missing() {
    return missing;
  }

  /** Vertices that only the actual result has. */
  public long unexpected() {
    return unexpected;
  }

  /** Rows beyond the first of a vertex, on either side. */
  public long repeated() {
    return repeated;
  }

  /** The first differences, a line each. */
  public List<String> examples() {
    return examples;
  }

  private void compare() {
    int e = 0;
    int a = 0;
    while (e < expected.count() || a < actual.count()) {
      if (e > 0 && e < expected.count() && expected.id(e) == expected.id(e - 1)) {
        repeated++;
        show(expected.id(e) + ": listed twice in " + expected);
        e++;
      } else if (a > 0 && a < actual.count() && actual.id(a) == actual.id(a - 1)) {
        repeated++;
        show(actual.id(a) + ": listed twice in " + actual);
        a++;
      } else if (a == actual.count() || e < expected.count() && expected.id(e) < actual.id(a)) {
        missing++;
        show(expected.id(e) + ": expected " + expected.text(e) + ", missing in " + actual);
        e++;
      } else if (e == expected.count() || actual.id(a) < expected.id(e)) {
        unexpected++;
        show(actual.id(a) + ": not expected, found " + actual.text(a));
        a++;
      } else {
        compared++;
        value(e++, a++);
      }
    }
  }

  private void value(int e, int a) {
    switch (rule) {
      case EXACT -> {
        if (expected.whole(e) != actual.whole(a) && !sameReal(e, a)) {
          differ(e, a, "");
        }
      }
      case EPSILON -> {
        if (!isClose(expected.real(e), actual.real(a))) {
          differ(e, a, "");
        }
      }
      case EQUIVALENCE -> {
        long there = expected.whole(e);
        long here = actual.whole(a);
        Long partner = actualOf.putIfAbsent(there, here);
        Long reverse = expectedOf.putIfAbsent(here, there);
        if (partner != null && partner != here) {
          differ(e, a, ", while label " + there + " is " + partner + " elsewhere");
        } else if (reverse != null && reverse != there) {
          differ(e, a, ", while " + here + " stands for label " + reverse + " elsewhere");
        }
      }
    }
  }

  /** 3 and 3.0 are the same, NaN is like nothing. */
  private boolean sameReal(int e, int a) {
    double expectedReal = expected.real(e);
    return expectedReal == actual.real(a) && Math.abs(expectedReal) < 1L << 53;
  }

  private boolean isClose(double reference, double found) {
    if (Double.isInfinite(reference) || Double.isInfinite(found)) {
      return reference == found;
    }
    return Math.abs(reference - found) <= epsilon * Math.abs(reference);
  }

  private void differ(int e, int a, String remark) {
    differing++;
    show(expected.id(e) + ": expected " + expected.text(e) + ", found " + actual.text(a) + remark);
  }

  private void show(String difference) {
    if (examples.size() < shown) {
      examples.add("vertex " + difference);
    }
  }
}
