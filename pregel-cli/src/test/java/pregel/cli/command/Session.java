package pregel.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pregel.cli.Main;

/** Runs commands in this process, in a directory of their own. */
public final class Session {

  /** What a command left. */
  public record Outcome(int exitCode, String out, String err) {}

  private final Path directory;

  public Session(Path directory) {
    this.directory = directory;
  }

  public Path path(String name) {
    return directory.resolve(name);
  }

  public Path file(String name, String text) {
    try {
      return Files.writeString(path(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs without any argument. */
  public Outcome run() {
    return run(List.of());
  }

  /** Runs a command; {@code @name} stands for a file of the session. */
  public Outcome run(String command) {
    List<String> args = new ArrayList<>();
    for (String word : command.split(" ")) {
      args.add(word.startsWith("@") ? path(word.substring(1)).toString() : word);
    }
    return run(args);
  }

  /** Runs a command whose arguments may hold blanks. */
  static Outcome run(List<String> args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            args.toArray(new String[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
