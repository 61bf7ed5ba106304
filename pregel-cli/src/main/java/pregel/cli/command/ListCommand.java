package pregel.cli.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pregel.algorithms.Algorithm;
import pregel.algorithms.Catalogue;
import pregel.api.Parameters.Declaration;

/** Lists the bundled algorithms. */
@Command(
    name = "list",
    header = "Lists the bundled algorithms.",
    footer = {"  pregel list", "  pregel describe pagerank"})
final class ListCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(
      names = {"-h", "--help"},
      order = 99,
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  ListCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    int width = 0;
    for (Algorithm algorithm : Catalogue.all()) {
      width = Math.max(width, algorithm.name().length());
    }
    for (Algorithm algorithm : Catalogue.all()) {
      StringBuilder line = new StringBuilder(algorithm.name());
      line.append(" ".repeat(width + 2 - algorithm.name().length())).append(algorithm.summary());
      if (!algorithm.parameters().isEmpty()) {
        line.append(" (");
        String separator = "";
        for (Declaration parameter : algorithm.parameters()) {
          line.append(separator).append(parameter.name());
          if (parameter.defaultValue() != null) {
            line.append('=').append(parameter.defaultValue());
          }
          separator = ", ";
        }
        line.append(')');
      }
      out.println(line);
    }
    return 0;
  }
}
