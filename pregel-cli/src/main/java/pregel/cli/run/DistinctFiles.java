package pregel.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** Refuses what would write over a file that the same command reads or writes. */
final class DistinctFiles {
  private static final String STANDARD_STREAM = "-";

  private DistinctFiles() {}

  /** Any argument may be null or {@code -}; inputs that are patterns are not looked into. */
  static void check(
      List<String> inputs,
      Path vertices,
      String output,
      Path statistics,
      Path badLines,
      Path watchOutput) {
    Map<String, Path> written = new LinkedHashMap<>();
    if (output != null && !output.equals(STANDARD_STREAM)) {
      add(written, "--output", Path.of(output));
    }
    add(written, "--stats", statistics);
    add(written, "--bad-lines", badLines);
    add(written, "--watch-output", watchOutput);
    written.forEach(
        (option, file) -> {
          for (String input : inputs) {
            if (!input.equals(STANDARD_STREAM) && same(file, Path.of(input))) {
              throw alsoRead(option, file);
            }
          }
          if (vertices != null && same(file, vertices)) {
            throw alsoRead(option, file);
          }
        });
  }

  private static void add(Map<String, Path> written, String option, Path file) {
    if (file == null) {
      return;
    }
    written.forEach(
        (other, path) -> {
          if (same(path, file)) {
            throw usage(option + ": " + file + " is what " + other + " writes; name another file");
          }
        });
    written.put(option, file);
  }

  private static boolean same(Path one, Path other) {
    if (one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())) {
      return true;
    }
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JobException alsoRead(String option, Path file) {
    return usage(
        option + ": " + file + " is read by the same command; write to another file and rename it");
  }

  private static JobException usage(String message) {
    return new JobException(FailureKind.USAGE, message);
  }
}
