package pregel.cli.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pregel.algorithms.Algorithm;
import pregel.algorithms.OutputColumn;
import pregel.api.Column;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.Parameters.Declaration;
import pregel.api.Parameters.Type;
import pregel.api.Program;
import pregel.cli.exit.ExitGuard;
import pregel.cli.program.ProgramChoice;
import pregel.cli.program.ProgramClass;

/** Explains one bundled algorithm, or what a class of the user's declares. */
@Command(
    name = "describe",
    header = {
      "Explains a bundled algorithm: parameters, columns, complexity, source, an example; of a",
      "class of your own, what it declares."
    },
    footer = {"  pregel describe pagerank", "  pregel describe my.Program --classpath my.jar"})
final class DescribeCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      paramLabel = "ALGORITHM|CLASS",
      description = "Its name, as in pregel list, or the full name of a class in --classpath.")
  String name;

  @Option(
      names = "--classpath",
      order = 1,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Jars and directories with your own programs, and what these need.")
  List<String> classpath = new ArrayList<>();

  @Option(
      names = {"-h", "--help"},
      order = 99,
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  DescribeCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    try (ExitGuard guard = ExitGuard.of(name, err)) {
      ProgramChoice choice = ProgramChoice.of("describe", name, classpath);
      if (choice.bundled() != null) {
        describe(choice.bundled());
      } else {
        describe(choice);
      }
    }
    return 0;
  }

  private void describe(Algorithm algorithm) {
    out.println(algorithm.name() + " " + algorithm.summary() + ".");
    parameters(algorithm.parameters());
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
  }

  private void describe(ProgramChoice choice) {
    out.println(name + " is a vertex program of your own.");
    if (choice.userClass().declared() == null && choice.userClass().takesParameters()) {
      out.println();
      out.println("Parameters");
      out.println("  not declared: whatever is given with -p is passed on");
    } else {
      parameters(choice.declared());
    }
    out.println();
    out.println("Result columns");
    out.println("  id  vertex id");
    List<Column> columns = columns(choice);
    if (columns == null) {
      out.println("  the others depend on needed parameters");
      return;
    }
    for (Column column : columns) {
      out.println("  " + column.name() + "  " + type(column));
    }
  }

  private void parameters(List<Declaration> declared) {
    out.println();
    out.println("Parameters");
    if (declared.isEmpty()) {
      out.println("  none");
    }
    for (Declaration parameter : declared) {
      out.println(
          "  "
              + parameter.name()
              + (parameter.defaultValue() == null ? " (needed)" : "=" + parameter.defaultValue())
              + "  "
              + type(parameter));
      out.println("      " + parameter.description());
    }
  }

  /** What an instance without any parameter declares; null if it wants some. */
  private static List<Column> columns(ProgramChoice choice) {
    try {
      Program program = choice.create(choice.parameters(Map.of(), null));
      return ProgramClass.schema(program).resultColumns();
    } catch (JobException e) {
      if (e.kind() == FailureKind.USAGE) {
        return null;
      }
      throw e;
    }
  }

  private static String type(Column column) {
    if (column instanceof LongColumn longs) {
      return longs.holdsVertexIds() ? "vertex id" : "long";
    }
    return column.getClass().getSimpleName().replace("Column", "").toLowerCase(Locale.ROOT);
  }

  private static String type(Declaration parameter) {
    Type type = parameter.type();
    String kind =
        switch (type) {
          case INTEGER -> "whole number";
          case REAL -> "number";
          case VERTEX -> "vertex id";
          case VERTICES -> "vertex ids";
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
