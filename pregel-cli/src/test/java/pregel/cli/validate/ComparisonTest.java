package pregel.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.Datasets;

class ComparisonTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"exact", "equivalence", "epsilon"})
  void agreesWithTheBenchmarksSamples(String name) {
    Rule rule = Rule.valueOf(name.toUpperCase(java.util.Locale.ROOT));
    String expected = Datasets.path("graphalytics/matching/" + name + "_expected.csv").toString();
    String good = Datasets.path("graphalytics/matching/" + name + "_actual1.csv").toString();
    String bad = Datasets.path("graphalytics/matching/" + name + "_actual2.csv").toString();
    assertThat(Comparison.of(expected, good, rule, 0.0001, 10).isEqual()).isTrue();
    assertThat(Comparison.of(expected, bad, rule, 0.0001, 10).isEqual()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3, true",
    "3, 4, false",
    "3, 3.0, true",
    "3, 3.0000000001, false",
    "9223372036854775807, 9223372036854775807, true",
    "9223372036854775807, 9223372036854775806, false",
    "9223372036854775807, '', true",
    "'', 9223372036854775807, true",
    "'', infinity, true",
    "'', '', true",
    "'', 0, false",
    "infinity, Infinity, true",
    "9223372036854775807, infinity, false",
    "infinity, -infinity, false",
    "0.1, 1e-1, true",
    "0, -0.0, true",
    "nan, nan, false",
  })
  void exactWantsTheSameNumber(String expected, String actual, boolean agree) throws IOException {
    assertThat(agree(Rule.EXACT, expected, actual)).isEqualTo(agree);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0001, true",
    "1, 0.9999, true",
    "1, 1.00011, false",
    "1, 0.99989, false",
    "-1, -1.00009, true",
    "-1, -1.00011, false",
    "-1, 1, false",
    "0, 0, true",
    "0, -0.0, true",
    "0, 1e-300, false",
    "1e-300, 0, false",
    "1e-300, 1.00009e-300, true",
    "Infinity, inf, true",
    "infinity, INFINITY, true",
    "+Infinity, Infinity, true",
    "Infinity, '', true",
    "'', Infinity, true",
    "9223372036854775807, '', true",
    "Infinity, 1.7976931348623157e308, false",
    "1.7976931348623157e308, Infinity, false",
    "Infinity, -Infinity, false",
    "NaN, NaN, false",
    "1, NaN, false",
    "NaN, 1, false",
    "Infinity, NaN, false",
  })
  void epsilonWantsNearlyTheSameNumber(String expected, String actual, boolean agree)
      throws IOException {
    assertThat(agree(Rule.EPSILON, expected, actual)).isEqualTo(agree);
  }

  @Test
  void equivalenceWantsTheSameClasses() throws IOException {
    String expected = file("1 1", "2 1", "3 2", "4 3");
    assertThat(compare(Rule.EQUIVALENCE, expected, file("1 7", "2 7", "3 1", "4 2")).isEqual())
        .isTrue();
    Comparison split = compare(Rule.EQUIVALENCE, expected, file("1 7", "2 8", "3 1", "4 2"));
    assertThat(split.differences())
        .containsExactly(new Difference(2, "1", "8", "expected 1 goes with 7 since id 1"));
    Comparison joined = compare(Rule.EQUIVALENCE, expected, file("1 7", "2 7", "3 1", "4 1"));
    assertThat(joined.differences())
        .containsExactly(new Difference(4, "3", "1", "expected 2 goes with 1 since id 3"));
    assertThat(compare(Rule.EQUIVALENCE, file("1 nan"), file("1 nan")).isEqual()).isFalse();
  }

  @Test
  void equivalenceHoldsForAnyRenamingAndForNothingElse() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      int vertices = 2 + random.nextInt(6000);
      int classes = 2 + random.nextInt(seed % 4 == 0 ? vertices : 10);
      List<Long> names = new ArrayList<>();
      for (long c = 0; c < classes; c++) {
        names.add(c << random.nextInt(3) * 20 | c);
      }
      Collections.shuffle(names, random);
      List<String> expected = new ArrayList<>();
      List<String> actual = new ArrayList<>();
      for (int v = 0; v < vertices; v++) {
        int label = v < 2 ? v : random.nextInt(classes);
        expected.add(v + " " + label);
        actual.add(v + " " + distinct(names, label));
      }
      String reference = file(expected);
      Collections.shuffle(actual, random);
      assertThat(compare(Rule.EQUIVALENCE, reference, file(actual)).isEqual())
          .as("seed %d", seed)
          .isTrue();
      // The first two vertices are in classes of different names; now they are not.
      actual.removeIf(line -> line.startsWith("1 "));
      actual.add("1 " + distinct(names, 0));
      assertThat(compare(Rule.EQUIVALENCE, reference, file(actual)).isEqual())
          .as("seed %d", seed)
          .isFalse();
    }
  }

  @Test
  void matchesRowsByIdInAnyOrder() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Set<Long> ids = new TreeSet<>(List.of(0L, Long.MAX_VALUE));
      int count = 2 + random.nextInt(3000);
      int bits = 16 + random.nextInt(48);
      while (ids.size() < count) {
        ids.add(random.nextLong() >>> (Long.SIZE - bits));
      }
      List<String> rows = new ArrayList<>();
      for (long id : ids) {
        rows.add(id + "," + random.nextInt(100) / 8.0);
      }
      String expected = file(rows);
      Collections.shuffle(rows, random);
      Comparison same = compare(Rule.EXACT, expected, file(rows));
      assertThat(same.isEqual()).as("seed %d", seed).isTrue();
      assertThat(same.compared()).as("seed %d", seed).isEqualTo(rows.size());
      String changed = rows.remove(random.nextInt(rows.size()));
      rows.add(changed + "1");
      assertThat(compare(Rule.EXACT, expected, file(rows)).differing())
          .as("seed %d", seed)
          .isEqualTo(1);
    }
  }

  @Test
  void judgesCompletenessApartFromValues() throws IOException {
    Comparison comparison =
        compare(
            Rule.EXACT,
            file("1 1", "2 2", "3 3", "3 3", "5 5"),
            file("2 2", "3 9", "4 4", "4 4", "5 5"));
    assertThat(comparison.missing().first()).containsExactly(1);
    assertThat(comparison.extra().first()).containsExactly(4);
    assertThat(comparison.repeatedInExpected().first()).containsExactly(3);
    assertThat(comparison.repeatedInActual().first()).containsExactly(4);
    assertThat(comparison.compared()).isEqualTo(3);
    assertThat(comparison.differences()).containsExactly(new Difference(3, "3", "9", ""));
    assertThat(compare(Rule.EXACT, file("1 1", "2 2"), file("1 1")).isEqual()).isFalse();
    assertThat(compare(Rule.EXACT, file("1 1"), file("1 1", "2 2")).isEqual()).isFalse();
    assertThat(compare(Rule.EXACT, file("1 1"), file("1 1", "1 1")).isEqual()).isFalse();
  }

  @Test
  void showsNoMoreDifferencesThanAsked() throws IOException {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      expected.add(i + " 1");
      actual.add(i + " 2");
    }
    Comparison comparison = compare(Rule.EXACT, file(expected), file(actual));
    assertThat(comparison.differing()).isEqualTo(25);
    assertThat(comparison.differences()).hasSize(10);
  }

  @Test
  void readsEverySpellingOfTheSameRows() throws IOException {
    String plain = file("1 0.5", "2 0.25", "3 9223372036854775807");
    assertThat(compare(Rule.EXACT, plain, file("id,rank", "1,0.5", "2,0.25", "3,")).isEqual())
        .isTrue();
    assertThat(
            compare(Rule.EXACT, plain, file("id\trank\r", "1\t0.5\r", "2\t0.25\r", "3\t\r"))
                .isEqual())
        .isTrue();
    assertThat(
            compare(Rule.EXACT, plain, file("# a comment", "", "3,", "2 , 2.5e-1", " 1  .5 "))
                .isEqual())
        .isTrue();
    assertThat(
            compare(
                    Rule.EXACT,
                    plain,
                    file(
                        "{\"id\":1,\"rank\":0.5}",
                        "{\"id\": 2, \"rank\": 0.25 }",
                        "{\"id\":3,\"rank\":null}"))
                .isEqual())
        .isTrue();
    Path packed = folder.resolve("packed.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("id,rank\n1,0.5\n2,0.25\n3,".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(compare(Rule.EXACT, plain, packed.toString()).isEqual()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 x       | :2: expected id and value but found a value that is not a number",
        "two 2     | :2: expected id and value but found an id",
        "-2 2      | :2: expected id and value but found an id",
        "9223372036854775808 1 | :2: expected id and value but found an id",
        "2         | :2: expected id and value but found 1 column",
        "2 3 4     | :2: expected id and value but found more than 2 columns",
        "{}        | :2: expected id and value but found another object",
        "2,3,4     | :2: expected id and value but found more than 2 columns",
      })
  void namesTheLineThatIsNotARow(String line, String message) throws IOException {
    String good = file("1 1");
    String bad = file("1 1", line);
    assertThatThrownBy(() -> compare(Rule.EXACT, good, bad))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessageStartingWith(bad + message);
  }

  /** A label's name that no other label has. */
  private static String distinct(List<Long> names, int label) {
    return names.get(label) + (label % 2 == 0 ? "" : ".5");
  }

  private boolean agree(Rule rule, String expected, String actual) throws IOException {
    return compare(rule, file("8," + expected), file("8," + actual)).isEqual();
  }

  private static Comparison compare(Rule rule, String expected, String actual) {
    return Comparison.of(expected, actual, rule, 0.0001, 10);
  }

  private String file(String... lines) throws IOException {
    return file(List.of(lines));
  }

  private String file(List<String> lines) throws IOException {
    Path file = Files.createTempFile(folder, "result", ".txt");
    Files.write(file, lines);
    return file.toString();
  }
}
