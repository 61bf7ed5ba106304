package pregel.cli.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, as a program can end it for good. */
final class Pregel {

  /** What a process left. */
  record Outcome(int exitCode, String out, String err) {}

  private static final long PATIENCE_SECONDS = 120;

  private final Path directory;
  private Process process;

  private Pregel(Path directory) {
    this.directory = directory;
  }

  /**
   * Starts a command.
   *
   * @param heap the JVM's greatest heap, as in {@code -Xmx}
   */
  static Pregel start(Path directory, String heap, String command) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx" + heap, "-XX:+UseParallelGC", "-cp"));
    words.add(System.getProperty("java.class.path"));
    words.add("pregel.cli.Main");
    words.addAll(List.of(command.split(" ")));
    var pregel = new Pregel(directory);
    pregel.process =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectOutput(directory.resolve("stdout").toFile())
            .redirectError(directory.resolve("stderr").toFile())
            .start();
    return pregel;
  }

  /** Whether a signal reaches the process; one that its parent ignores does not. */
  boolean hears(String signal) throws IOException {
    int number = signal.equals("INT") ? 2 : 15;
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return true; // another system than Linux: the test will tell
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        long ignored = Long.parseUnsignedLong(line.substring("SigIgn:".length()).trim(), 16);
        return (ignored >>> (number - 1) & 1) == 0;
      }
    }
    throw new AssertionError("there is no line SigIgn in " + status);
  }

  /** Sends the process a signal. */
  void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new AssertionError("kill -" + name + " ended with " + code);
    }
  }

  /** Waits for its end; a process that does not end is killed, and that is a failure. */
  Outcome await() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still alive, having said: " + read("stderr"));
    }
    return new Outcome(process.exitValue(), read("stdout"), read("stderr"));
  }

  private String read(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }
}
