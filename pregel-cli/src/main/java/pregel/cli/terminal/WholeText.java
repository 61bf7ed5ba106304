package pregel.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import pregel.loaders.write.OutputFailures;

/** Puts a short text on standard output at once, and fails if it does not get there. */
public final class WholeText {
  private WholeText() {}

  /**
   * Prints what {@code text} prints.
   *
   * @throws pregel.api.JobException of kind OUTPUT or DISK_FULL
   */
  public static void print(Consumer<PrintStream> text, PrintStream out) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream buffer = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      text.accept(buffer);
    }
    // Not closed: the stream belongs to the process.
    OutputStream below = StandardOutput.below(out);
    try {
      bytes.writeTo(below);
      below.flush();
    } catch (IOException e) {
      throw OutputFailures.of("standard output", e);
    }
  }
}
