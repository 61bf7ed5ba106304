package pregel.cli.option;

import java.io.PrintStream;
import picocli.CommandLine.Option;
import pregel.cli.progress.ProgressStyle;
import pregel.cli.terminal.Terminal;

/** How much a command says. */
public final class VoiceOptions {
  @Option(
      names = {"-q", "--quiet"},
      order = 90,
      description = "Say nothing but errors.")
  public boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      order = 91,
      description = "Add details, and stack traces to errors.")
  public boolean verbose;

  @Option(
      names = "--progress",
      order = 92,
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "Show progress on standard error: auto (on a terminal), always, never. Default: auto.")
  public ProgressStyle progress;

  @Option(
      names = {"-h", "--help"},
      order = 99,
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  public Terminal terminal(PrintStream out, PrintStream err) {
    return new Terminal(out, err, quiet, verbose, progress);
  }
}
