package pregel.loaders.write;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.commit.OutputSwap;
import pregel.core.files.FileStore;
import pregel.core.files.LocalFiles;

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
  private static final int BUFFER = 1 << 16;
  private static final FileStore FILES = new LocalFiles();

  private final Path path;
  private final Path stage;
  private final OutputSwap swap;
  private final boolean directory;
  private final boolean overwrite;
  private final Thread hook;
  private boolean committed;

  private StagedOutput(Path path, boolean directory, boolean overwrite) {
    this.path = path;
    this.directory = directory;
    this.overwrite = overwrite;
    this.stage = hidden(path, STAGE + ProcessHandle.current().pid());
    this.swap = new OutputSwap(FILES, path.toString());
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
      output.swap.repair();
      output.removeStale();
      output.swap.requireFree(place, overwrite);
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
      Files.createFile(stage.resolve(OutputSwap.SUCCESS));
      try (Stream<Path> parts = Files.list(stage)) {
        for (Path part : parts.toList()) {
          sync(part);
        }
      }
    }
    sync(stage);
    swap.replaceBy(stage.toString(), overwrite);
    committed = true;
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

  /** Removes what dead processes left. */
  private void removeStale() throws IOException {
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
        FILES.delete(entry.toString());
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
      FILES.delete(stage.toString());
      swap.putBack();
    } catch (IOException | OutOfMemoryError | LinkageError e) {
      // The next start with this output tries again. A process that ends since it is out of memory
      // may have none for this either, nor for a class that this is the first to need.
      return;
    }
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

  private static Path hidden(Path path, String suffix) {
    return Path.of(OutputSwap.hidden(path.toString(), suffix));
  }
}
