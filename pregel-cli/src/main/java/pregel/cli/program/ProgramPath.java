package pregel.cli.program;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** The jars and directories in which a user's classes are looked for, as the user named them. */
final class ProgramPath {
  private final List<Path> entries = new ArrayList<>();

  private ProgramPath() {}

  /**
   * Checks every entry.
   *
   * @param given each one entry or several, separated as in a class path; {@code dir/*} stands for
   *     the jars of a directory
   * @throws JobException of kind USAGE that names the entry at fault
   */
  static ProgramPath of(List<String> given) {
    var path = new ProgramPath();
    for (String several : given) {
      for (String entry : several.split(File.pathSeparator)) {
        if (!entry.isEmpty()) {
          path.add(entry);
        }
      }
    }
    return path;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  URL[] urls() {
    try {
      URL[] urls = new URL[entries.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = entries.get(i).toUri().toURL();
      }
      return urls;
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has a URL", e);
    }
  }

  /** For messages. */
  @Override
  public String toString() {
    return String.join(", ", entries.stream().map(Path::toString).toList());
  }

  private void add(String entry) {
    Path path;
    try {
      if (entry.equals("*") || entry.endsWith("/*")) {
        addJarsOf(Path.of(entry.equals("*") ? "." : entry.substring(0, entry.length() - 2)));
        return;
      }
      path = Path.of(entry);
    } catch (InvalidPathException e) {
      throw refused(entry, "is not a path; check its name", e);
    }
    if (!Files.exists(path)) {
      throw refused(entry, "does not exist; check its name, or build it first", null);
    }
    if (!Files.isReadable(path)) {
      throw refused(entry, "cannot be read; check its permissions", null);
    }
    if (!Files.isDirectory(path)) {
      requireJar(entry, path);
    }
    entries.add(path);
  }

  private void addJarsOf(Path directory) {
    int before = entries.size();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
      List<Path> sorted = new ArrayList<>();
      jars.forEach(sorted::add);
      sorted.sort(null);
      for (Path jar : sorted) {
        requireJar(jar.toString(), jar);
        entries.add(jar);
      }
    } catch (IOException e) {
      throw refused(directory + "/*", "cannot be read; check its name", e);
    }
    if (entries.size() == before) {
      throw refused(directory + "/*", "holds no jar; check its name, or build it first", null);
    }
  }

  private static void requireJar(String entry, Path path) {
    try (JarFile jar = new JarFile(path.toFile())) {
      jar.size();
    } catch (IOException e) {
      throw refused(
          entry, "is neither a jar nor a directory (" + e.getMessage() + "); build it again", e);
    }
  }

  private static JobException refused(String entry, String why, Exception cause) {
    return new JobException(FailureKind.USAGE, "--classpath: " + entry + " " + why, cause);
  }
}
