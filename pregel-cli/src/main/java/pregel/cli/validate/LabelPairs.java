package pregel.cli.validate;

import java.util.Arrays;

/**
 * Which label of one result goes with which of the other, one to one, as far as rows have been
 * added. Labels are remembered by the rows that brought them.
 */
final class LabelPairs {
  private static final int FIRST_CAPACITY = 1 << 10;

  private final ResultRows expected;
  private final ResultRows actual;

  /** The pairs: row of the expected result, row of the actual one. */
  private int[] pairs = new int[FIRST_CAPACITY];

  private int count;
  private int[] byExpected = table(2 * FIRST_CAPACITY);
  private int[] byActual = table(2 * FIRST_CAPACITY);

  LabelPairs(ResultRows expected, ResultRows actual) {
    this.expected = expected;
    this.actual = actual;
  }

  /**
   * Adds two labels; false if either already goes with another, and then nothing changes. NaN goes
   * with nothing.
   */
  boolean add(int expectedRow, int actualRow) {
    if (expected.isNan(expectedRow) || actual.isNan(actualRow)) {
      return false;
    }
    int e = find(byExpected, expected, expectedRow, 0);
    int a = find(byActual, actual, actualRow, 1);
    if (byExpected[e] >= 0 || byActual[a] >= 0) {
      return byExpected[e] == byActual[a];
    }
    if (2 * count == pairs.length) {
      grow();
      e = find(byExpected, expected, expectedRow, 0);
      a = find(byActual, actual, actualRow, 1);
    }
    pairs[2 * count] = expectedRow;
    pairs[2 * count + 1] = actualRow;
    byExpected[e] = count;
    byActual[a] = count;
    count++;
    return true;
  }

  /** Why two labels could not be added. */
  String objection(int expectedRow, int actualRow) {
    if (expected.isNan(expectedRow) || actual.isNan(actualRow)) {
      return "NaN agrees with nothing";
    }
    int byLabel = byExpected[find(byExpected, expected, expectedRow, 0)];
    int pair = byLabel >= 0 ? byLabel : byActual[find(byActual, actual, actualRow, 1)];
    return "expected "
        + expected.text(pairs[2 * pair])
        + " goes with "
        + actual.text(pairs[2 * pair + 1])
        + " since id "
        + expected.idText(expected.id(pairs[2 * pair]));
  }

  /** Where a row's label stands in a table, or would. */
  private int find(int[] table, ResultRows rows, int row, int side) {
    int mask = table.length - 1;
    int at = rows.hash(row) & mask;
    while (table[at] >= 0 && !rows.same(pairs[2 * table[at] + side], rows, row)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    pairs = Arrays.copyOf(pairs, 2 * pairs.length);
    byExpected = table(2 * byExpected.length);
    byActual = table(2 * byActual.length);
    for (int pair = 0; pair < count; pair++) {
      byExpected[find(byExpected, expected, pairs[2 * pair], 0)] = pair;
      byActual[find(byActual, actual, pairs[2 * pair + 1], 1)] = pair;
    }
  }

  private static int[] table(int capacity) {
    int[] table = new int[capacity];
    Arrays.fill(table, -1);
    return table;
  }
}
