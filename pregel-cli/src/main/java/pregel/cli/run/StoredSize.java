package pregel.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.files.FileStat;
import pregel.core.files.FileStores;

/** How many bytes an input has where it is stored, packed or not. */
final class StoredSize {
  private StoredSize() {}

  /** Of all of some inputs. */
  static long of(List<String> inputs) {
    return inputs.stream().mapToLong(StoredSize::of).sum();
  }

  /**
   * Of a file, a directory, a pattern or the edges of a Graphalytics graph; 0 for standard input.
   *
   * @throws JobException of kind INPUT if there is no such input
   */
  static long of(String input) {
    if (input.equals("-")) {
      return 0;
    }
    try {
      if (FileStores.isRemote(input)) {
        return remote(FileStores.of(input));
      }
      Path path = Path.of(input);
      if (Files.isDirectory(path)) {
        long sum = 0;
        try (var files = Files.list(path)) {
          for (Path file : files.toList()) {
            sum += Files.size(file);
          }
        }
        return sum;
      }
      if (Files.exists(path)) {
        return Files.size(path);
      }
      Path edges = Path.of(input + ".e");
      if (Files.exists(edges)) {
        return Files.size(edges);
      }
      if (input.indexOf('*') >= 0 || input.indexOf('?') >= 0) {
        Path parent = path.toAbsolutePath().getParent();
        long sum = 0;
        try (var files = Files.newDirectoryStream(parent, path.getFileName().toString())) {
          for (Path file : files) {
            sum += Files.size(file);
          }
        }
        return sum;
      }
    } catch (IOException e) {
      throw new JobException(
          FailureKind.INPUT,
          input + ": cannot be read (" + e.getMessage() + "); check its name",
          e);
    }
    throw new JobException(FailureKind.INPUT, input + ": no such file; check its name");
  }

  /** Of a file or a directory; of what else is named, 0. */
  private static long remote(FileStores.Place place) throws IOException {
    long sum = 0;
    for (FileStat file : place.store().list(place.path())) {
      sum += file.bytes();
    }
    return sum;
  }
}
