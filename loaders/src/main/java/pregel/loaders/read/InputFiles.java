package pregel.loaders.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.files.FileStat;
import pregel.core.files.FileStores;

/** Which files the inputs of a command name. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * The files, in the order given; those of a directory or a pattern by name. Files in directories
   * that start with a dot or an underscore are markers and left out.
   */
  public static List<String> of(List<String> inputs) {
    if (inputs.isEmpty()) {
      throw new JobException(FailureKind.USAGE, "input: none given; name a file with --input");
    }
    List<String> files = new ArrayList<>();
    for (String input : inputs) {
      if (input.equals(Text.STANDARD_INPUT)) {
        files.add(input);
        continue;
      }
      if (input.isBlank()) {
        throw new JobException(FailureKind.USAGE, "input: an empty name; name a file");
      }
      InputPlace place = InputPlace.of(input);
      if (place.isDirectory()) {
        addDirectory(place, files);
      } else if (isPattern(input) && !place.exists()) {
        addMatches(input, files);
      } else {
        files.add(input);
      }
    }
    return files;
  }

  static boolean isPattern(String input) {
    return input.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  private static void addDirectory(InputPlace directory, List<String> files) {
    String input = directory.path();
    List<String> found = new ArrayList<>();
    try {
      for (FileStat file : directory.store().list(input)) {
        if (file.isFile() && !file.name().startsWith(".") && !file.name().startsWith("_")) {
          found.add(file.path());
        }
      }
    } catch (IOException e) {
      throw unreadable(input, e);
    }
    if (found.isEmpty()) {
      throw new JobException(
          FailureKind.INPUT, input + ": a directory without files; name one that has some");
    }
    found.sort(null);
    files.addAll(found);
  }

  private static void addMatches(String pattern, List<String> files) {
    List<String> found =
        FileStores.isRemote(pattern)
            ? new ArrayList<>(RemotePatterns.matches(FileStores.of(pattern).store(), pattern))
            : localMatches(pattern);
    if (found.isEmpty()) {
      throw new JobException(FailureKind.INPUT, pattern + ": no file matches; check the pattern");
    }
    found.sort(null);
    files.addAll(found);
  }

  private static List<String> localMatches(String pattern) {
    Path start = pattern.startsWith("/") ? Path.of("/") : Path.of("");
    Path whole = Path.of(pattern);
    int plain = 0;
    while (!isPattern(whole.getName(plain).toString())) {
      start = start.resolve(whole.getName(plain++));
    }
    int depth = pattern.contains("**") ? Integer.MAX_VALUE : whole.getNameCount() - plain;
    PathMatcher matcher = matcher(pattern);
    List<String> found = new ArrayList<>();
    if (Files.isDirectory(start)) {
      try (Stream<Path> entries = Files.walk(start, depth)) {
        entries
            .filter(file -> matcher.matches(file) && Files.isRegularFile(file))
            .forEach(file -> found.add(file.toString()));
      } catch (IOException | UncheckedIOException e) {
        throw unreadable(pattern, e);
      }
    }
    return found;
  }

  private static PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new JobException(
          FailureKind.INPUT,
          pattern + ": no such file, nor a pattern (" + e.getDescription() + "); check the path",
          e);
    }
  }

  private static JobException unreadable(String input, Exception e) {
    return new JobException(
        FailureKind.INPUT,
        input + ": cannot be listed: " + e.getMessage() + "; check that you may read it",
        e);
  }
}
