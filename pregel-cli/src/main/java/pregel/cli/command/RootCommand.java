package pregel.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code pregel} does without a command: it explains itself. */
@Command(
    name = "pregel",
    versionProvider = RootCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "Runs algorithms on large graphs, on every core of this machine.",
    footer = {
      "  pregel run pagerank --input web.txt.gz --output ranks.csv",
      "  pregel run bfs -p source=42 --undirected -i friends.txt --top 20",
      "  pregel generate rmat --scale 16 --undirected -o graph.txt.gz",
      "  pregel inspect graph.txt.gz --undirected --triangles",
      "",
      "pregel COMMAND --help explains every option of a command.",
      "source <(pregel generate-completion) teaches them to your shell (bash, zsh).",
      "",
      "Exit codes: 0 ok, 1 validate found a difference, 2 usage, 10 input, 11 output, 20 user",
      "program, 21 memory, 22 no progress, 34 disk full, 50 internal."
    })
final class RootCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "COMMAND: none is given");
  }

  /** From the jar's manifest. */
  static final class Version implements picocli.CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        "pregel " + (version == null ? "(built from classes)" : version),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
      };
    }
  }
}
