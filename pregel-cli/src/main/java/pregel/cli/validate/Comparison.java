package pregel.cli.validate;

import java.util.ArrayList;
import java.util.List;
import pregel.core.graph.NameTable;
import pregel.core.graph.VertexNames;

/**
 * What comparing two results found. Completeness is judged apart from values: values are compared
 * for ids that both have, of a repeated id the first.
 */
public final class Comparison {
  private final Rule rule;
  private final ResultRows expected;
  private final ResultRows actual;
  private final double epsilon;
  private final int shown;
  private final LabelPairs labels;
  private final List<Difference> differences = new ArrayList<>();
  private final IdSample missing;
  private final IdSample extra;
  private final IdSample repeatedInExpected;
  private final IdSample repeatedInActual;
  private long compared;
  private long differing;

  private Comparison(Rule rule, ResultRows expected, ResultRows actual, double epsilon, int shown) {
    this.rule = rule;
    this.expected = expected;
    this.actual = actual;
    this.epsilon = epsilon;
    this.shown = shown;
    this.labels = new LabelPairs(expected, actual);
    this.missing = new IdSample(shown);
    this.extra = new IdSample(shown);
    this.repeatedInExpected = new IdSample(shown);
    this.repeatedInActual = new IdSample(shown);
  }

  /**
   * Reads and compares two results.
   *
   * @param epsilon what {@link Rule#EPSILON} allows; the benchmark's is 0.0001
   * @param shown how many differences and ids to keep of each sort
   * @throws pregel.api.JobException of kind INPUT if either cannot be read
   */
  public static Comparison of(
      String expected, String actual, Rule rule, double epsilon, int shown) {
    Comparison comparison =
        new Comparison(rule, ResultRows.read(expected), ResultRows.read(actual), epsilon, shown);
    comparison.compare();
    return comparison;
  }

  /** As {@link #of}, for results whose ids are names. */
  public static Comparison ofNamed(
      String expected, String actual, Rule rule, double epsilon, int shown) {
    NameTable table = new NameTable();
    ResultRows expectedRows = ResultRows.readNamed(expected, table);
    ResultRows actualRows = ResultRows.readNamed(actual, table);
    VertexNames names = table.sort(1);
    expectedRows.settle(table, names);
    actualRows.settle(table, names);
    Comparison comparison = new Comparison(rule, expectedRows, actualRows, epsilon, shown);
    comparison.compare();
    return comparison;
  }

  /** An id for people. */
  public String idText(long id) {
    return expected.idText(id);
  }

  /** Whether nothing was found. */
  public boolean isEqual() {
    return differing == 0
        && missing.count() == 0
        && extra.count() == 0
        && repeatedInExpected.count() == 0
        && repeatedInActual.count() == 0;
  }

  public Rule rule() {
    return rule;
  }

  /** Ids that both results have. */
  public long compared() {
    return compared;
  }

  /** Those among them whose values do not agree. */
  public long differing() {
    return differing;
  }

  /** The first of them by id. */
  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** Ids that only the expected result has. */
  public IdSample missing() {
    return missing;
  }

  /** Ids that only the actual result has. */
  public IdSample extra() {
    return extra;
  }

  /** Ids that the expected result has more than once. */
  public IdSample repeatedInExpected() {
    return repeatedInExpected;
  }

  /** Ids that the actual result has more than once. */
  public IdSample repeatedInActual() {
    return repeatedInActual;
  }

  private void compare() {
    int e = 0;
    int a = 0;
    while (e < expected.count() || a < actual.count()) {
      // Ids are at most 2^63 - 1, so an end is told by the count, not by an id.
      boolean noExpected = e == expected.count();
      boolean noActual = a == actual.count();
      int order = noExpected ? 1 : noActual ? -1 : Long.compare(expected.id(e), actual.id(a));
      if (order == 0) {
        compareValues(e, a);
      } else if (order < 0) {
        missing.add(expected.id(e));
      } else {
        extra.add(actual.id(a));
      }
      if (order <= 0) {
        e = afterRepetitions(expected, e, repeatedInExpected);
      }
      if (order >= 0) {
        a = afterRepetitions(actual, a, repeatedInActual);
      }
    }
  }

  private static int afterRepetitions(ResultRows rows, int row, IdSample repeated) {
    int next = row + 1;
    while (next < rows.count() && rows.id(next) == rows.id(row)) {
      next++;
    }
    if (next > row + 1) {
      repeated.add(rows.id(row));
    }
    return next;
  }

  private void compareValues(int e, int a) {
    compared++;
    boolean agree =
        switch (rule) {
          case EXACT -> expected.equal(e, actual, a);
          case EQUIVALENCE -> labels.add(e, a);
          case EPSILON ->
              expected.equal(e, actual, a)
                  || Rule.isClose(expected.number(e), actual.number(a), epsilon);
        };
    if (agree) {
      return;
    }
    differing++;
    if (differences.size() < shown) {
      differences.add(
          new Difference(expected.id(e), expected.text(e), actual.text(a), remark(e, a)));
    }
  }

  private String remark(int e, int a) {
    if (rule == Rule.EQUIVALENCE) {
      return labels.objection(e, a);
    }
    double reference = expected.number(e);
    double off = Math.abs(reference - actual.number(a)) / Math.abs(reference);
    return rule == Rule.EPSILON && Double.isFinite(off) ? "off by " + (float) off : "";
  }
}
