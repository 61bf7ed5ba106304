package pregel.loaders.write;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * An output that appears whole or not at all: written under a hidden name beside its place, synced,
 * renamed.
 *
 * <pre>
 *   open    repairs what an interrupted replacement left, refuses an existing output, creates the
 *           hidden file or directory: a place that cannot be written to is known before work starts
 *   commit  syncs and renames; a directory to be replaced is first moved aside
 *   close   removes what was not committed; so does the end of the process by a signal
 * </pre>
 *
 * <p>For one thread.
 */
public final class StagedOutput implements AutoCloseable {
  private static final String STAGE = ".pregel-stage-";
  private static final String ASIDE = ".pregel-old";
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final Path stage;
  private final Path aside;
  private final boolean directory;
  private final boolean overwrite;
  private final Thread hook;
  private boolean committed;

  private StagedOutput(Path path, boolean directory, boolean overwrite) {
    this.path = path;
    this.directory = directory;
    this.overwrite = overwrite;
    this.stage = hidden(path, STAGE + ProcessHandle.current().pid());
    this.aside = hidden(path, ASIDE);
    this.hook = new Thread(this::discard, "discard " + stage.getFileName());
  }

  /**
   * Prepares a place.
   *
   * @param directory whether the output is a directory
   * @param overwrite whether an existing output is replaced
   * @throws JobException of kind OUTPUT if it exists or cannot be written
   */
  public static StagedOutput open(Path place, boolean directory, boolean overwrite) {
    Path path = place.toAbsolutePath().normalize();
    if (path.getFileName() == null) {
      throw new JobException(
          FailureKind.OUTPUT, place + ": is not a name for an output; give a file's name");
    }
    StagedOutput output = new StagedOutput(path, directory, overwrite);
    try {
      output.repair();
      if (exists(path) && !overwrite) {
        throw new JobException(
            FailureKind.OUTPUT, place + ": exists already; add --overwrite or choose another name");
      }
      output.requireReplaceable(place);
      if (directory) {
        Files.createDirectory(output.stage);
      } else {
        Files.createFile(output.stage);
      }
    } catch (IOException e) {
      throw OutputFailures.of(place, e);
    }
    Runtime.getRuntime().addShutdownHook(output.hook);
    return output;
  }

  /** The place where the output will appear. */
  public Path path() {
    return path;
  }

  /** The hidden file or directory to write to. */
  public Path stage() {
    return stage;
  }

  /** A stream into the hidden file. */
  public OutputStream stream() throws IOException {
    return stream(stage);
  }

  /** A stream into a file of the hidden directory. */
  public OutputStream stream(String part) throws IOException {
    return stream(stage.resolve(part));
  }

  /** Makes the output appear. */
  public void commit() throws IOException {
    if (directory) {
      Files.createFile(stage.resolve("_SUCCESS"));
      try (Stream<Path> parts = Files.list(stage)) {
        for (Path part : parts.toList()) {
          sync(part);
        }
      }
    }
    sync(stage);
    if (exists(path)) {
      if (!overwrite) {
        throw new JobException(
            FailureKind.OUTPUT,
            path + ": appeared while the job ran; add --overwrite or choose another name");
      }
      if (directory || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    Files.move(stage, path, StandardCopyOption.ATOMIC_MOVE);
    sync(path.getParent());
    committed = true;
    remove(aside);
  }

  @Override
  public void close() {
    if (!committed) {
      discard();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs by itself.
      return;
    }
  }

  /** Renaming over a device would break it, over a folder of other things would lose them. */
  private void requireReplaceable(Path place) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!exists(path.resolve("_SUCCESS")) && !isEmpty(path)) {
        throw new JobException(
            FailureKind.OUTPUT,
            place + ": is a directory without _SUCCESS, not a result; choose another name");
      }
    } else if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw new JobException(
          FailureKind.OUTPUT, place + ": is not a file; name one, or - for standard output");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Puts back an output that was moved aside, and removes what dead processes left. */
  private void repair() throws IOException {
    if (exists(aside)) {
      if (exists(path)) {
        remove(aside);
      } else {
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    Path parent = path.getParent();
    if (!Files.isDirectory(parent)) {
      return;
    }
    String prefix = hidden(path, STAGE).getFileName().toString();
    List<Path> stale = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            parent, entry -> entry.getFileName().toString().startsWith(prefix))) {
      found.forEach(stale::add);
    }
    for (Path entry : stale) {
      if (!isAlive(entry.getFileName().toString().substring(prefix.length()))) {
        remove(entry);
      }
    }
  }

  private static boolean isAlive(String pid) {
    try {
      long number = Long.parseLong(pid);
      return number != ProcessHandle.current().pid() && ProcessHandle.of(number).isPresent();
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private void discard() {
    if (committed) {
      return;
    }
    try {
      remove(stage);
      if (exists(aside) && !exists(path)) {
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      // The next start with this output tries again.
      return;
    }
  }

  private static void remove(Path entry) throws IOException {
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> parts = Files.list(entry)) {
        for (Path part : parts.toList()) {
          remove(part);
        }
      }
    }
    Files.deleteIfExists(entry);
  }

  private static void sync(Path entry) throws IOException {
    try (FileChannel channel = FileChannel.open(entry, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      if (!Files.isDirectory(entry)) {
        throw e;
      }
      // Not every system lets a directory be synced.
    }
  }

  private static OutputStream stream(Path file) throws IOException {
    return new BufferedOutputStream(
        Channels.newOutputStream(
            FileChannel.open(
                file,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING)),
        BUFFER);
  }

  private static boolean exists(Path entry) {
    return Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
  }

  private static Path hidden(Path path, String suffix) {
    return path.resolveSibling("." + path.getFileName() + suffix);
  }
}
