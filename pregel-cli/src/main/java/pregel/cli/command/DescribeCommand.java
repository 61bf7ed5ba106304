package pregel.cli.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pregel.algorithms.Algorithm;
import pregel.algorithms.Catalogue;
import pregel.algorithms.OutputColumn;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Parameters.Declaration;
import pregel.api.Parameters.Type;

/** Explains one bundled algorithm. */
@Command(
    name = "describe",
    header = "Explains a bundled algorithm: parameters, columns, complexity, source, an example.",
    footer = "  pregel describe pagerank")
final class DescribeCommand implements Callable<Integer> {
  private final PrintStream out;

  @Parameters(paramLabel = "ALGORITHM", description = "Its name, as in pregel list.")
  String name;

  @Option(
      names = {"-h", "--help"},
      order = 99,
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  DescribeCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    Algorithm algorithm =
        Catalogue.byName(name)
            .orElseThrow(
                () ->
                    new JobException(
                        FailureKind.USAGE,
                        "describe: there is no algorithm \""
                            + name
                            + "\"; choose one of "
                            + ProgramChoice.names()));
    out.println(algorithm.name() + " " + algorithm.summary() + ".");
    out.println();
    out.println("Parameters");
    if (algorithm.parameters().isEmpty()) {
      out.println("  none");
    }
    for (Declaration parameter : algorithm.parameters()) {
      out.println(
          "  "
              + parameter.name()
              + (parameter.defaultValue() == null ? " (needed)" : "=" + parameter.defaultValue())
              + "  "
              + type(parameter));
      out.println("      " + parameter.description());
    }
    out.println();
    out.println("Result columns");
    out.println("  id  vertex id");
    for (OutputColumn column : algorithm.columns()) {
      out.println("  " + column.name() + "  " + column.type());
      out.println("      " + column.meaning());
    }
    out.println();
    out.println("Weights     " + weights(algorithm));
    out.println("Complexity  " + algorithm.complexity());
    out.println("Source      " + algorithm.source());
    out.println();
    out.println("Example");
    out.println("  " + algorithm.example());
    return 0;
  }

  private static String type(Declaration parameter) {
    Type type = parameter.type();
    String kind =
        switch (type) {
          case INTEGER -> "whole number";
          case REAL -> "number";
          case VERTEX -> "vertex id";
          case TEXT -> "text";
        };
    boolean bounded =
        (type == Type.REAL || type == Type.INTEGER)
            && parameter.greatest() < (type == Type.REAL ? Double.MAX_VALUE : Integer.MAX_VALUE);
    return bounded
        ? kind + " from " + plain(parameter.least()) + " to " + plain(parameter.greatest())
        : kind;
  }

  private static String weights(Algorithm algorithm) {
    if (!algorithm.usesWeights()) {
      return "not used";
    }
    return "used with --weighted, else 1"
        + (algorithm.refusesNegativeWeights() ? "; negative ones are refused" : "");
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
