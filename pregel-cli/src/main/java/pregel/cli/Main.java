package pregel.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import pregel.cli.command.CommandLineRun;
import pregel.cli.command.StandardOutput;

/** Starts the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PrintStream out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    int exitCode = run(args, out, new StandardOutput(new FileOutputStream(FileDescriptor.err)));
    out.flush();
    System.exit(exitCode);
  }

  /**
   * Runs one command and returns the exit code; results go to one stream, all else to the other.
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return new CommandLineRun(out, err).run(args);
  }
}
