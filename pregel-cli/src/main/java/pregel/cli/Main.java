package pregel.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import pregel.cli.command.CommandLineRun;

/** Starts the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    int exitCode = run(args, out, utf8(FileDescriptor.err));
    out.flush();
    System.exit(exitCode);
  }

  /**
   * Runs one command and returns the exit code; results go to one stream, all else to the other.
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return new CommandLineRun(out, err).run(args);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
