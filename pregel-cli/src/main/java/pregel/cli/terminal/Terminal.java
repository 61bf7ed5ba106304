package pregel.cli.terminal;

import java.io.PrintStream;
import pregel.cli.progress.ProgressStyle;

/**
 * Where a command writes, and how much.
 *
 * @param out results
 * @param err everything else
 * @param quiet nothing but errors
 * @param verbose stack traces and details
 * @param progress when progress is shown
 */
public record Terminal(
    PrintStream out, PrintStream err, boolean quiet, boolean verbose, ProgressStyle progress) {

  /** Says something to the person who waits, unless they asked for silence. */
  public void say(String line) {
    if (!quiet) {
      err.println(line);
    }
  }
}
