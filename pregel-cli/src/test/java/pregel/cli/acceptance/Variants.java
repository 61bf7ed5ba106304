package pregel.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;

/** Runs one algorithm in every way the engine offers and judges each result by the rule. */
final class Variants {
  private static final List<String> ORDERS = List.of("auto", "id", "degree");
  private static final List<String> WAYS =
      List.of("--threads 1 --delivery push", "--threads 3 --delivery pull", "--threads 3");

  private final Session session;

  Variants(Session session) {
    this.session = session;
  }

  /**
   * Compares with a reference output. An order may change the last bits of a sum, hence the rule;
   * threads and delivery may change nothing, hence the bytes.
   *
   * @param run the options that choose the graph and the parameters
   * @param expected the reference output
   */
  void agree(Benchmark benchmark, String run, Path expected) {
    for (String order : ORDERS) {
      String first = null;
      for (String way : WAYS) {
        String options = "%s --order %s --partitions 5 %s".formatted(run, order, way);
        Outcome ran =
            session.run(
                "run %s -q -o @out.txt --overwrite %s".formatted(benchmark.algorithm, options));
        assertThat(ran.exitCode()).as("%s: %s", options, ran.err()).isZero();
        String result = session.text("out.txt");
        if (first == null) {
          first = result;
          Outcome judged =
              session.run("validate %s @out.txt --rule %s".formatted(expected, benchmark.rule));
          assertThat(judged.exitCode())
              .as("%s: %s%s", options, judged.out(), judged.err())
              .isZero();
        }
        assertThat(result.equals(first)).as("same bytes with %s", options).isTrue();
      }
    }
  }
}
