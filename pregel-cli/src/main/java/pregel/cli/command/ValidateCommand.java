package pregel.cli.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.option.VoiceOptions;
import pregel.cli.terminal.Terminal;
import pregel.cli.terminal.WholeText;
import pregel.cli.validate.Comparison;
import pregel.cli.validate.ComparisonText;
import pregel.cli.validate.Rule;
import pregel.loaders.read.IdKind;

/** Compares two results; a difference is exit code 1. */
@Command(
    name = "validate",
    header = "Compares a result with the expected one; ends with 1 if they differ.",
    customSynopsis = "pregel validate EXPECTED ACTUAL --rule exact|equivalence|epsilon [OPTIONS]",
    footer = {
      "  pregel validate example-BFS distances.csv --rule exact",
      "  pregel validate example-WCC components.txt --rule equivalence",
      "  pregel validate example-PR.gz ranks.csv.zst --rule epsilon",
      "",
      "A result is a line with id and value for every vertex, separated by blanks, a tab or a comma;",
      "a line of names may come first. Rows are matched by id and may stand in any order. Nothing",
      "after the separator means unreachable and equals 9223372036854775807 and infinity.",
      "",
      "Exit codes: 0 equal, 1 different, 10 a file cannot be read."
    })
final class ValidateCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;

  private final PrintStream out;
  private final PrintStream err;

  @Parameters(index = "0", paramLabel = "EXPECTED", description = "The expected result.")
  String expected;

  @Parameters(
      index = "1",
      paramLabel = "ACTUAL",
      description = {
        "The result to judge. Either may be a file, packed or not, a directory",
        "of parts, or - for standard input."
      })
  String actual;

  @Option(
      names = "--rule",
      order = 1,
      required = true,
      paramLabel = "RULE",
      description = {
        "exact: the same values (bfs, cdlp).",
        "equivalence: labels related one to one (wcc).",
        "epsilon: |expected - actual| <= 0.0001 * |expected| (pagerank, lcc, sssp)."
      })
  Rule rule;

  @Option(
      names = "--epsilon",
      order = 2,
      paramLabel = "E",
      defaultValue = "0.0001",
      description = "How far from the expected value --rule epsilon allows. Default: 0.0001.")
  double epsilon;

  @Option(
      names = "--show",
      order = 3,
      paramLabel = "N",
      defaultValue = "10",
      description = "Show the first N differences. Default: 10.")
  int shown;

  @Option(
      names = "--ids",
      order = 4,
      paramLabel = "KIND",
      defaultValue = "auto",
      description =
          "What ids are: long, string (values may be names too), auto (long). Default: auto.")
  IdKind ids;

  @Mixin VoiceOptions voice;

  ValidateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    if (!(epsilon >= 0)) {
      throw usage("--epsilon: " + epsilon + " is not a tolerance; give 0 or more");
    }
    if (shown < 0) {
      throw usage("--show: " + shown + " is not a number of differences; give 0 or more");
    }
    if (expected.equals("-") && actual.equals("-")) {
      throw usage("validate: both results cannot come from standard input; name a file for one");
    }
    Terminal terminal = voice.terminal(out, err);
    Comparison comparison =
        ids == IdKind.STRING
            ? Comparison.ofNamed(expected, actual, rule, epsilon, shown)
            : Comparison.of(expected, actual, rule, epsilon, shown);
    if (!terminal.quiet()) {
      WholeText.print(text -> ComparisonText.print(comparison, text), out);
    }
    return comparison.isEqual() ? 0 : DIFFERENT;
  }

  private static JobException usage(String message) {
    return new JobException(FailureKind.USAGE, message);
  }
}
