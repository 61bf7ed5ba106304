package pregel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.cli.command.Session.Outcome;

class ValidateAcrossFormatsTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void open() {
    session = new Session(directory);
  }

  @Test
  void judgesTheBenchmarksOwnExamples() {
    String root = System.getenv("PREGEL_DATASETS");
    Path datasets =
        root != null
            ? Path.of(root)
            : Path.of(System.getProperty("pregel.root", "."), "..", "shared", "datasets");
    Path matching = datasets.resolve("graphalytics").resolve("matching");
    assumeThat(Files.isDirectory(matching)).as("data sets at %s", datasets).isTrue();
    for (String rule : new String[] {"exact", "equivalence", "epsilon"}) {
      String expected = matching.resolve(rule + "_expected.csv").toString();
      for (int example = 1; example <= 2; example++) {
        String actual = matching.resolve(rule + "_actual" + example + ".csv").toString();
        assertThat(
                session.run("validate " + expected + " " + actual + " --rule " + rule).exitCode())
            .as("%s %d", rule, example)
            .isEqualTo(example - 1);
      }
    }
  }

  @Test
  void comparesAcrossFormatsAndOrders() {
    session.file("e", "1 0\n2 9223372036854775807\n3 1\n");
    session.file("a.csv", "id,distance\n3,1\n1,0\n2,\n");
    session.file("a.jsonl", "{\"id\":1,\"d\":0}\n{\"id\":2,\"d\":null}\n{\"id\":3,\"d\":1}\n");
    assertThat(session.run("validate @e @a.csv --rule exact").exitCode()).isZero();
    assertThat(session.run("validate @e @a.jsonl --rule exact").exitCode()).isZero();
  }

  @Test
  void judgesCompletenessApartFromValues() {
    session.file("e", "1 5\n2 5\n3 5\n");
    session.file("a", "1 5\n1 5\n4 5\n3 5\n");
    Outcome outcome = session.run("validate @e @a --rule exact");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("0 of 2 values differ", "1 missing", "1 extra", "1 repeated");
  }

  @Test
  void toleratesAPartOfTheExpectedValueAndNothingMore() {
    session.file("e", "1 1000\n2 0\n3 infinity\n4 -1\n");
    session.file("in", "1 1000.09\n2 0.0\n3 Infinity\n4 -1.00009\n");
    assertThat(session.run("validate @e @in --rule epsilon").exitCode()).isZero();
    for (String wrong :
        new String[] {
          "1 1000.11\n2 0\n3 Infinity\n4 -1\n",
          "1 1000\n2 1e-300\n3 Infinity\n4 -1\n",
          "1 1000\n2 0\n3 1e308\n4 -1\n",
          "1 NaN\n2 0\n3 Infinity\n4 -1\n"
        }) {
      session.file("out", wrong);
      assertThat(session.run("validate @e @out --rule epsilon").exitCode()).as(wrong).isEqualTo(1);
    }
  }

  @Test
  void labelsMustBeRelatedOneToOne() {
    session.file("e", "1 1\n2 1\n3 3\n");
    session.file("renamed", "1 8\n2 8\n3 9\n");
    session.file("merged", "1 8\n2 8\n3 8\n");
    session.file("split", "1 8\n2 7\n3 9\n");
    assertThat(session.run("validate @e @renamed --rule equivalence").exitCode()).isZero();
    assertThat(session.run("validate @e @merged --rule equivalence").exitCode()).isEqualTo(1);
    assertThat(session.run("validate @e @split --rule equivalence").exitCode()).isEqualTo(1);
  }

  @Test
  void anUnreadableFileIsAnInputErrorNotADifference() {
    session.file("e", "1 1\n");
    session.file("broken", "1 1\nnonsense\n");
    Outcome missing = session.run("validate @e @none --rule exact");
    assertThat(missing.exitCode()).isEqualTo(10);
    Outcome broken = session.run("validate @e @broken --rule exact");
    assertThat(broken.exitCode()).isEqualTo(10);
    assertThat(broken.err()).contains("broken:2");
    assertThat(session.run("validate @e @e").exitCode()).isEqualTo(2);
  }
}
