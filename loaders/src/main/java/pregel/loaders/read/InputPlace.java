package pregel.loaders.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.files.FileStat;
import pregel.core.files.FileStore;
import pregel.core.files.FileStores;
import pregel.core.files.LocalFiles;

/**
 * Where an input lies.
 *
 * @param path as the user gave it
 */
record InputPlace(FileStore store, String path) {
  private static final FileStore LOCAL = new LocalFiles();

  static InputPlace of(String input) {
    return FileStores.isRemote(input)
        ? new InputPlace(FileStores.of(input).store(), input)
        : new InputPlace(LOCAL, path(input).toString());
  }

  /** A path on this machine. */
  static Path path(String input) {
    try {
      return Path.of(input);
    } catch (InvalidPathException e) {
      throw new JobException(
          FailureKind.INPUT,
          Excerpt.of(input.getBytes(StandardCharsets.UTF_8)) + ": not a path; check it",
          e);
    }
  }

  boolean isFile() {
    return find().filter(FileStat::isFile).isPresent();
  }

  boolean isDirectory() {
    return find().filter(FileStat::isDirectory).isPresent();
  }

  boolean exists() {
    return find().isPresent();
  }

  /** A file in the same directory. */
  InputPlace sibling(String name) {
    return store == LOCAL
        ? new InputPlace(LOCAL, Path.of(path).resolveSibling(name).toString())
        : new InputPlace(store, FileStore.join(FileStore.parent(path), name));
  }

  /** What cannot be looked at on this machine is found out when it is opened. */
  private Optional<FileStat> find() {
    try {
      return store.stat(path);
    } catch (IOException e) {
      if (store == LOCAL) {
        return Optional.empty();
      }
      throw unreachable(path, e);
    }
  }

  static JobException unreachable(String input, IOException e) {
    String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return new JobException(
        FailureKind.INPUT,
        input + ": cannot be reached: " + reason + "; check the address and that you may read it",
        e);
  }
}
