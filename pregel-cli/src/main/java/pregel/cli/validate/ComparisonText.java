package pregel.cli.validate;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import pregel.cli.report.Figures;

/** A comparison as lines for people; the last one says how it ended. */
public final class ComparisonText {
  private ComparisonText() {}

  /** Prints what differs, then the summary. */
  public static void print(Comparison comparison, PrintStream out) {
    printDifferences(comparison, out);
    printIds("missing", comparison, comparison.missing(), out);
    printIds("extra", comparison, comparison.extra(), out);
    printIds("repeated in EXPECTED", comparison, comparison.repeatedInExpected(), out);
    printIds("repeated in ACTUAL", comparison, comparison.repeatedInActual(), out);
    out.println(summary(comparison));
  }

  private static String summary(Comparison comparison) {
    String rule = " (" + comparison.rule().name().toLowerCase(Locale.ROOT) + ")";
    String values = Figures.counted(comparison.compared(), "value");
    if (comparison.isEqual()) {
      return "equal: " + values + rule;
    }
    StringBuilder line =
        new StringBuilder("different: ")
            .append(Figures.count(comparison.differing()))
            .append(" of ")
            .append(values)
            .append(comparison.differing() == 1 ? " differs" : " differ");
    append(line, comparison.missing(), "missing");
    append(line, comparison.extra(), "extra");
    append(line, comparison.repeatedInExpected(), "repeated in EXPECTED");
    append(line, comparison.repeatedInActual(), "repeated in ACTUAL");
    return line.append(rule).toString();
  }

  private static void append(StringBuilder line, IdSample ids, String what) {
    if (ids.count() > 0) {
      line.append(", ").append(Figures.count(ids.count())).append(' ').append(what);
    }
  }

  private static void printDifferences(Comparison comparison, PrintStream out) {
    List<Difference> differences = comparison.differences();
    if (differences.isEmpty()) {
      return;
    }
    int id = "id".length();
    int expected = "expected".length();
    int actual = "actual".length();
    for (Difference difference : differences) {
      id = Math.max(id, comparison.idText(difference.id()).length());
      expected = Math.max(expected, difference.expected().length());
      actual = Math.max(actual, difference.actual().length());
    }
    out.println(
        right("id", id) + "  " + right("expected", expected) + "  " + right("actual", actual));
    for (Difference difference : differences) {
      String remark = difference.remark();
      out.println(
          right(comparison.idText(difference.id()), id)
              + "  "
              + right(difference.expected(), expected)
              + "  "
              + right(difference.actual(), actual)
              + (remark.isEmpty() ? "" : "  " + remark));
    }
    more(comparison.differing() - differences.size(), out);
  }

  private static void printIds(String what, Comparison comparison, IdSample ids, PrintStream out) {
    long[] first = ids.first();
    if (first.length == 0) {
      return;
    }
    StringBuilder line = new StringBuilder(what).append(':');
    for (long id : first) {
      line.append(' ').append(comparison.idText(id));
    }
    if (ids.count() > first.length) {
      line.append(" and ").append(Figures.count(ids.count() - first.length)).append(" more");
    }
    out.println(line);
  }

  private static void more(long number, PrintStream out) {
    if (number > 0) {
      out.println("and " + Figures.count(number) + " more");
    }
  }

  private static String right(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }
}
