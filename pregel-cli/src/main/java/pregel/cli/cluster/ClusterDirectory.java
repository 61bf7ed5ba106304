package pregel.cli.cluster;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The files of a cluster on this machine, among the system's temporary ones. */
final class ClusterDirectory {
  private static final String PREFIX = "pregel-cluster-";

  private final Path path;

  private ClusterDirectory(Path path) {
    this.path = path;
  }

  /** Makes one; removes what processes left that were killed, and so could not remove it. */
  static ClusterDirectory create() throws IOException {
    removeStale();
    return new ClusterDirectory(
        Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-"));
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** A file with a secret that nobody has had before. */
  Path writeSecret() throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return Files.writeString(
        path.resolve("secret"), "pregel:" + HexFormat.of().formatHex(random) + "\n");
  }

  void remove() throws IOException {
    remove(path);
  }

  private static void removeStale() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path directory : found) {
        String[] name = directory.getFileName().toString().substring(PREFIX.length()).split("-");
        if (name[0].matches("[0-9]{1,18}")
            && ProcessHandle.of(Long.parseLong(name[0])).isEmpty()
            && Files.isWritable(directory)) {
          remove(directory);
        }
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
