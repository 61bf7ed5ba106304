package pregel.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import pregel.api.FailureKind;
import pregel.cli.command.CommandLineRun;
import pregel.cli.exit.OrderlyEnd;
import pregel.cli.terminal.StandardOutput;

/** Starts the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PrintStream out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    int exitCode;
    try {
      exitCode = run(args, out, new StandardOutput(new FileOutputStream(FileDescriptor.err)));
      out.flush();
    } catch (OutOfMemoryError e) {
      // Not even the message found room; the JVM's own code would be another.
      exitCode = FailureKind.MEMORY.exitCode();
    }
    if (!OrderlyEnd.hasBegun()) {
      System.exit(exitCode);
    }
  }

  /**
   * Runs one command and returns the exit code; results go to one stream, all else to the other.
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return new CommandLineRun(out, err).run(args);
  }
}
