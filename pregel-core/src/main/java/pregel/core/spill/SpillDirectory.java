package pregel.core.spill;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * A directory for one job's spilled rows, made when first needed. Closing removes it with all that
 * is in it; so does the end of the process by a signal. Safe for many threads.
 */
public final class SpillDirectory implements AutoCloseable {
  private final Path parent;
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong plain = new AtomicLong();
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private Path directory;
  private Thread hook;

  /**
   * @param parent where it is made
   */
  public SpillDirectory(Path parent) {
    this.parent = parent;
  }

  /** A name for one more file. */
  Path next() {
    return directory().resolve(Long.toString(files.getAndIncrement()));
  }

  /** Notes what is to be closed with the directory if it has not been before. */
  <C extends Channel> C opened(C channel) {
    open.add(channel);
    return channel;
  }

  /** Closes a channel. */
  void close(Channel channel) throws IOException {
    open.remove(channel);
    channel.close();
  }

  void count(long plainBytes, long bytes) {
    plain.addAndGet(plainBytes);
    written.addAndGet(bytes);
  }

  /** Bytes written so far. */
  public long bytesWritten() {
    return written.get();
  }

  /** Bytes written so far, before they were packed. */
  public long plainBytes() {
    return plain.get();
  }

  /** Files made so far. */
  public long files() {
    return files.get();
  }

  /** What a failure of the disk means to the user. */
  JobException failure(String what, IOException e) {
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return new JobException(
          FailureKind.DISK_FULL,
          parent
              + ": the disk is full of spilled rows; free some space, name another place with"
              + " --spill-dir, or give more --memory",
          e);
    }
    return new JobException(
        FailureKind.OUTPUT,
        parent
            + ": spilled rows cannot be "
            + what
            + " ("
            + reason
            + "); name another place with"
            + " --spill-dir",
        e);
  }

  @Override
  public synchronized void close() {
    if (directory == null) {
      return;
    }
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs by itself.
      return;
    }
    directory = null;
  }

  private synchronized Path directory() {
    if (directory == null) {
      try {
        Files.createDirectories(parent);
        directory = Files.createTempDirectory(parent, "pregel-spill-");
      } catch (IOException e) {
        throw failure("written", e);
      }
      hook = new Thread(this::remove, "remove spilled rows");
      Runtime.getRuntime().addShutdownHook(hook);
    }
    return directory;
  }

  private void remove() {
    try (Stream<Path> left = Files.list(directory)) {
      for (Channel channel : open) {
        channel.close();
      }
      for (Path file : left.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw failure("removed", e);
    }
  }
}
