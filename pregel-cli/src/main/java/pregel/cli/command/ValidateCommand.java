package pregel.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.report.Figures;
import pregel.cli.validate.Comparison;
import pregel.cli.validate.MatchingRule;
import pregel.cli.validate.ResultFile;

/** Compares a result with the expected one. */
@Command(
    name = "validate",
    header = "Compares a result with the expected one by the benchmark's matching rules.",
    customSynopsis = "pregel validate EXPECTED ACTUAL --rule exact|equivalence|epsilon [OPTIONS]",
    footer = {
      "  pregel validate graph-BFS distances.txt --rule exact",
      "  pregel validate graph-WCC components.csv.gz --rule equivalence",
      "  pregel validate graph-PR ranks.jsonl --rule epsilon",
      "",
      "Exit code 0: they match. 1: they differ."
    })
final class ValidateCommand implements Callable<Integer> {
  private static final int DIFFERENCE = 1;

  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      index = "0",
      paramLabel = "EXPECTED",
      description = "The reference: id value, a line each; .csv, .tsv, .jsonl; packed or not.")
  Path expected;

  @Parameters(
      index = "1",
      paramLabel = "ACTUAL",
      description = "The result to judge; a file as above, or a directory of parts.")
  Path actual;

  @Option(
      names = "--rule",
      order = 1,
      required = true,
      paramLabel = "RULE",
      description =
          "exact (bfs, cdlp): equal values; equivalence (wcc): equal up to renaming labels; "
              + "epsilon (pagerank, lcc, sssp): |expected - actual| <= epsilon * |expected|.")
  MatchingRule rule;

  @Option(
      names = "--epsilon",
      order = 2,
      paramLabel = "E",
      defaultValue = "0.0001",
      description = "How far a value may be off. Default: 0.0001.")
  double epsilon;

  @Option(
      names = "--show",
      order = 3,
      paramLabel = "N",
      defaultValue = "10",
      description = "How many differences to show. Default: 10.")
  int show;

  @Mixin VoiceOptions voice;

  ValidateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    if (!(epsilon >= 0) || show < 0) {
      throw new JobException(
          FailureKind.USAGE,
          "validate: --epsilon " + epsilon + " --show " + show + "; give neither below 0");
    }
    Terminal terminal = voice.terminal(out, err);
    Comparison comparison =
        Comparison.of(ResultFile.read(expected), ResultFile.read(actual), rule, epsilon, show);
    if (comparison.matches()) {
      if (!terminal.quiet()) {
        out.println(
            rule.label() + ": all " + Figures.count(comparison.compared()) + " vertices match");
      }
      return 0;
    }
    out.println(
        rule.label()
            + ": of "
            + Figures.count(comparison.compared())
            + " vertices on both sides "
            + Figures.count(comparison.differing())
            + " differ; "
            + Figures.count(comparison.missing())
            + " missing, "
            + Figures.count(comparison.unexpected())
            + " unexpected, "
            + Figures.count(comparison.repeated())
            + " listed twice");
    for (String example : comparison.examples()) {
      out.println("  " + example);
    }
    return DIFFERENCE;
  }
}
